import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { MongoDouble } from './mongo-double';

/** Where specs of what stands on MongoDB find it: the server named by MONGODB_URL, else a double. */
export class MongoPlace {
  private constructor(
    readonly url: string,
    /** Absent on a real server, which has no faults on command. */
    readonly double: MongoDouble | undefined,
  ) {}

  static async open(): Promise<MongoPlace> {
    const url = process.env['MONGODB_URL'];
    if (url) return new MongoPlace(url, undefined);
    const double = await MongoDouble.start();
    return new MongoPlace(double.url, double);
  }

  /** A name that nobody has. */
  newDatabase(): string {
    return `ledger_${randomUUID().replaceAll('-', '')}`;
  }

  async drop(database: string): Promise<void> {
    const client = await MongoClient.connect(this.url);
    await client.db(database).dropDatabase();
    await client.close();
  }

  async close(): Promise<void> {
    await this.double?.close();
  }
}

/** A case that needs a fault on command; skipped on a real server. */
export const onDouble = process.env['MONGODB_URL'] ? it.skip : it;

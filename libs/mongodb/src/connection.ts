import { MongoClient, type Db, type MongoClientOptions } from 'mongodb';

/** One client, and the database of a ledger. */
export interface Connection {
  readonly client: MongoClient;
  readonly db: Db;
  close(): Promise<void>;
}

/** The server did not answer when it was first asked. */
export class DatabaseUnreachable extends Error {
  readonly zh: string;
  readonly en: string;

  constructor(host: string, cause: unknown) {
    super(`MongoDB at ${host} does not answer: ${String(cause)}`, { cause });
    this.name = 'DatabaseUnreachable';
    this.zh = `MongoDB(${host})没有应答`;
    this.en = this.message;
  }
}

/**
 * A write has happened when it is on most members, so that no election takes it back; a read sees only such writes
 * (https://www.mongodb.com/docs/manual/core/causal-consistency-read-write-concerns/).
 */
const OPTIONS: MongoClientOptions = {
  appName: 'skill-ledger',
  readPreference: 'primary',
  readConcern: { level: 'majority' },
  writeConcern: { w: 'majority' },
  retryWrites: true,
  retryReads: true,
  // As long as an election usually takes; then whoever asks is told that the database is away.
  serverSelectionTimeoutMS: 10_000,
};

/** @throws DatabaseUnreachable */
export async function connect(url: string, database: string): Promise<Connection> {
  const client = new MongoClient(url, OPTIONS);
  try {
    await client.connect();
  } catch (error) {
    await client.close();
    // An address holds a password; its hosts do not.
    throw new DatabaseUnreachable(client.options.hosts.map(String).join(), error);
  }
  return { client, db: client.db(database), close: () => client.close() };
}

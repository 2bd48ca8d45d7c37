import type { ClientSession, Collection, Db } from 'mongodb';
import type { TableSchema } from '../view-store.port';
import { ViewsUnusable } from '../view-store.port';
import { Generation } from './generation';

/** Of the collections' own shape; another one is rebuilt, a newer one refused. */
const FORMAT = 1;

/** The one document that says which generation is in use; `made` numbers are never used again. */
interface Pointer {
  readonly _id: 'current';
  readonly current?: number;
  readonly made: number;
  readonly format: number;
}

/** Which generation is in use: one document, so that the change is one step for everybody. */
export class Generations {
  private readonly pointers: Collection<Pointer>;

  constructor(private readonly db: Db) {
    this.pointers = db.collection('views');
  }

  at(number: number): Generation {
    return new Generation(this.db, number);
  }

  /** Its number; undefined when there are no views yet. @throws ViewsUnusable */
  async current(): Promise<number | undefined> {
    const pointer = await this.pointers.findOne({ _id: 'current' });
    if (pointer && pointer.format !== FORMAT) {
      throw new ViewsUnusable(
        `the views have format ${pointer.format} instead of ${FORMAT}; rebuild them`,
        undefined,
        '视图格式不符,请重建',
      );
    }
    return pointer?.current;
  }

  /** The number of a new one; nothing is there yet. */
  async next(): Promise<number> {
    const pointer = await this.pointers.findOneAndUpdate(
      { _id: 'current' },
      { $inc: { made: 1 }, $setOnInsert: { format: FORMAT } },
      { upsert: true, returnDocument: 'after' },
    );
    return pointer?.made ?? 1;
  }

  /** From here on it is the one in use; false where another was put in place meanwhile. */
  async use(number: number, inPlaceOf: number | undefined, session?: ClientSession): Promise<boolean> {
    const filter = {
      _id: 'current' as const,
      ...(inPlaceOf === undefined ? { current: { $exists: false } } : { current: inPlaceOf }),
    };
    const set = { $set: { current: number, format: FORMAT } };
    return (await this.pointers.updateOne(filter, set, { session })).matchedCount === 1;
  }

  /** The generation in use, made and empty where there is none. Of two processes that make one, one wins. */
  async open(tables: ReadonlyMap<string, TableSchema>): Promise<Generation> {
    let number = await this.current();
    if (number === undefined) {
      const made = await this.next();
      await this.at(made).prepare(tables);
      await this.use(made, undefined);
      number = (await this.current()) ?? made;
    }
    const generation = this.at(number);
    await generation.prepare(tables);
    return generation;
  }

  /** Drops all but these. */
  async dropOthers(kept: readonly number[]): Promise<void> {
    const names = await this.db.listCollections({}, { nameOnly: true }).toArray();
    const found = new Set(names.map(({ name }) => Number(/^views(\d+)_/.exec(name)?.[1])));
    for (const number of found) if (number > 0 && !kept.includes(number)) await this.at(number).drop();
  }
}

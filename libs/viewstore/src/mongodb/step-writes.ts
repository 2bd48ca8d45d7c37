import type { Position } from '@ledger/kernel';
import type { AnyBulkWriteOperation, ClientSession, Collection, Document } from 'mongodb';
import { fingerprintOf } from '../table-schemas';
import {
  InvalidQuery,
  ViewsOvertaken,
  type ParkedEvent,
  type Projection,
  type Row,
  type TableSchema,
  type ViewStep,
} from '../view-store.port';
import type { Generation } from './generation';
import { documentOf, parkedDocument, parkedId, type ProjectionDocument } from './row-documents';

interface Stored extends Document {
  readonly _id: string;
}

/** The last word on each document of a collection: what it becomes, or that it goes. */
type Changes = Map<string, Stored | undefined>;

/** Notes what a step writes, so that it can be sent, and sent again, as one transaction. */
export class StepWrites implements ViewStep {
  private readonly rows = new Map<string, Changes>();
  private readonly projections = new Map<string, ProjectionDocument>();
  private readonly parked: Changes = new Map();
  private readonly streams: Changes = new Map();

  constructor(private readonly tables: ReadonlyMap<string, TableSchema>) {}

  put(table: string, key: string, row: Row): void {
    this.changesOf(table).set(key, documentOf(this.schema(table), key, row));
  }

  delete(table: string, key: string): void {
    this.changesOf(table).set(key, undefined);
  }

  checkpoint(projection: Projection, position: Position): void {
    const { name, version } = projection;
    this.projections.set(name, { _id: name, version, fingerprint: fingerprintOf(projection), position });
  }

  park(event: ParkedEvent): void {
    const document = parkedDocument(event);
    this.parked.set(document._id, { ...document });
  }

  unpark(projection: string, position: Position): void {
    this.parked.set(parkedId(projection, position), undefined);
  }

  version(stream: string, version: number): void {
    this.streams.set(stream, { _id: stream, version });
  }

  get isEmpty(): boolean {
    return [...this.rows.values(), this.projections, this.parked, this.streams].every(({ size }) => size === 0);
  }

  /** Where each projection is after this step. */
  get positions(): ReadonlyMap<string, Position> {
    return new Map([...this.projections].map(([name, { position }]) => [name, position]));
  }

  /**
   * `before`: where the writer knows each projection to be.
   * @throws ViewsOvertaken where one is elsewhere
   */
  async send(generation: Generation, before: ReadonlyMap<string, Position>, session: ClientSession): Promise<void> {
    for (const [table, changes] of this.rows) await write(generation.rows(table), changes, session);
    await this.move(generation.projections, before, session);
    await write(generation.parked, this.parked, session);
    await write(generation.streams, this.streams, session);
  }

  private async move(
    collection: Generation['projections'],
    before: ReadonlyMap<string, Position>,
    session: ClientSession,
  ): Promise<void> {
    if (this.projections.size === 0) return;
    const moves = [...this.projections.values()].map(({ _id, ...replacement }) => {
      const position = before.get(_id);
      const filter = position === undefined ? { _id } : { _id, position };
      return { replaceOne: { filter, replacement, upsert: position === undefined } };
    });
    const { matchedCount, upsertedCount } = await collection.bulkWrite(moves, { ordered: false, session });
    if (matchedCount + upsertedCount < moves.length) throw new ViewsOvertaken();
  }

  private changesOf(table: string): Changes {
    const known = this.rows.get(table);
    if (known) return known;
    this.schema(table);
    const changes: Changes = new Map();
    this.rows.set(table, changes);
    return changes;
  }

  private schema(name: string): TableSchema {
    const table = this.tables.get(name);
    if (!table) throw new InvalidQuery(`there is no table ${JSON.stringify(name)}`, 'table');
    return table;
  }
}

async function write<T extends { readonly _id: string }>(
  collection: Collection<T>,
  changes: Changes,
  session: ClientSession,
): Promise<void> {
  if (changes.size === 0) return;
  const plain = collection as unknown as Collection<Stored>;
  await plain.bulkWrite([...changes].map(operationOf), { ordered: false, session });
}

const operationOf = ([_id, document]: [string, Stored | undefined]): AnyBulkWriteOperation<Stored> =>
  document === undefined
    ? { deleteOne: { filter: { _id } } }
    : { replaceOne: { filter: { _id }, replacement: document, upsert: true } };

import { connect, inTransaction, type Connection } from '@ledger/mongodb';
import type { ClientSession } from 'mongodb';
import type { BadCell } from '../../kinds/read-row';
import type { BulkJob, JobState, NewJob, RowOutcome } from '../job';
import type { Commitment, JobPage, JobsWanted, JobStore, SealedRows } from '../job-store.port';
import { rowNotAttempted } from '../not-attempted';
import {
  COUNTED,
  jobCollections,
  jobOf,
  newJobDocument,
  prepareJobs,
  sealedRowsOf,
  type JobCollections,
} from './job-documents';

export async function openMongoJobStore(place: { readonly url: string; readonly database: string }): Promise<JobStore> {
  const connection = await connect(place.url, place.database);
  try {
    await prepareJobs(connection.db);
    return new MongoJobStore(connection);
  } catch (error) {
    await connection.close();
    throw error;
  }
}

/** 作业库 in MongoDB. */
class MongoJobStore implements JobStore {
  private readonly collections: JobCollections;

  constructor(private readonly connection: Connection) {
    this.collections = jobCollections(connection.db);
  }

  async begin(job: NewJob): Promise<boolean> {
    const { jobs, counters } = this.collections;
    return this.atOnce(async (session) => {
      const known = await jobs.findOne({ _id: job.id }, { session });
      if (known && known.state !== 'cancelled' && known.state !== 'expired') return false;
      await this.takeAway(job.id, session);
      const next = { $inc: { last: 1 } };
      const counter = await counters.findOneAndUpdate({ _id: 'jobs' }, next, {
        upsert: true,
        returnDocument: 'after',
        session,
      });
      await jobs.insertOne(newJobDocument(job, counter?.last ?? 1), { session });
      return true;
    });
  }

  async addRows(id: string, { number, firstRow, lastRow, count, sealed }: SealedRows): Promise<void> {
    await this.collections.rows.insertOne({
      _id: `${id}/${number}`,
      job: id,
      number,
      firstRow,
      lastRow,
      count,
      sealed: JSON.stringify(sealed),
    });
  }

  async addBadCells(id: string, cells: readonly BadCell[]): Promise<void> {
    if (cells.length === 0) return;
    const { badCells } = this.collections;
    await this.atOnce(async (session) => {
      const known = await badCells.countDocuments({ job: id }, { session });
      const documents = cells.map((cell, at) => {
        const number = known + at + 1;
        return { _id: `${id}/${number}`, job: id, number, row: cell.row, cell: JSON.stringify(cell) };
      });
      await badCells.insertMany(documents, { session });
    });
  }

  async previewed(id: string, rows: number): Promise<void> {
    const badRows = (await this.badRows(id)).length;
    const badCells = await this.collections.badCells.countDocuments({ job: id });
    const set = { $set: { state: 'previewed' as const, rows, badRows, badCells } };
    await this.collections.jobs.updateOne({ _id: id, state: 'reading' }, set);
  }

  async remove(id: string): Promise<void> {
    await this.atOnce((session) => this.takeAway(id, session));
  }

  async find(id: string): Promise<BulkJob | undefined> {
    const found = await this.collections.jobs.findOne({ _id: id });
    return found ? jobOf(found) : undefined;
  }

  async page({ unit, before = Number.MAX_SAFE_INTEGER, limit }: JobsWanted): Promise<JobPage> {
    const filter = { ...(unit === undefined ? {} : { unit }), number: { $lt: before } };
    const found = await this.collections.jobs.find(filter, { sort: { number: -1 }, limit }).toArray();
    const last = found.at(-1);
    return { jobs: found.map(jobOf), ...(last && found.length === limit ? { before: last.number } : {}) };
  }

  async inState(state: JobState): Promise<readonly BulkJob[]> {
    return (await this.collections.jobs.find({ state }, { sort: { number: 1 } }).toArray()).map(jobOf);
  }

  async badCells(
    id: string,
    after: number,
    limit: number,
  ): Promise<readonly (BadCell & { readonly number: number })[]> {
    const filter = { job: id, number: { $gt: after } };
    const found = await this.collections.badCells.find(filter, { sort: { job: 1, number: 1 }, limit }).toArray();
    return found.map(({ number, cell }) => ({ number, ...(JSON.parse(cell) as BadCell) }));
  }

  async commit(id: string, { skipBad, at, committedAt, committedBy }: Commitment): Promise<boolean> {
    return this.atOnce(async (session) => {
      const set = {
        state: 'running' as const,
        skipBad,
        committedAt,
        committedBy: JSON.stringify(committedBy),
        ...(at === undefined ? {} : { at }),
      };
      if (!(await this.moved(id, 'previewed', set, session))) return false;
      await this.put(id, (await this.badRows(id, session)).map(rowNotAttempted), session);
      return true;
    });
  }

  async drop(id: string, state: 'cancelled' | 'expired', endedAt: string): Promise<boolean> {
    return this.atOnce(async (session) => {
      if (!(await this.moved(id, 'previewed', { state, endedAt }, session))) return false;
      await this.collections.rows.deleteMany({ job: id }, { session });
      return true;
    });
  }

  async rows(id: string, after: number): Promise<SealedRows | undefined> {
    const found = await this.collections.rows.findOne(
      { job: id, number: { $gt: after } },
      { sort: { job: 1, number: 1 } },
    );
    return found ? sealedRowsOf(found) : undefined;
  }

  async record(id: string, outcomes: readonly RowOutcome[]): Promise<void> {
    if (outcomes.length > 0) await this.atOnce((session) => this.put(id, outcomes, session));
  }

  async outcomes(id: string, after: number, limit: number): Promise<readonly RowOutcome[]> {
    const filter = { job: id, row: { $gt: after } };
    const found = await this.collections.outcomes.find(filter, { sort: { job: 1, row: 1 }, limit }).toArray();
    return found.map(({ told }) => JSON.parse(told) as RowOutcome);
  }

  async finish(id: string, endedAt: string): Promise<void> {
    await this.atOnce(async (session) => {
      if (await this.moved(id, 'running', { state: 'done', endedAt }, session)) {
        await this.collections.rows.deleteMany({ job: id }, { session });
      }
    });
  }

  async close(): Promise<void> {
    await this.connection.close();
  }

  private async moved(id: string, from: JobState, set: object, session: ClientSession): Promise<boolean> {
    const { matchedCount } = await this.collections.jobs.updateOne(
      { _id: id, state: from },
      { $set: set },
      { session },
    );
    return matchedCount === 1;
  }

  /** Rows with a bad cell, each once. */
  private async badRows(id: string, session?: ClientSession): Promise<number[]> {
    const pipeline = [{ $match: { job: id } }, { $group: { _id: '$row' } }, { $sort: { _id: 1 } }];
    const found = await this.collections.badCells.aggregate<{ _id: number }>(pipeline, { session }).toArray();
    return found.map(({ _id }) => _id);
  }

  /** Those rows that have no outcome yet; the counts go with them. */
  private async put(id: string, outcomes: readonly RowOutcome[], session: ClientSession): Promise<void> {
    const { jobs, outcomes: kept } = this.collections;
    const idOf = ({ row }: RowOutcome): string => `${id}/${row}`;
    const wanted = { _id: { $in: outcomes.map(idOf) } };
    const known = new Set(
      (await kept.find(wanted, { session, projection: { _id: 1 } }).toArray()).map(({ _id }) => _id),
    );
    const counts: Record<string, number> = {};
    const documents = [];
    for (const one of outcomes) {
      if (known.has(idOf(one))) continue;
      known.add(idOf(one));
      counts[COUNTED[one.outcome]] = (counts[COUNTED[one.outcome]] ?? 0) + 1;
      documents.push({ _id: idOf(one), job: id, row: one.row, told: JSON.stringify(one) });
    }
    if (documents.length === 0) return;
    await jobs.updateOne({ _id: id }, { $inc: counts }, { session });
    await kept.insertMany(documents, { session });
  }

  private async takeAway(id: string, session: ClientSession): Promise<void> {
    const { jobs, rows, badCells, outcomes } = this.collections;
    await rows.deleteMany({ job: id }, { session });
    await badCells.deleteMany({ job: id }, { session });
    await outcomes.deleteMany({ job: id }, { session });
    await jobs.deleteOne({ _id: id }, { session });
  }

  private atOnce<T>(work: (session: ClientSession) => Promise<T>): Promise<T> {
    return inTransaction(this.connection.client, work);
  }
}

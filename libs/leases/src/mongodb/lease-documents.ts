import type { ClientSession, Collection, Db } from 'mongodb';
import type { Lease } from '../leases.port';

/** `_id` is the name; `uses` counts the transactions that relied on it. */
export interface LeaseDocument {
  readonly _id: string;
  readonly owner: string | null;
  readonly epoch: number;
  readonly until: Date;
  readonly uses?: number;
}

export const leasesOf = (db: Db): Collection<LeaseDocument> => db.collection<LeaseDocument>('leases');

/**
 * Within a transaction: whether the epoch is the newest. It writes to the lease, so that the transaction and a change of owner cannot
 * both happen as if the other had not: to read it would not do, since each would see the state before the other (write skew).
 */
export async function withinEpoch(
  leases: Collection<LeaseDocument>,
  { name, epoch }: Pick<Lease, 'name' | 'epoch'>,
  session: ClientSession,
): Promise<boolean> {
  const { matchedCount } = await leases.updateOne({ _id: name, epoch }, { $inc: { uses: 1 } }, { session });
  return matchedCount === 1;
}

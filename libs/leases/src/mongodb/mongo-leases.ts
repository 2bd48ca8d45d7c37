import { connect, isDuplicateKey, type Connection } from '@ledger/mongodb';
import type { Collection, Document } from 'mongodb';
import type { Lease, Leases } from '../leases.port';
import { leasesOf, type LeaseDocument } from './lease-documents';

export async function openMongoLeases(place: { readonly url: string; readonly database: string }): Promise<Leases> {
  return new MongoLeases(await connect(place.url, place.database));
}

/** 租约 in MongoDB: one document each, changed by the server alone and by its clock (`$$NOW`). */
class MongoLeases implements Leases {
  private readonly leases: Collection<LeaseDocument>;

  constructor(private readonly connection: Connection) {
    this.leases = leasesOf(connection.db);
  }

  async acquire(name: string, owner: string, ttlMs: number): Promise<Lease | undefined> {
    const update = (): Promise<LeaseDocument | null> =>
      this.leases.findOneAndUpdate({ _id: name }, taking(owner, ttlMs), { upsert: true, returnDocument: 'after' });
    // Of two that make the document at once the second finds it the next time.
    const found = await update().catch((error: unknown) => {
      if (isDuplicateKey(error)) return update();
      throw error;
    });
    return found && found.owner === owner ? leaseOf(found) : undefined;
  }

  async renew({ name, owner, epoch }: Lease, ttlMs: number): Promise<Lease | undefined> {
    const update = [{ $set: { until: { $add: ['$$NOW', ttlMs] } } }];
    const found = await this.leases.findOneAndUpdate({ _id: name, owner, epoch }, update, { returnDocument: 'after' });
    return found ? leaseOf(found) : undefined;
  }

  async release({ name, owner, epoch }: Lease): Promise<void> {
    await this.leases.updateOne({ _id: name, owner, epoch }, [{ $set: { owner: null, until: '$$NOW' } }]);
  }

  async close(): Promise<void> {
    await this.connection.close();
  }
}

/** For the owner it is prolonged; for another it changes hands where it has ended, and else stays as it is. */
function taking(owner: string, ttlMs: number): Document[] {
  const isOwn = { $eq: ['$owner', owner] };
  const isFree = { $lte: [{ $ifNull: ['$until', '$$NOW'] }, '$$NOW'] };
  const until = { $add: ['$$NOW', ttlMs] };
  const next = { $add: [{ $ifNull: ['$epoch', 0] }, 1] };
  return [
    {
      $set: {
        epoch: { $cond: [isOwn, '$epoch', { $cond: [isFree, next, '$epoch'] }] },
        until: { $cond: [{ $or: [isOwn, isFree] }, until, '$until'] },
        owner: { $cond: [{ $or: [isOwn, isFree] }, owner, '$owner'] },
      },
    },
  ];
}

const leaseOf = ({ _id, owner, epoch, until }: LeaseDocument): Lease => ({
  name: _id,
  owner: owner ?? '',
  epoch,
  until: until.toISOString(),
});

import { connect, type Connection } from '@ledger/mongodb';
import type { Position } from '@ledger/kernel';
import type { Collection } from 'mongodb';
import type { Checkpoints } from '../process-runner';

interface CheckpointDocument {
  readonly _id: string;
  readonly position: number;
}

export interface MongoCheckpoints extends Checkpoints {
  close(): Promise<void>;
}

/** Where the processes have got to, for all who may run them: one small document each. */
export async function openMongoCheckpoints(place: {
  readonly url: string;
  readonly database: string;
}): Promise<MongoCheckpoints> {
  const connection = await connect(place.url, place.database);
  return new CheckpointDocuments(connection, connection.db.collection<CheckpointDocument>('process_checkpoints'));
}

class CheckpointDocuments implements MongoCheckpoints {
  constructor(
    private readonly connection: Connection,
    private readonly documents: Collection<CheckpointDocument>,
  ) {}

  async checkpoint(name: string): Promise<Position> {
    return (await this.documents.findOne({ _id: name }))?.position ?? 0;
  }

  /** `$max`: a process that has lost its lease and does not know it yet turns nothing back. */
  async keepCheckpoints(positions: ReadonlyMap<string, Position>): Promise<void> {
    const updates = [...positions].map(([name, position]) => ({
      updateOne: { filter: { _id: name }, update: { $max: { position } }, upsert: true },
    }));
    if (updates.length > 0) await this.documents.bulkWrite(updates, { ordered: false });
  }

  async close(): Promise<void> {
    await this.connection.close();
  }
}

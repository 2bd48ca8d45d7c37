import { setTimeout } from 'node:timers/promises';
import type { ClientSession, MongoClient, TransactionOptions } from 'mongodb';
import { hasLabel } from './server-errors';

/** All of it reads one moment that most members know, and is on most members when it has happened. */
const OPTIONS: TransactionOptions = {
  readConcern: { level: 'snapshot' },
  writeConcern: { w: 'majority' },
  readPreference: 'primary',
};

/** A conflict goes away when the other transaction ends; an election takes seconds, which the driver waits by itself. */
const MAX_ATTEMPTS = 10;
const FIRST_PAUSE_MS = 4;
const LONGEST_PAUSE_MS = 500;

/**
 * Runs the work in one transaction, again from its beginning where the server says that it may be, and asks again for a commit whose
 * answer was lost (https://www.mongodb.com/docs/manual/core/transactions-in-applications/), each a bounded number of times.
 */
export async function inTransaction<T>(
  client: MongoClient,
  work: (session: ClientSession) => Promise<T>,
  attempts = MAX_ATTEMPTS,
): Promise<T> {
  const session = client.startSession();
  try {
    for (let attempt = 1; ; attempt += 1) {
      try {
        session.startTransaction(OPTIONS);
        const result = await work(session);
        await commit(session);
        return result;
      } catch (error) {
        if (session.inTransaction()) await session.abortTransaction();
        if (attempt === attempts || !hasLabel(error, 'TransientTransactionError')) throw error;
        await setTimeout(pause(attempt));
      }
    }
  } finally {
    await session.endSession();
  }
}

async function commit(session: ClientSession): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await session.commitTransaction();
      return;
    } catch (error) {
      if (attempt === MAX_ATTEMPTS || !hasLabel(error, 'UnknownTransactionCommitResult')) throw error;
      await setTimeout(pause(attempt));
    }
  }
}

/** Doubled each time, and shortened by chance, so that two that met do not meet again. */
const pause = (attempt: number): number =>
  Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt) * (0.5 + Math.random() / 2);

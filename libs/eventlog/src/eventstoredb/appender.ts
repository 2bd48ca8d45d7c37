import type { Position } from '@ledger/kernel';
import { WrongExpectedVersion } from '../event-store.port';
import { persist, type Patience } from './patience';
import { RevisionMismatch, type ProposedEvent, type ServerClient, type ServerEvent } from './server-client.port';
import { positionOf, toPosition } from './stored-event';

/**
 * Appends with exactly one outcome. An append whose answer was lost is sent again with the same expected version and ids;
 * if it had been taken, the server either says so (its check of ids) or that the stream has gone on, and then what stands
 * there tells whose it is. An append that is still on its way cannot be taken a second time: its version is passed.
 */
export class Appender {
  constructor(
    private readonly client: ServerClient,
    private readonly patience: Patience,
  ) {}

  /**
   * `expectedVersion`: of the ledger, 0 for a stream that does not exist.
   * @throws WrongExpectedVersion, nothing written
   * @throws LogUnavailable, which says whether something may have been written
   */
  append(stream: string, expectedVersion: number, events: readonly ProposedEvent[]): Promise<Position[]> {
    return persist(this.patience, 'append', async () => {
      try {
        const expected = expectedVersion === 0 ? 'no_stream' : BigInt(expectedVersion - 1);
        const last = await this.client.append(stream, expected, events);
        if (last && events.length === 1) return [toPosition(last)];
        // Each event has a place of its own in the log (StorageWriterService.cs, WritePrepares); the answer tells the last.
        return positionsIn(await this.standing(stream, expectedVersion, events)) ?? lostAfterSuccess(stream);
      } catch (error) {
        if (!(error instanceof RevisionMismatch)) throw error;
        const own = positionsIn(await this.standing(stream, expectedVersion, events));
        if (own) return own;
        throw new WrongExpectedVersion(stream, expectedVersion, error.actual + 1);
      }
    });
  }

  /** The events themselves where they stand right after the expected version; undefined when others or none do. */
  private async standing(
    stream: string,
    expectedVersion: number,
    events: readonly ProposedEvent[],
  ): Promise<ServerEvent[] | undefined> {
    const found = await this.client.readStream(stream, BigInt(expectedVersion), events.length);
    const isOwn = found?.length === events.length && found.every(({ id }, i) => id === events[i]?.id);
    return isOwn ? found : undefined;
  }
}

const positionsIn = (standing: readonly ServerEvent[] | undefined): Position[] | undefined =>
  standing?.map((event) => positionOf(event));

function lostAfterSuccess(stream: string): never {
  throw new Error(`the server took an append to ${stream} and does not have it`);
}

import { Readable } from 'node:stream';
import type { AllStreamSubscription } from '@eventstore/db-client';
import { EventStoreDbFollowing } from './eventstoredb-following';
import { ServerFault } from './server-client.port';

type OnCheckpoint = ConstructorParameters<typeof EventStoreDbFollowing>[0] extends (on: infer F) => unknown ? F : never;

/** The client's subscription: what it has been sent lies in a buffer, what was said beside it is told at once. */
function aSubscription() {
  const stream = new Readable({ objectMode: true, highWaterMark: 1_000, read: () => undefined });
  const unsubscribe = jest.fn(async () => undefined);
  let onCheckpoint: OnCheckpoint = async () => undefined;
  const following = new EventStoreDbFollowing((on) => {
    onCheckpoint = on;
    return Object.assign(stream, { unsubscribe }) as AllStreamSubscription;
  }, 10_000);
  return {
    following,
    unsubscribe,
    send(from: number, count: number) {
      for (let i = from; i < from + count; i++) {
        const position = { commit: BigInt(i), prepare: BigInt(i) };
        stream.push({
          event: { streamId: 'case-a', revision: BigInt(i), id: '', type: 'T', created: new Date(0), position },
        });
      }
    },
    checkpoint: (at: number) => onCheckpoint(undefined, { commit: BigInt(at), prepare: BigInt(at) }),
    say: (what: string, ...more: unknown[]) => stream.emit(what, ...more),
  };
}

const revisions = (events: readonly { readonly revision: number }[]): number[] =>
  events.map(({ revision }) => revision);

describe('a followed log', () => {
  it('gives a checkpoint only with or after the events before it, however many wait', async () => {
    const { following, send, checkpoint } = aSubscription();
    send(0, 300);
    await checkpoint(300);
    const first = await following.next();
    expect(first.events).toHaveLength(250);
    expect(first.checkpoint).toBeUndefined();
    const second = await following.next();
    expect(revisions(second.events)).toEqual(Array.from({ length: 50 }, (_, i) => 250 + i));
    expect(second.checkpoint).toMatchObject({ commit: 300n });
    following.close();
  });

  it('gathers runs while it catches up, and gives single events once it has', async () => {
    const { following, send, say } = aSubscription();
    const first = following.next();
    send(0, 1);
    send(1, 2);
    say('caughtUp');
    expect(await first).toMatchObject({ caughtUp: true, events: [{ revision: 0 }, { revision: 1 }, { revision: 2 }] });
    const next = following.next();
    send(3, 1);
    expect(revisions((await next).events)).toEqual([3]);
    following.close();
  });

  it('gives what had come before it tells that the connection was lost', async () => {
    const { following, send, say } = aSubscription();
    send(0, 2);
    say('error', new Error('connection lost'));
    expect(revisions((await following.next()).events)).toEqual([0, 1]);
    await expect(following.next()).rejects.toMatchObject({ kind: 'not-answered', message: 'connection lost' });
    following.close();
  });

  it('lets go of who waits when it is closed', async () => {
    const { following, unsubscribe } = aSubscription();
    const waiting = following.next();
    following.close();
    await expect(waiting).rejects.toBeInstanceOf(ServerFault);
    expect(unsubscribe).toHaveBeenCalledTimes(1);
  });
});

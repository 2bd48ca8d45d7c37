import fc from 'fast-check';
import { Cluster, type Fault } from '../../../../test/doubles/eventstoredb';
import { anEvent, failureOf, namesOf, wholeLog } from '../contract/an-event';
import { CommandIdTaken, WrongExpectedVersion } from '../event-store.port';
import { openEventStoreDbEventStore } from './open-eventstoredb-event-store';

const PATIENCE = { deadlineMs: 150, giveUpAfterMs: 20_000, firstPauseMs: 2, longestPauseMs: 10, behindMs: 50 };
const PROCESSES = 3;
const COMMANDS = 12;

const trouble = fc.oneof(
  fc.record({
    kind: fc.constant('cut' as const),
    at: fc.constantFrom('options', 'first-event', 'all-events', 'taken', 'answered'),
    after: fc.nat(5),
  }),
  fc.record({ kind: fc.constant('silent' as const), taken: fc.boolean() }),
  fc.record({ kind: fc.constant('slow' as const), ms: fc.integer({ min: 1, max: 200 }) }),
  fc.constantFrom({ kind: 'twice' as const }, { kind: 'not-ready' as const }, { kind: 'disk-full' as const }),
);

const faults = fc.array(
  fc.record({
    on: fc.constantFrom('append', 'read', 'subscribe'),
    trouble,
    skip: fc.nat(20),
    times: fc.integer({ min: 1, max: 3 }),
  }) as fc.Arbitrary<Fault>,
  { minLength: 1, maxLength: 8 },
);

/** One process: each command appends to one of three streams, at whatever version it finds, under an id that others want too. */
async function commandsOf(process: number, connectionString: string): Promise<string[]> {
  const store = openEventStoreDbEventStore({ connectionString, patience: PATIENCE });
  const done: string[] = [];
  for (let n = 0; n < COMMANDS; n++) {
    const stream = `case-${(process + n) % 3}`;
    const commandId = `c${n}`;
    for (;;) {
      const version = await store.streamVersion(stream);
      const event = anEvent(stream, version + 1, {
        reason: `by ${process}`,
        command: { name: 'N', id: commandId, digest: '' },
      });
      const claim = { commandId, name: 'N', digest: '', target: stream };
      const conclude = { commandId, answer: () => `by ${process}` };
      const outcome = await failureOf(store.append(stream, version, [event], { claim, conclude }));
      if (outcome === undefined) done.push(`${commandId} by ${process}`);
      if (!(outcome instanceof WrongExpectedVersion)) {
        if (outcome !== undefined && !(outcome instanceof CommandIdTaken)) throw outcome;
        break;
      }
    }
  }
  await store.close();
  return done;
}

describe('several processes under random faults', () => {
  it('have one outcome for each command, and a subscriber sees the log as it is', async () => {
    await fc.assert(
      fc.asyncProperty(faults, fc.boolean(), async (armed, knowsIds) => {
        const cluster = await Cluster.start({ nodes: 2 });
        cluster.world.knowsIds = knowsIds;
        for (const fault of armed) cluster.faults.arm(fault);
        const connectionString = cluster.connectionString();
        const reader = openEventStoreDbEventStore({ connectionString, patience: PATIENCE });
        const seen: string[] = [];
        reader.subscribe(0, ({ events }) => void seen.push(...namesOf(events)));
        const done = (
          await Promise.all(Array.from({ length: PROCESSES }, (_, process) => commandsOf(process, connectionString)))
        ).flat();
        const log = await wholeLog(reader);
        // Who was told that it did a command did it, once, and nobody else did.
        expect(log.map(({ command, reason }) => `${command.id} ${reason ?? ''}`).toSorted()).toEqual(done.toSorted());
        expect(new Set(log.map(({ command }) => command.id)).size).toBe(COMMANDS);
        for (const { command, reason } of log)
          expect(await reader.findClaim(command.id)).toMatchObject({ status: 'ended', answer: reason });
        expect(await reader.openClaims()).toEqual([]);
        while (seen.length < log.length) await reader.head();
        expect(seen).toEqual(namesOf(log));
        await reader.close();
        await cluster.stop();
      }),
      { numRuns: 12 },
    );
  }, 120_000);
});

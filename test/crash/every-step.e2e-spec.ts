import { rmSync } from 'node:fs';
import type { CommandRequest } from '@ledger/commanding';
import { verifyLedger } from '@ledger/runtime';
import { allCommands } from '@ledger/streams';
import { BusyTown } from './busy-town';
import { retold } from './retold';
import { GROUPS, severalStreamActs, type Act } from './several-stream-acts';
import { Stepwise, type CameTo } from './stepwise';

jest.setTimeout(120_000);

let busy: BusyTown;
let acts: Awaited<ReturnType<typeof severalStreamActs>>;
let head: number;

beforeAll(async () => {
  busy = await BusyTown.open();
  acts = await severalStreamActs(busy);
  head = await busy.town.ledger.parts.store.head();
  await busy.town.ledger.close();
});
afterAll(() => rmSync(busy.town.base, { recursive: true, force: true }));

/** The answer and all of the events but ciphertexts; ids included, for it is the same ledger. */
const told = ({ answer, events }: CameTo): unknown => ({
  answer,
  ids: events.map(({ id }) => id),
  all: retold(events),
});

async function onACopy<T>(request: CommandRequest, work: (on: Stepwise) => Promise<T>): Promise<T> {
  const on = new Stepwise(busy.town.data, request, head);
  try {
    return await work(on);
  } finally {
    on.clear();
  }
}

const requestOf = ({ ask: { by: actor, ...asked } }: Act): CommandRequest => ({
  id: busy.town.random.uuid(),
  actor,
  ...asked,
});

describe.each(GROUPS)('a crash between every two steps, on %s,', (group) => {
  it('leaves the same streams and the same answer as without it', async () => {
    for (const act of acts[group]) {
      const { what } = act;
      const request = requestOf(act);
      const unbroken = await onACopy(request, (on) => on.unbroken());
      expect({ what, outcome: unbroken.answer.outcome }).toEqual({ what, outcome: 'accepted' });
      const streams = new Set(unbroken.events.map(({ stream }) => stream));
      expect({ what, several: streams.size > 1 }).toEqual({ what, several: true });
      for (const [k, step] of unbroken.steps.entries()) {
        await onACopy(request, async (on) => {
          let steps = 0;
          expect(await on.diesAt(() => steps++ === k)).toBe(true);
          const { openClaims, ...cameTo } = await on.toItsEnd();
          expect({ what, step, openClaims, ...(told(cameTo) as object) }).toEqual({
            what,
            step,
            openClaims: 0,
            ...(told(unbroken) as object),
          });
        });
      }
    }
  });

  it('and again between the steps of each repair leaves them too, and money and views are sound', async () => {
    for (const act of acts[group]) {
      const { what } = act;
      const request = requestOf(act);
      const unbroken = await onACopy(request, (on) => on.unbroken());
      await onACopy(request, async (on) => {
        const passed = new Set<string>();
        let deaths = 0;
        while (await on.diesAt((step) => !passed.has(step) && passed.add(step).size > 0)) deaths++;
        expect({ what, deaths }).toEqual({ what, deaths: unbroken.steps.length });
        const { openClaims, ...cameTo } = await on.toItsEnd();
        expect({ what, openClaims, ...(told(cameTo) as object) }).toEqual({
          what,
          openClaims: 0,
          ...(told(unbroken) as object),
        });
        const { sound, money, views } = await verifyLedger({ folder: on.folder });
        expect({ what, sound, money, views }).toMatchObject({ what, sound: true, money: { faults: [] } });
      });
    }
  });
});

describe('the commands that were crashed', () => {
  it('are all that have steps after their own', () => {
    const crashed = new Set(Object.values(acts).flatMap((group) => group.map(({ ask }) => ask.command)));
    const following = allCommands.filter(({ after }) => after !== undefined).map(({ name }) => name);
    expect(following.filter((name) => !crashed.has(name))).toEqual([]);
  });
});

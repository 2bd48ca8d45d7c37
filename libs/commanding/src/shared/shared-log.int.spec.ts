import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventId, openSqliteEventStore, type EventStore, type SqliteEventStore } from '@ledger/eventlog';
import { openSqliteKeyVault, type SqliteKeyVault } from '@ledger/vault';
import { SimulatedClock } from '../clocks';
import { CommandGateway } from '../command-gateway';
import { CommandSteps, type StepHook } from '../command-steps';
import { VaultKeyed } from '../protect';
import { Registry } from '../registry';
import { RunningCommands } from '../running-commands';
import { StreamStates } from '../stream-states';
import { SharedLog } from '../testing/shared-log';
import { uuid } from '../testing/toy-ledger';
import {
  cancelOrder,
  freezeOrder,
  orderStream,
  placeOrder,
  policyToy,
  purseStream,
  shelfStream,
} from '../testing/toy-shop';
import { ClaimSightings } from './claim-sightings';
import { TAKE_OVER_AFTER_MS } from './claim-times';
import { CommandsElsewhere } from './commands-elsewhere';
import { repairAllStale, repairStale } from './repair-stale';

const AT = '2020-03-02T01:00:00.000Z';
const order = uuid(900);

/** One of several processes over one log. Time passes for it only when told. */
class OneProcess {
  now = 0;
  readonly steps: CommandSteps;
  readonly gateway: CommandGateway;

  constructor(store: EventStore, vault: SqliteKeyVault, step?: StepHook) {
    const registry = new Registry(
      [placeOrder, cancelOrder, freezeOrder],
      [purseStream, shelfStream, orderStream, policyToy],
    );
    const running = new RunningCommands();
    const elsewhere = new CommandsElsewhere(
      { store, running, registry, runOn: async (id) => (await repairStale(this.steps, id)) !== undefined },
      new ClaimSightings(() => this.now),
    );
    this.steps = new CommandSteps({
      ledgerId: 'toy',
      registry,
      store,
      states: new StreamStates(store, undefined),
      vault,
      keyed: new VaultKeyed(
        vault,
        (raw) => raw,
        (_kind, raw) => raw,
      ),
      clock: new SimulatedClock(),
      authority: { mayTry: () => undefined, may: () => undefined },
      running,
      elsewhere,
      nextEventId: eventId,
      policyStream: 'policy-XC',
      ...(step ? { step } : {}),
    });
    this.gateway = new CommandGateway(this.steps);
  }

  do(id: string, command: string, data: object) {
    const actor = { id: 'clerk', role: 'CLERK', unit: 'XC' };
    return this.gateway.execute({ id, command, data, at: AT, actor });
  }

  place(id: string, amount = 30, orderId = order) {
    return this.do(id, 'PlaceOrder', { orderId, amount });
  }

  /** Two looks, the time between them long enough for a claim to be taken over. */
  async repairAfterALongTime() {
    await repairAllStale(this.steps);
    this.now += TAKE_OVER_AFTER_MS;
    return repairAllStale(this.steps);
  }
}

/** A step at which a process stops for good, as if it had died there. */
const diesAt =
  (where: string): StepHook =>
  (_id, step) =>
    step === where ? new Promise<never>(() => undefined) : undefined;

const folder = mkdtempSync(join(tmpdir(), 'shared-log-'));
let store: SqliteEventStore;
let vault: SqliteKeyVault;
let log: SharedLog;
let place: string;
let n = 0;

beforeEach(() => {
  place = join(folder, String(++n));
  mkdirSync(place);
  vault = openSqliteKeyVault({ folder: place, now: () => AT });
  store = openSqliteEventStore({ folder: place, beforeCommit: () => vault.settle() });
  log = new SharedLog(store);
});
afterEach(async () => {
  await store.close();
  vault.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

const another = (step?: StepHook): OneProcess => new OneProcess(log.asSeenByOne(), vault, step);
const types = (stream: string): string[] => store.readStream(stream).map(({ type }) => type);
/** Until the command of the process that died stands open with so many events. */
const until = async (events: number): Promise<void> => {
  while (store.head() < events) await new Promise((resolve) => setImmediate(resolve));
};

describe('two processes over one log', () => {
  it('decide on what the other has written', async () => {
    const [one, two] = [another(), another()];
    expect(await one.place(uuid(1))).toMatchObject({ outcome: 'accepted' });
    expect(await two.place(uuid(2))).toMatchObject({ outcome: 'refused', problem: { ruleId: 'placed-by-clerk' } });
    expect(await two.do(uuid(3), 'CancelOrder', { orderId: order })).toMatchObject({ outcome: 'accepted' });
    expect(await one.do(uuid(4), 'CancelOrder', { orderId: order })).toMatchObject({ outcome: 'refused' });
  });

  it('let exactly as many of many commands succeed as the purse has room for', async () => {
    const [one, two] = [another(), another()];
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, i) => (i % 2 === 0 ? one : two).place(uuid(10 + i), 30, uuid(200 + i))),
    );
    expect(answers.map(({ problem, outcome }): string => problem?.ruleId ?? outcome).toSorted()).toEqual([
      ...Array.from({ length: 3 }, () => 'accepted'),
      ...Array.from({ length: 9 }, () => 'purse-empty'),
    ]);
    expect(store.openClaims()).toEqual([]);
  });

  it('give one id one outcome: the second delivery is told that it is in progress, and later the first answer', async () => {
    let goOn: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    const one = another((_id, step) => (step === 'target' ? held : undefined));
    const first = one.place(uuid(1));
    await until(2);
    const two = another();
    expect(await two.place(uuid(1))).toMatchObject({ outcome: 'conflict', problem: { type: '/problems/in-progress' } });
    goOn();
    expect(await first).toMatchObject({ outcome: 'accepted' });
    expect(await two.place(uuid(1))).toMatchObject({ outcome: 'duplicate', first: { outcome: 'accepted' } });
    expect(types('purse-p')).toEqual(['Taken']);
  });

  it('does not refuse for a reservation that the other process may still give back', async () => {
    const isFull = uuid(777);
    for (let i = 0; i < 10; i++) await another().place(uuid(20 + i), 1, uuid(300 + i));
    let goOn: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    // Takes 80 of the purse and will find the shelf empty.
    const one = another((_id, step) => (step.startsWith('before take shelf') ? held : undefined));
    const first = one.place(uuid(1), 80, isFull);
    await until(31);
    const second = another().do(uuid(2), 'PlaceOrder', { orderId: uuid(778), amount: 60 });
    goOn();
    expect(await first).toMatchObject({ outcome: 'refused', problem: { ruleId: 'shelf-empty' } });
    // Not for the purse, which was full only for a while.
    expect(await second).toMatchObject({ outcome: 'refused', problem: { ruleId: 'shelf-empty' } });
  });
});

describe('a process that dies amid a command', () => {
  it.each([
    ['before take shelf-s', 1],
    ['target', 2],
  ])('leaves it at "%s" to be run on by another, once, after a while', async (step, written) => {
    void another(diesAt(step)).place(uuid(1));
    await until(written);
    const [two, three] = [another(), another()];
    expect(await repairAllStale(two.steps)).toEqual([]);
    const answers = [...(await two.repairAfterALongTime()), ...(await three.repairAfterALongTime())];
    expect(answers).toMatchObject([{ outcome: 'accepted' }]);
    expect([types('purse-p'), types('shelf-s'), types(`order-${order}`)]).toEqual([['Taken'], ['Taken'], ['Placed']]);
    expect(await two.place(uuid(1))).toMatchObject({ outcome: 'duplicate', first: { outcome: 'accepted' } });
  });

  it.each(['after give-back purse-p', 'conclude'])('leaves what follows at "%s" to another', async (step) => {
    await another().place(uuid(1));
    void another(diesAt(step)).do(uuid(2), 'CancelOrder', { orderId: order });
    await until(step === 'conclude' ? 6 : 5);
    expect(await another().repairAfterALongTime()).toMatchObject([{ outcome: 'accepted', flags: ['TOLD'] }]);
    expect([types('purse-p'), types('shelf-s')]).toEqual([
      ['Taken', 'GivenBack'],
      ['Taken', 'GivenBack'],
    ]);
    expect(store.openClaims()).toEqual([]);
  });

  it('keeps nobody waiting for good: who meets its reservation runs it on', async () => {
    void another(diesAt('target')).place(uuid(1), 80);
    await until(2);
    const two = another();
    const second = two.place(uuid(2), 60, uuid(901));
    two.now += 1;
    const later = setInterval(() => (two.now += TAKE_OVER_AFTER_MS), 1);
    expect(await second).toMatchObject({ outcome: 'refused', problem: { ruleId: 'purse-empty' } });
    clearInterval(later);
    expect(types(`order-${order}`)).toEqual(['Placed']);
  });

  it('steps back when it was only asleep: the other has taken its command over', async () => {
    let goOn: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    const one = another((_id, step) => (step === 'target' ? held : undefined));
    const first = one.place(uuid(1));
    await until(2);
    const two = another();
    await two.repairAfterALongTime();
    // By its own clock it slept so long that it may not go on.
    const slept = jest.spyOn(performance, 'now').mockReturnValue(performance.now() + 60_000);
    goOn();
    expect(await first).toMatchObject({ outcome: 'conflict', problem: { type: '/problems/in-progress' } });
    slept.mockRestore();
    expect(types(`order-${order}`)).toEqual(['Placed']);
    expect(await one.place(uuid(1))).toMatchObject({ outcome: 'duplicate', first: { outcome: 'accepted' } });
  });
});

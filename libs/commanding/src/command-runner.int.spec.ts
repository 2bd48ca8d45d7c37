import type { StreamType } from '@ledger/kernel';
import { ToyLedger, uuid } from './testing/toy-ledger';
import { purseStream } from './testing/toy-shop';

// The cache hands each kind only what its own functions made.
const purse = purseStream as unknown as StreamType<unknown>;

let ledger: ToyLedger;
const order = uuid(900);
const place = (id: string, amount = 30, orderId = order, by?: string) =>
  ledger.do(id, 'PlaceOrder', { orderId, amount }, by === undefined ? {} : { by });

afterEach(() => ledger.close());

describe('a command that touches several streams', () => {
  beforeEach(async () => {
    ledger = await ToyLedger.open();
  });

  it('reserves in order, then acts, and answers with every event and its position', async () => {
    const answer = await place(uuid(1));
    expect(answer).toMatchObject({
      outcome: 'accepted',
      events: [
        { stream: 'purse-p', version: 1, type: 'Taken' },
        { stream: 'shelf-s', version: 1, type: 'Taken' },
        { stream: `order-${order}`, version: 1, type: 'Placed' },
      ],
    });
    expect(answer.position).toBe(ledger.store.head());
    expect(ledger.store.openClaims()).toEqual([]);
  });

  it('gives the first reservation back when the second is refused, and records the refusal with the rule', async () => {
    for (let n = 1; n <= 10; n++) await place(uuid(n), 1, uuid(100 + n));
    const answer = await place(uuid(11), 1, uuid(111));
    expect(answer).toMatchObject({ outcome: 'refused', problem: { ruleId: 'shelf-empty', clause: '二(三)3' } });
    expect(ledger.types('purse-p').slice(-2)).toEqual(['Taken', 'GivenBack']);
    expect(ledger.types(`command-${uuid(11)}`)).toEqual(['CommandRefused']);
    expect(ledger.types(`order-${uuid(111)}`)).toEqual([]);
  });

  it('follows up on other streams after the act', async () => {
    await place(uuid(1));
    const answer = await ledger.do(uuid(2), 'CancelOrder', { orderId: order });
    expect(answer.events?.map(({ stream, type }) => `${stream} ${type}`)).toEqual([
      `order-${order} Cancelled`,
      'shelf-s GivenBack',
      'purse-p GivenBack',
    ]);
  });

  it('lets exactly as many of many concurrent commands succeed as the purse has room for', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, (_, n) => place(uuid(n), 30, uuid(200 + n))));
    expect(answers.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(3);
    expect(answers.filter(({ problem }) => problem?.ruleId === 'purse-empty')).toHaveLength(9);
  });

  it('names who acted first to the loser of a race on one order', async () => {
    const answers = await Promise.all([place(uuid(1), 10, order, 'wang'), place(uuid(2), 10, order, 'li')]);
    expect(answers.map(({ outcome, problem }) => problem?.ruleId ?? outcome).toSorted()).toEqual([
      'accepted',
      'placed-by-wang',
    ]);
    expect(ledger.types('purse-p')).toEqual(['Taken']);
  });
});

describe('one outcome for each command id', () => {
  beforeEach(async () => {
    ledger = await ToyLedger.open();
  });

  it('gives the first answer again for the same id and data', async () => {
    const first = await place(uuid(1));
    expect(await place(uuid(1))).toMatchObject({ outcome: 'duplicate', first });
  });

  it('gives a refusal again and says that another try needs a new id', async () => {
    await place(uuid(1), 500);
    const again = await place(uuid(1), 500);
    expect(again).toMatchObject({ outcome: 'duplicate', first: { outcome: 'refused' } });
    expect(again.problem?.detailEn).toContain('another try needs a new id');
  });

  it('calls the same id with other data invalid', async () => {
    await place(uuid(1), 10);
    expect(await place(uuid(1), 11)).toMatchObject({
      outcome: 'invalid',
      problem: { type: '/problems/command-id-reused' },
    });
  });

  it('never runs two deliveries of one id side by side', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => place(uuid(1))));
    expect(answers.map(({ outcome }) => outcome).toSorted()).toEqual([
      'accepted',
      'duplicate',
      'duplicate',
      'duplicate',
    ]);
  });

  it('answers an unmet If-Match with a conflict, writes nothing, and takes the same id again', async () => {
    await ledger.do(uuid(1), 'FreezeOrder', { orderId: uuid(901) });
    const before = ledger.store.head();
    expect(await ledger.do(uuid(2), 'FreezeOrder', { orderId: order }, { ifMatch: 4 })).toMatchObject({
      outcome: 'conflict',
    });
    expect(ledger.store.head()).toBe(before);
    expect(await ledger.do(uuid(2), 'FreezeOrder', { orderId: order }, { ifMatch: 0 })).toMatchObject({
      outcome: 'accepted',
    });
  });

  it('answers a malformed command with its fields and writes nothing', async () => {
    const before = ledger.store.head();
    const answer = await ledger.do(uuid(1), 'PlaceOrder', { orderId: order, amount: 'ten', extra: 1 });
    expect(answer.outcome).toBe('invalid');
    expect(answer.problem?.errors?.map(({ pointer }) => pointer).toSorted()).toEqual([
      '/amount',
      '/amount',
      '/amount',
      '/extra',
    ]);
    expect(ledger.store.head()).toBe(before);
  });
});

describe('a crash at any step of a command', () => {
  const steps = [
    'before take purse-p',
    'before take shelf-s',
    'target',
    'after give-back shelf-s',
    'after give-back purse-p',
    'conclude',
  ];

  it.each(steps)('at “%s” leaves exactly one outcome, with nothing lost and nothing done twice', async (at) => {
    const crash = new Error('crash');
    let armed = true;
    let durable: Promise<unknown> = Promise.resolve();
    ledger = await ToyLedger.open((id, step) => {
      if (!armed || step !== at || (id === uuid(1) && !steps.slice(0, 3).includes(at))) return undefined;
      armed = false;
      // What was written before the crash reached the disk; the rest of the command did not happen.
      durable = ledger.store.settled();
      return durable.then(() => {
        throw crash;
      });
    });
    const cancelled = at.startsWith('after') || at === 'conclude';
    const cancel = () => ledger.do(uuid(2), 'CancelOrder', { orderId: order });
    const placed = await place(uuid(1)).catch((error: unknown) => error);
    expect(cancelled ? await cancel().catch((error: unknown) => error) : placed).toBe(crash);
    ledger.crash();
    await ledger.reopen();
    expect(ledger.store.openClaims()).toEqual([]);
    const again = await Promise.all([place(uuid(1)), ...(cancelled ? [cancel()] : [])]);
    expect(again.every(({ outcome }) => outcome === 'accepted' || outcome === 'duplicate')).toBe(true);
    const told = expect.objectContaining({ first: expect.objectContaining({ flags: ['TOLD'] }) as unknown });
    expect(again[1]).toEqual(cancelled ? told : undefined);
    expect(ledger.types('purse-p')).toEqual(cancelled ? ['Taken', 'GivenBack'] : ['Taken']);
    expect(ledger.types('shelf-s')).toEqual(cancelled ? ['Taken', 'GivenBack'] : ['Taken']);
    expect(ledger.types(`order-${order}`)).toEqual(cancelled ? ['Placed', 'Cancelled'] : ['Placed']);
  });

  it('gives back in reverse order when the verdict has meanwhile become a refusal, and records it', async () => {
    let armed = true;
    ledger = await ToyLedger.open(async (id, step) => {
      if (!armed || id !== uuid(1) || step !== 'target') return;
      armed = false;
      await ledger.do(uuid(2), 'FreezeOrder', { orderId: order });
      await ledger.store.settled();
      throw new Error('crash');
    });
    await expect(place(uuid(1))).rejects.toThrow('crash');
    ledger.crash();
    await ledger.reopen();
    expect(ledger.repaired).toMatchObject([{ id: uuid(1), outcome: 'refused', problem: { ruleId: 'frozen' } }]);
    expect(ledger.types('purse-p')).toEqual(['Taken', 'GivenBack']);
    expect(ledger.types('shelf-s')).toEqual(['Taken', 'GivenBack']);
    expect(await place(uuid(1))).toMatchObject({ outcome: 'duplicate', first: { outcome: 'refused' } });
  });
});

describe('a reservation that is refused', () => {
  it('is decided again first: the loser of a race hears who came first, not what the winner left', async () => {
    let first: Promise<unknown> = Promise.resolve();
    ledger = await ToyLedger.open((id, step) =>
      id === uuid(2) && step === 'before take purse-p' ? first.then(() => undefined) : undefined,
    );
    const losing = place(uuid(2), 60, order, 'li');
    first = place(uuid(1), 60, order, 'wang');
    expect(await first).toMatchObject({ outcome: 'accepted' });
    expect(await losing).toMatchObject({ outcome: 'refused', problem: { ruleId: 'placed-by-wang' } });
  });
});

describe('a reservation whose command has not ended', () => {
  it('is waited for before another command is refused because of it', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    ledger = await ToyLedger.open((id, step) => (id === uuid(1) && step === 'target' ? held : undefined));
    const first = place(uuid(1), 80, order);
    const second = place(uuid(2), 80, uuid(901));
    await Promise.resolve();
    await ledger.do(uuid(3), 'FreezeOrder', { orderId: order });
    release();
    expect(await first).toMatchObject({ outcome: 'refused', problem: { ruleId: 'frozen' } });
    // The first command's money came back, so the second, which would have been refused, goes through.
    expect(await second).toMatchObject({ outcome: 'accepted' });
    expect(ledger.types('purse-p')).toEqual(['Taken', 'GivenBack', 'Taken']);
  });
});

describe('commands that act in turn', () => {
  it('wait on one target until the steps of the one before have followed', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let waits = (): void => undefined;
    const waiting = new Promise<void>((resolve) => {
      waits = resolve;
    });
    ledger = await ToyLedger.open((id, step) => {
      if (step === `wait for ${uuid(2)}`) waits();
      return id === uuid(2) && step === 'after give-back shelf-s' ? held : undefined;
    });
    await place(uuid(1));
    const first = ledger.do(uuid(2), 'CancelOrder', { orderId: order });
    const second = ledger.do(uuid(3), 'FreezeOrder', { orderId: order });
    await waiting;
    expect(ledger.types(`order-${order}`)).toEqual(['Placed', 'Cancelled']);
    release();
    const [cancelled, frozen] = [await first, await second];
    expect(cancelled.events?.at(-1)).toMatchObject({ stream: 'purse-p', type: 'GivenBack' });
    expect(frozen).toMatchObject({ outcome: 'accepted', position: ledger.store.head() });
    expect(ledger.types(`order-${order}`)).toEqual(['Placed', 'Cancelled', 'Frozen']);
  });
});

describe('snapshots', () => {
  it('are only a cache: with or without them a stream has the same state', async () => {
    ledger = await ToyLedger.open();
    for (let n = 0; n < 9; n++) await place(uuid(n), 1, uuid(300 + n));
    const live = (await ledger.states.load(purse, 'purse-p')).state;
    await ledger.store.settled();
    ledger.crash();
    await ledger.reopen();
    const loaded = await ledger.states.load(purse, 'purse-p');
    expect(loaded.snapshotVersion).toBeGreaterThan(0);
    expect(loaded.state).toEqual(live);
  });
});

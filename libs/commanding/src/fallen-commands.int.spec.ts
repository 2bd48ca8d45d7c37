import { ToyLedger, uuid } from './testing/toy-ledger';

let ledger: ToyLedger;
const order = uuid(900);
const place = (id: string, amount = 30, orderId = order) => ledger.do(id, 'PlaceOrder', { orderId, amount });

afterEach(() => ledger.close());

describe('on a full disk', () => {
  it('a command is answered as not durable, leaves nothing, and may be sent again', async () => {
    ledger = await ToyLedger.open();
    const empty = ledger.fillDisk();
    expect(await place(uuid(1))).toMatchObject({ outcome: 'unavailable', problem: { type: '/problems/not-durable' } });
    empty();
    expect(ledger.store.openClaims()).toEqual([]);
    expect(await place(uuid(1))).toMatchObject({ outcome: 'accepted' });
  });

  it('a command that no role may give is answered so too instead of failing, for its refusal is a fact like any other', async () => {
    const refusal = { ruleId: 'A-083-role', clause: '二(三)3', zh: '无权', en: 'not yours' };
    ledger = await ToyLedger.open(undefined, { mayTry: () => refusal });
    const empty = ledger.fillDisk();
    expect(await place(uuid(1))).toMatchObject({ outcome: 'unavailable' });
    empty();
    expect(await place(uuid(1))).toMatchObject({ outcome: 'refused', problem: { ruleId: 'A-083-role' } });
    expect(ledger.types(`command-${uuid(1)}`)).toEqual(['CommandRefused']);
  });

  it('a command whose reservations were durable is run on as soon as there is space, before anyone is refused because of it', async () => {
    let empty = (): void => undefined;
    let full = false;
    ledger = await ToyLedger.open(async (id, step) => {
      if (full || id !== uuid(1) || step !== 'target') return;
      full = true;
      await ledger.store.settled();
      empty = ledger.fillDisk();
    });
    expect(await place(uuid(1), 80)).toMatchObject({ outcome: 'unavailable' });
    expect(ledger.store.openClaims()).toHaveLength(1);
    expect(ledger.types('purse-p')).toEqual(['Taken']);
    empty();
    const freeze = ledger.do(uuid(3), 'FreezeOrder', { orderId: uuid(901) });
    expect(await freeze).toMatchObject({ outcome: 'accepted' });
    expect(ledger.store.openClaims()).toEqual([]);
    expect(ledger.types(`order-${order}`)).toEqual(['Placed']);
    expect(await place(uuid(1), 80)).toMatchObject({ outcome: 'duplicate', first: { outcome: 'accepted' } });
  });

  it('a command of which only the last step fell gets its real outcome at once', async () => {
    let empty = (): void => undefined;
    let full = false;
    ledger = await ToyLedger.open(async (id, step) => {
      if (full || id !== uuid(1) || step !== 'target') return;
      full = true;
      await ledger.store.settled();
      empty = ledger.fillDisk();
      ledger.store.onFell(() => empty());
    });
    expect(await place(uuid(1))).toMatchObject({ outcome: 'accepted' });
    expect(ledger.types('purse-p')).toEqual(['Taken']);
    expect(ledger.types(`order-${order}`)).toEqual(['Placed']);
  });
});

import type { Slice, Subscription } from '@ledger/eventlog';
import type { RecordedEvent, SealedValue } from '@ledger/kernel';
import type { SearchableValue } from '@ledger/vault';
import { ViewsBehind } from '@ledger/viewstore';
import { BlindIndexer } from './blind-indexer';

const sealed = (cipher: string): SealedValue => ({ person: 'p1', generation: 1, cipher });
// Of an event only these are looked at.
const event = (type: string, stream: string, data: object) => ({ type, stream, data }) as RecordedEvent;

const nothing = (): void => undefined;

/** A log that is handed on by hand, and a vault that remembers what it was told. */
async function given(indexed = 0) {
  const told: { readonly values: readonly SearchableValue[]; readonly upTo: number }[] = [];
  const vault = {
    indexed: () => told.at(-1)?.upTo ?? indexed,
    index: (values: readonly SearchableValue[], upTo: number) => void told.push({ values, upTo }),
  };
  const log = { from: -1, handle: nothing as (slice: Slice) => unknown, fail: nothing as (error: Error) => void };
  const subscribe = (after: number, handle: (slice: Slice) => unknown): Subscription => {
    Object.assign(log, { from: after, handle });
    const ended = new Promise<void>((_, reject) => Object.assign(log, { fail: reject }));
    return { ended, close: async () => undefined };
  };
  const indexer = new BlindIndexer({ subscribe }, vault);
  await indexer.start();
  return { told, log, vault, indexer };
}

describe('the blind index follows the log', () => {
  it('with the values that were set, each on its stream; not with those that are proposed', async () => {
    const { told, log } = await given();
    await log.handle({
      events: [
        event('PersonRegistered', 'person-p1', { idNumber: sealed('id'), name: sealed('name') }),
        event('PersonDetailsCorrectionProposed', 'person-p1', { name: sealed('proposed') }),
        event('CertificateRecorded', 'case-1', { certificate: { number: sealed('certificate') } }),
        event('ClaimSubmitted', 'case-1', { account: { kind: 'PERSON', number: sealed('account') } }),
        event('ClaimSubmitted', 'case-2', { account: { kind: 'INSTITUTION' } }),
        event('constructor', 'case-3', {}),
      ],
      next: 6,
      atEnd: false,
    });
    const seen = told.flatMap(({ values }) => values.map(({ field, stream, value }) => [field, stream, value.cipher]));
    expect(seen).toEqual([
      ['idNumber', 'person-p1', 'id'],
      ['name', 'person-p1', 'name'],
      ['certificateNumber', 'case-1', 'certificate'],
      ['accountNumber', 'case-1', 'account'],
    ]);
    expect(told.at(-1)?.upTo).toBe(6);
  });

  it('from where the vault was told last, and writes nothing for a short run without a value', async () => {
    const { told, log, indexer } = await given(40);
    expect(log.from).toBe(40);
    const there = indexer.caughtUp(50, 60_000);
    await log.handle({ events: [], next: 50, atEnd: false });
    await there;
    expect(told).toEqual([]);
    await log.handle({ events: [], next: 50_000, atEnd: false });
    expect(told).toEqual([{ values: [], upTo: 50_000 }]);
  });

  it('and tells the vault again what it could not take, until it is closed', async () => {
    const { told, log, vault, indexer } = await given();
    const slice: Slice = {
      events: [event('PersonRegistered', 'person-p1', { idNumber: sealed('id'), name: sealed('name') })],
      next: 1,
      atEnd: false,
    };
    let full = 1;
    const { index } = vault;
    vault.index = (...words) => {
      full -= 1;
      if (full >= 0) throw new Error('the disk is full');
      index(...words);
    };
    await log.handle(slice);
    expect(told.map(({ upTo }) => upTo)).toEqual([1]);
    full = Infinity;
    const again = log.handle({ ...slice, next: 2 });
    await indexer.close();
    await again;
    expect(told.map(({ upTo }) => upTo)).toEqual([1]);
  });

  it('and says so when it is behind, or follows no more', async () => {
    const { log, indexer } = await given();
    await expect(indexer.caughtUp(1, 1)).rejects.toThrow(ViewsBehind);
    const waiting = indexer.caughtUp(1, 60_000);
    log.fail(new Error('damaged'));
    await expect(waiting).rejects.toThrow('damaged');
    await expect(indexer.caughtUp(1, 60_000)).rejects.toThrow('damaged');
    await indexer.close();
  });
});

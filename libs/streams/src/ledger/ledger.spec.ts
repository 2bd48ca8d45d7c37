import { event, streamName } from '@ledger/kernel';
import { stateOf } from '@ledger/testing';
import { ledgerRef, ledgerStream } from '.';

describe('the ledger’s own stream', () => {
  it('is ledger-0 and says how the ledger was made', () => {
    expect(streamName(ledgerRef)).toBe('ledger-0');
    const opened = event('LedgerOpened', { ledgerId: 'x', clock: 'real', goLive: '2021-01-01T00:00:00.000Z' });
    expect(stateOf(ledgerStream, opened)).toEqual({ ledgerId: 'x', clock: 'real', goLive: '2021-01-01T00:00:00.000Z' });
  });

  it('is neither real nor simulated before it is opened, and ignores what it does not know', () => {
    expect(stateOf(ledgerStream, event('SomethingLater', {}))).toEqual({});
  });
});

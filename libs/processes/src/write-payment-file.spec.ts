import type { EventRef, LedgerEvent, RecordedEvent } from '@ledger/kernel';
import { paymentFileText, type PaymentFile } from '@ledger/payments';
import { recorded, uuid } from '@ledger/testing';
import type { KeyVault } from '@ledger/vault';
import type { ProcessHands } from './process-manager';
import { writePaymentFile } from './write-payment-file.process';

const [CASE, SCHOOL] = [`case-${uuid(1)}`, 'org-52411000MJ0TE5T35D'];
const sealed = (cipher: string) => ({ person: 'p', generation: 1, cipher });
const account = (number: string) => ({
  account: {
    kind: 'PERSON',
    payee: 'p',
    number: sealed(number),
    accountName: sealed('张三'),
    bankCnaps: '102503000000',
  },
});
const ofSchool = { account: { number: '4100001', bankCnaps: '103503000014', accountName: '许昌技校' } };
const streams: Readonly<Record<string, readonly LedgerEvent[]>> = {
  [CASE]: recorded(CASE, [
    { type: 'ClaimSubmitted', data: account('6228480000000000042') },
    { type: 'AccountCorrected', data: account('6217000000000000020') },
  ]),
  [SCHOOL]: recorded(SCHOOL, [{ type: 'OrganisationRegistered', data: ofSchool }]),
};
const hands = { read: async ({ stream, version }: EventRef) => streams[stream]![version - 1]! } as ProcessHands;
// Sealed here is as good as open: what is asked for is what is written. The process uses nothing else of a vault.
const vault = { open: async (values: readonly { cipher: string }[]) => values.map(({ cipher }) => cipher) };

async function fileOf(payTo: Record<string, EventRef>): Promise<string> {
  const lines = Object.keys(payTo).map((caseId, i) => ({ caseId, endToEndId: `e${i}`, amountFen: 160_000 }));
  const [event] = recorded(`batch-${uuid(9)}`, [
    { type: 'BatchDispatched', data: { fileName: 'b.csv', lines, payTo } },
  ]);
  const sent: PaymentFile[] = [];
  const channel = { send: async (file: PaymentFile) => void sent.push(file) };
  // Only `open` of it is called, as said above.
  await writePaymentFile(vault as unknown as KeyVault, channel).react(event as RecordedEvent, hands);
  return paymentFileText(sent[0]!);
}

describe('the payment file', () => {
  it('pays the account that stood when the batch was dispatched, whatever was corrected since', async () => {
    expect(await fileOf({ [uuid(1)]: { stream: CASE, version: 1 } })).toContain('e0,张三,6228480000000000042,');
    expect(await fileOf({ [uuid(1)]: { stream: CASE, version: 2 } })).toContain('e0,张三,6217000000000000020,');
  });

  it('pays an organisation on the account of its own record', async () => {
    expect(await fileOf({ [uuid(2)]: { stream: SCHOOL, version: 1 } })).toContain(
      'e0,许昌技校,4100001,103503000014,1600.00',
    );
  });
});

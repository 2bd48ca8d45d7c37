import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FilePaymentChannel } from './file-payment-channel';
import type { PaymentFile } from './payment-channel.port';

const base = mkdtempSync(join(tmpdir(), 'payments-'));
const folder = join(base, 'outbox');
const channel = new FilePaymentChannel(folder);
afterAll(() => rmSync(base, { recursive: true, force: true }));

const bankCnaps = '102491000016';
const file: PaymentFile = {
  name: 'batch-1.csv',
  batchId: 'b1',
  executionDate: '2020-06-01',
  instructions: [
    { endToEndId: 'E1', payeeName: '张三', accountNumber: '6222021702000000005', bankCnaps, amountFen: 120_000 },
    { endToEndId: 'E2', payeeName: '=1+1, "甲"', accountNumber: '6222021702000000013', bankCnaps, amountFen: 5 },
  ],
};
const written = (): string => readFileSync(join(folder, 'batch-1.csv'), 'utf8');

describe('a payment file', () => {
  it('names batch, day, number and sum, then each payment; nothing in it is taken for a formula', async () => {
    await channel.send(file);
    expect(written().split('\r\n')).toEqual([
      'BATCH,b1,2020-06-01,2,1200.05',
      'E1,张三,6222021702000000005,102491000016,1200.00',
      `E2,"'=1+1, ""甲""",6222021702000000013,102491000016,0.05`,
      '',
    ]);
    expect(readdirSync(folder)).toEqual(['batch-1.csv']);
  });

  it('is for its owner only, for it holds accounts in clear', () => {
    expect(statSync(join(folder, 'batch-1.csv')).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it('that was sent is never written over', async () => {
    const before = written();
    await channel.send({ ...file, instructions: file.instructions.slice(1) });
    expect(written()).toBe(before);
  });

  it('goes nowhere but into its folder', async () => {
    await expect(channel.send({ ...file, name: '../escaped.csv' })).rejects.toThrow('plain name');
    expect(existsSync(join(base, 'escaped.csv'))).toBe(false);
  });
});

import { mkdir, open, rename, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { yuan } from '@ledger/kernel';
import type { PaymentChannel, PaymentFile } from './payment-channel.port';

/**
 * 代发文件: one UTF-8 CSV per batch in a folder of its own, outside the ledger's data folder because it holds accounts in clear
 * (mode 0600). A file that is there has been sent, and is never written over. First line: batch, execution date, number of
 * lines, control sum in yuan; then one line per payment.
 */
export class FilePaymentChannel implements PaymentChannel {
  constructor(private readonly folder: string) {}

  async send(file: PaymentFile): Promise<void> {
    if (basename(file.name) !== file.name) throw new Error('a payment file has a plain name');
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const path = join(this.folder, file.name);
    if (await isThere(path)) return;
    const bytes = paymentFileText(file);
    const part = `${path}.part`;
    const handle = await open(part, 'w', 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(part, path);
    const folder = await open(dirname(path), 'r');
    await folder.sync();
    await folder.close();
  }
}

export function paymentFileText(file: PaymentFile): string {
  const total = file.instructions.reduce((sum, line) => sum + line.amountFen, 0);
  const lines = [
    ['BATCH', file.batchId, file.executionDate, String(file.instructions.length), plainYuan(total)],
    ...file.instructions.map((line) => [
      line.endToEndId,
      line.payeeName,
      line.accountNumber,
      line.bankCnaps,
      plainYuan(line.amountFen),
    ]),
  ];
  return lines.map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('');
}

const plainYuan = (amountFen: number): string => yuan(amountFen).replaceAll(',', '');

/** RFC 4180; a cell that a spreadsheet would take for a formula is kept as text. */
const quoted = (cell: string): string => {
  const safe = /^[=+\-@\t]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );

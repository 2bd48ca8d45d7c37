import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { withKeys, type KeyVault } from '@ledger/vault';
import type { NewJob } from '../jobs/job';
import type { JobStore } from '../jobs/job-store.port';
import { bulkKind, type RowData } from '../kinds/kinds.table';
import type { BadCell } from '../kinds/read-row';
import { readTable } from '../kinds/read-table';
import { tableRows } from '../table/table-rows';
import { fileOwner, forgetFile } from './file-key';

/** A row that may be given to the ledger, as it lies sealed. */
export interface StoredRow {
  readonly row: number;
  readonly data: RowData;
}

export interface Preview {
  readonly store: JobStore;
  readonly vault: KeyVault;
  /** The day on which ID numbers are judged. */
  readonly today: string;
}

const ROWS_TOGETHER = 500;
const CHARACTERS_TOGETHER = 1_000_000;
const CELLS_TOGETHER = 500;
const ROWS_BETWEEN_OTHERS = 100;

/** The same file is being read, or was, by somebody who was quicker. */
export class JobUnderWay extends Error {}

/**
 * 预览: reads an uploaded file, keeps its good rows sealed and its bad cells named, and gives nothing to the ledger.
 * @throws TableRefused when the file as a whole cannot be read; then nothing of it is kept. JobUnderWay
 */
export async function previewFile({ store, vault, today }: Preview, job: NewJob, bytes: Buffer): Promise<void> {
  if (!(await store.begin(job))) throw new JobUnderWay();
  try {
    const kind = bulkKind(job.kind);
    const good = new SealedShelf(store, vault, job.id);
    const bad: BadCell[] = [];
    const together: RowData[] = [];
    let [count, isWhole] = [0, true];
    for await (const read of readTable(kind, tableRows(job.format, bytes), kind.whole ? {} : job.common, today)) {
      count += 1;
      // Others are served between the rows.
      if (count % ROWS_BETWEEN_OTHERS === 0) await setImmediate();
      if ('bad' in read) {
        isWhole = false;
        bad.push(...read.bad);
        if (bad.length >= CELLS_TOGETHER) await store.addBadCells(job.id, bad.splice(0));
      } else if (kind.whole) together.push(read.data);
      else await good.add({ row: read.row, data: read.data });
    }
    if (kind.whole && isWhole)
      await good.add({ row: 1, data: { ...job.common, digest: sha256Of(bytes), [kind.whole.list]: together } });
    await good.flush();
    await store.addBadCells(job.id, bad);
    // The key lasts before anything says that there are rows under it.
    await vault.settle();
    await store.previewed(job.id, count);
  } catch (error) {
    await store.remove(job.id);
    await forgetFile(vault, job.id);
    throw error;
  }
}

export const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Good rows on their way to the store, sealed some hundred at a time. */
class SealedShelf {
  private number = 0;
  private length = 0;
  private rows: StoredRow[] = [];
  private texts: string[] = [];

  constructor(
    private readonly store: JobStore,
    private readonly vault: KeyVault,
    private readonly job: string,
  ) {}

  async add(row: StoredRow): Promise<void> {
    const text = JSON.stringify(row);
    this.rows.push(row);
    this.texts.push(text);
    this.length += text.length;
    if (this.rows.length >= ROWS_TOGETHER || this.length >= CHARACTERS_TOGETHER) await this.flush();
  }

  async flush(): Promise<void> {
    const [first, last] = [this.rows[0], this.rows.at(-1)];
    if (!first || !last) return;
    const { vault } = this;
    const sealed = await withKeys(vault, () => vault.seal(fileOwner(this.job), `[${this.texts.join(',')}]`));
    const count = this.rows.length;
    await this.store.addRows(this.job, {
      number: ++this.number,
      firstRow: first.row,
      lastRow: last.row,
      count,
      sealed,
    });
    [this.rows, this.texts, this.length] = [[], [], 0];
  }
}

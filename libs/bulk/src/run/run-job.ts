import type { Answer } from '@ledger/commanding';
import { personalFields } from '@ledger/kernel';
import { importCommands, type ImportHands } from '@ledger/runtime/import/import-commands';
import type { InputLine } from '@ledger/runtime/import/input-lines';
import type { KeyVault } from '@ledger/vault';
import type { BulkJob, RowOutcome } from '../jobs/job';
import type { JobStore, SealedRows } from '../jobs/job-store.port';
import { bulkKind } from '../kinds/kinds.table';
import { fileOwner, forgetFile, rowCommandId } from './file-key';
import { outcomeOf } from './outcome-of';
import type { StoredRow } from './preview-file';

export interface JobHands {
  readonly store: JobStore;
  readonly vault: KeyVault;
  readonly commands: ImportHands;
  readonly now: () => string;
  /** Ends the run; what is under way is still answered and kept. */
  readonly signal: AbortSignal;
  onRecorded(): void;
}

const OUTCOMES_TOGETHER = 100;
const OUTCOMES_PAGE = 1_000;

/**
 * 办理作业: gives the rows of a committed job to the ledger in their order, those without an outcome yet. May be ended or killed at any
 * moment and run again: a row's command has one id, so it is done once. Resolves to false when it was ended before the last row.
 */
export async function runJob(job: BulkJob, hands: JobHands): Promise<boolean> {
  const { store, vault, commands, signal } = hands;
  const { command } = bulkKind(job.kind);
  const waiting: RowOutcome[] = [];
  const keep = async (): Promise<void> => {
    await store.record(job.id, waiting.splice(0));
    hands.onRecorded();
  };
  let keeping = Promise.resolve();
  let whole = false;
  try {
    whole = await importCommands(linesOf(job, hands), commands, {
      signal,
      onAnswer({ line }, answer: Answer) {
        waiting.push(outcomeOf(line, answer, command.stream.prefix));
        if (waiting.length < OUTCOMES_TOGETHER) return;
        keeping = keeping.then(keep);
        // Told at the end, where it is awaited.
        keeping.catch(() => undefined);
      },
    });
  } finally {
    await keeping;
    await keep();
  }
  if (!whole) return false;
  // The key first: a crash after it finds every row done and nothing left to open.
  await forgetFile(vault, job.id);
  await store.finish(job.id, hands.now());
  hands.onRecorded();
  return true;
}

/** The commands of the rows that have no outcome, some hundred opened at a time. */
async function* linesOf(job: BulkJob, { store, vault }: JobHands): AsyncGenerator<readonly InputLine[]> {
  const done = await rowsDone(store, job.id);
  const { id, committedBy: actor = job.actor, at } = job;
  const { command } = bulkKind(job.kind);
  const why = {
    actor,
    purpose: `批量办理 bulk job ${id}`,
    fields: [...personalFields(command.shape).keys()],
  };
  for (let chunk = await store.rows(id, 0); chunk; chunk = await store.rows(id, chunk.number)) {
    if (doneWithin(chunk, done) === chunk.count) continue;
    const [text] = await vault.open([chunk.sealed], why);
    if (text === undefined) throw new Error(`the key of ${fileOwner(id)} is gone`);
    const rows = (JSON.parse(text) as readonly StoredRow[]).filter(({ row }) => !done.has(row));
    yield rows.map(({ row, data }) => ({
      line: row,
      text: JSON.stringify({ id: rowCommandId(vault, id, row), at, actor, command: command.name, data }),
      endsAt: 0,
    }));
  }
}

function doneWithin({ firstRow, lastRow }: SealedRows, done: ReadonlySet<number>): number {
  let count = 0;
  for (let row = firstRow; row <= lastRow; row++) if (done.has(row)) count += 1;
  return count;
}

async function rowsDone(store: JobStore, id: string): Promise<ReadonlySet<number>> {
  const done = new Set<number>();
  for (let last = 0; ;) {
    const page = await store.outcomes(id, last, OUTCOMES_PAGE);
    // A row with bad cells has no command.
    for (const { row, commandId } of page) if (commandId !== undefined) done.add(row);
    const end = page.at(-1);
    if (!end) return done;
    last = end.row;
  }
}

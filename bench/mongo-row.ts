import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { Ledger } from '@ledger/runtime';
import { runProgramme } from '@ledger/simulation';
import { projections } from '@ledger/views';
import { openMongoViewStore } from '@ledger/viewstore/mongodb/mongo-view-store';
import { type Row, type TableSchema } from '@ledger/viewstore';
import { documentOf } from '@ledger/viewstore/mongodb/row-documents';
import { BareBulkWrite } from './limits/bare-bulk-write';
import { sideBySide, timed, type Comparison } from './side-by-side';

const LEARNERS = 80;
const ROWS_IN_BATCH = 500;
const BATCHES_IN_BLOCK = 8;
/** Some rows are new and most are changed, as in a view that follows its log. */
const KEYS = 6_000;
const DATABASE = 'bench';

interface Place {
  readonly url: string;
  readonly server: ChildProcess;
}

/** The double in a program of its own, so that it does not share a thread with what is measured. */
async function startDouble(): Promise<Place> {
  const program = path.resolve(__dirname, '../test/doubles/mongodb/main.js');
  const server = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface({ input: server.stdout }), 'line')) as [string];
  return { url: (JSON.parse(line) as { url: string }).url, server };
}

/** Real rows of cases, as a small programme makes them. */
async function caseRows(): Promise<readonly Row[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-mongo-'));
  const ledger = await Ledger.open({ folder: path.join(folder, 'data'), create: { clock: 'simulated' } });
  try {
    await runProgramme({ learners: LEARNERS, seed: 7 }, async (step) => {
      const answer = await ledger.execute(step);
      if (answer.position !== undefined) await ledger.parts.background.processed(answer.position);
      return answer;
    });
    await ledger.parts.background.viewsSeen(await ledger.parts.store.head(), 60_000);
    const { rows } = await ledger.parts.views.find<Row>({ table: 'cases', limit: 10_000 });
    // As a projection puts them: the key stands beside.
    return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => name !== 'key')));
  } finally {
    await ledger.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Batches of a projection through the adapter, beside one bulk of the same documents each. */
export async function mongoRow(): Promise<Comparison> {
  const rows = await caseRows();
  const table = projections.flatMap((each) => each.tables).find(({ name }) => name === 'cases') as TableSchema;
  const { url, server } = await startDouble();
  const store = await openMongoViewStore({ url, database: DATABASE, projections });
  const bare = await BareBulkWrite.open(url, DATABASE, 'views1_cases');
  const batchesOf = (block: number) =>
    Array.from({ length: BATCHES_IN_BLOCK }, (_, batch) =>
      Array.from({ length: ROWS_IN_BATCH }, (__, no) => {
        const at = (block * BATCHES_IN_BLOCK + batch) * ROWS_IN_BATCH + no;
        return { key: `case-${(at * 7) % KEYS}`, row: rows[(at * 13 + block) % rows.length] as Row };
      }),
    );
  const units = BATCHES_IN_BLOCK * ROWS_IN_BATCH;
  try {
    return await sideBySide(
      {
        row: 'views on MongoDB: batches of rows',
        what: 'bare bulkWrite of the same documents',
        unit: 'rows/s',
        atLeast: 0.8,
        blocks: 12,
        note: 'cost of our adapter, not of a server: both write to the same double in one run',
      },
      async (block) => {
        const batches = batchesOf(block);
        return timed(units, async () => {
          for (const [no, batch] of batches.entries()) {
            await store.transact((step) => {
              for (const { key, row } of batch) step.put('cases', key, row);
              for (const projection of projections) step.checkpoint(projection, block * BATCHES_IN_BLOCK + no + 1);
            });
          }
        });
      },
      async (block) => {
        const batches = batchesOf(block).map((batch) => batch.map(({ key, row }) => documentOf(table, key, row)));
        return timed(units, async () => {
          for (const documents of batches) await bare.write(documents);
        });
      },
    );
  } finally {
    await store.close();
    await bare.close();
    server.stdin?.end();
    await once(server, 'exit');
  }
}

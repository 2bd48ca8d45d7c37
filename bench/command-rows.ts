import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { caseRef, caseStream, allCommands, type CaseState } from '@ledger/streams';
import { embedded } from '@ledger/testing';
import { at, workingDay } from '@ledger/simulation';
import type { BenchCase, BenchLedger } from './bench-ledger';
import { BareLog } from './limits/bare-log';
import { fresh, WrittenRows } from './limits/written-rows';
import { BareReader } from './limits/bare-read';
import { sideBySide, timed, type Block, type Comparison } from './side-by-side';

const ONE_AT_A_TIME = 50;
const AT_ONCE = 64;
/** Classes whose cases run through every command first, unmeasured: a service has been up for longer than a few seconds. */
const WARMING = 6;
const MEASURED = 6;
const STARTS = ['2020-03-16', '2020-05-18', '2020-07-20'];

export async function commandRows(bench: BenchLedger): Promise<Comparison[]> {
  const folder = mkdtempSync(join(tmpdir(), 'skill-ledger-limit-'));
  try {
    const classes: (readonly BenchCase[])[] = [];
    for (let n = 0; n < WARMING + MEASURED; n++)
      classes.push((await bench.certifiedClass(STARTS[n % STARTS.length] ?? '')).cases);
    const claimedAt = at(workingDay('2020-07-20', 12), '09:00');
    const warming = classes.slice(0, WARMING).flat();
    await bench.all(warming, (each) => bench.submit(each, claimedAt));
    await bench.all(warming, (each) => bench.accept(each, claimedAt));
    await bench.all(warming, (each) => bench.firstReview(each, claimedAt));
    const measured = classes.slice(WARMING);
    const three = await submitRow(bench, folder, measured, claimedAt);
    await bench.all(measured.flat(), (each) => bench.accept(each, claimedAt));
    const [one, many] = await reviewRows(bench, folder, measured.flat(), claimedAt);
    return [one, many, three, await loadRow(bench, measured.flat().slice(0, 100), claimedAt)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Every block is of one class; what a class has beside its blocks is submitted before. */
async function submitRow(
  bench: BenchLedger,
  folder: string,
  classes: readonly (readonly BenchCase[])[],
  when: string,
): Promise<Comparison> {
  const blocks: (readonly BenchCase[])[] = [];
  for (const cases of classes) {
    const beside = cases.length % AT_ONCE;
    await bench.all(cases.slice(0, beside), (each) => bench.submit(each, when));
    for (let from = beside; from < cases.length; from += AT_ONCE) blocks.push(cases.slice(from, from + AT_ONCE));
  }
  const bare = new BareLog(join(bench.data, 'log.db'), folder);
  const rows = new WrittenRows(bench.data).of('RecordFirstReview', AT_ONCE);
  const result = await sideBySide(
    {
      row: '64 SubmitClaim at once on one class (three streams each)',
      what: 'bare group commit, 64 to a transaction',
      atLeast: 1,
      blocks: blocks.length - 1,
    },
    (block) => atOnce(blocks[block] ?? [], 3, (each) => bench.submit(each, when)),
    () => timed(AT_ONCE, () => bare.write(fresh(rows))),
  );
  bare.close();
  return result;
}

async function reviewRows(
  bench: BenchLedger,
  folder: string,
  cases: readonly BenchCase[],
  when: string,
): Promise<[Comparison, Comparison]> {
  await bench.all(cases.slice(0, AT_ONCE), (each) => bench.firstReview(each, when));
  const rows = new WrittenRows(bench.data).of('RecordFirstReview', AT_ONCE);
  const bare = new BareLog(join(bench.data, 'log.db'), folder);
  let next = AT_ONCE;
  const take = (count: number): readonly BenchCase[] => cases.slice(next, (next += count));
  const one = await sideBySide(
    {
      row: 'one RecordFirstReview at a time',
      what: 'bare commits of the same rows, one at a time',
      atLeast: 0.8,
      blocks: 15,
    },
    async () => {
      const latenciesMs: number[] = [];
      const block = take(ONE_AT_A_TIME);
      const done = await timed(block.length, async () => {
        for (const each of block)
          latenciesMs.push((await timed(1, () => bench.firstReview(each, when).then(() => undefined))).ms);
      });
      return { ...done, latenciesMs };
    },
    () =>
      timed(ONE_AT_A_TIME, () => {
        for (const command of fresh(rows).slice(0, ONE_AT_A_TIME)) bare.write([command]);
      }),
  );
  const blocks = Math.floor((cases.length - next) / AT_ONCE) - 1;
  const many = await sideBySide(
    {
      row: '64 RecordFirstReview at once on 64 streams',
      what: 'bare group commit, 64 to a transaction',
      atLeast: 0.7,
      blocks,
    },
    () => atOnce(take(AT_ONCE), 1, (each) => bench.firstReview(each, when)),
    () => timed(AT_ONCE, () => bare.write(fresh(rows))),
  );
  bare.close();
  return [one, many];
}

/** Load from storage, fold and decide, with nothing cached and no snapshot: cases of thirty events. */
async function loadRow(bench: BenchLedger, cases: readonly BenchCase[], when: string): Promise<Comparison> {
  for (const each of cases) {
    for (let events = (await bench.ledger.load(caseRef(each.caseId))).version; events < 29; events += 2) {
      await bench.takeBackFirstReview(each, when);
      await bench.firstReview(each, when);
    }
  }
  const reader = new BareReader(bench.data);
  const spec = allCommands.find(({ name }) => name === 'RecordSecondReview');
  if (!spec) throw new Error('no RecordSecondReview');
  const { store } = embedded(bench.ledger);
  let accepted = 0;
  const ours = (): Block | Promise<Block> =>
    timed(cases.length, () => {
      for (const { caseId } of cases) {
        const stream = `case-${caseId}`;
        const events = store.readStream(stream, { without: 'evidence' });
        let state: CaseState = caseStream.initial();
        for (const event of events) state = caseStream.evolve(state, event);
        const decision = spec.decide({ caseId, verdict: 'PASS', opinion: '同意' }, state, {
          commandId: caseId,
          actor: { id: 'reviewer-2', role: 'REVIEWER', unit: bench.unit },
          at: when,
          today: when.slice(0, 10),
          target: { stream, version: events.length },
          facts: {},
          derived: undefined,
          omitted: new Map(),
        });
        if (decision.accepted) accepted++;
      }
    });
  const result = await sideBySide(
    {
      row: 'load from storage + evolve + decide, a case of 30 events',
      what: 'bare read of 30 rows + JSON.parse each',
      unit: 'cases/s',
      atLeast: 1,
      blocks: 21,
    },
    ours,
    () => timed(cases.length, () => cases.forEach(({ caseId }) => reader.read(`case-${caseId}`))),
  );
  if (accepted === 0) throw new Error('the cases of the bench may not be reviewed');
  reader.close();
  return result;
}

async function atOnce(
  cases: readonly BenchCase[],
  eventsEach: number,
  run: (each: BenchCase) => Promise<unknown>,
): Promise<Block> {
  const latenciesMs: number[] = [];
  const block = await timed(cases.length * eventsEach, async () => {
    const from = performance.now();
    await Promise.all(cases.map((each) => run(each).then(() => latenciesMs.push(performance.now() - from))));
  });
  return { ...block, latenciesMs };
}

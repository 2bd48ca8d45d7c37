import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { caseRef, caseStream, allCommands, type CaseState } from '@ledger/streams';
import { at, workingDay } from '@ledger/simulation';
import type { BenchCase, BenchLedger } from './bench-ledger';
import { BareLog } from './limits/bare-log';
import { fresh, WrittenRows } from './limits/written-rows';
import { BareReader } from './limits/bare-read';
import { sideBySide, timed, type Block, type Comparison } from './side-by-side';

const ONE_AT_A_TIME = 100;
const AT_ONCE = 64;

export async function commandRows(bench: BenchLedger): Promise<Comparison[]> {
  const folder = mkdtempSync(join(tmpdir(), 'skill-ledger-limit-'));
  try {
    const starts = ['2020-03-16', '2020-05-18', '2020-07-20'];
    const classes = [];
    for (const start of starts) classes.push(await bench.certifiedClass(start));
    const claimedAt = at(workingDay('2020-07-20', 12), '09:00');
    const cases = classes.flatMap(({ cases: of }) => of);
    const three = await submitRow(bench, folder, cases.slice(0, 1_100), claimedAt);
    const rest = cases.slice(1_100);
    await bench.all(rest, (each) => bench.submit(each, claimedAt));
    await bench.all(cases, (each) => bench.accept(each, claimedAt));
    const [one, many] = await reviewRows(bench, folder, cases, claimedAt);
    return [one, many, three, await loadRow(bench, cases.slice(0, 100), claimedAt)].filter((row) => row !== undefined);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function submitRow(
  bench: BenchLedger,
  folder: string,
  cases: readonly BenchCase[],
  when: string,
): Promise<Comparison> {
  await bench.all(cases.slice(0, 12), (each) => bench.submit(each, when), 4);
  const bare = new BareLog(join(bench.data, 'log.db'), folder);
  const rows = new WrittenRows(bench.data).of('AcceptClaim', 0);
  const blocks = Math.floor((cases.length - 12) / AT_ONCE) - 1;
  const reviews =
    rows.length > 0
      ? rows
      : new WrittenRows(bench.data)
          .of('RecordCertificate', AT_ONCE)
          .map(({ events, claim }) => ({ events: events.slice(0, 1), claim }));
  const result = await sideBySide(
    {
      row: '64 SubmitClaim at once on one class (three streams each)',
      what: 'bare group commit, 64 events and claims to a transaction',
      atLeast: 1,
      blocks,
    },
    (block) =>
      atOnce(cases.slice(12 + block * AT_ONCE, 12 + (block + 1) * AT_ONCE), 3, (each) => bench.submit(each, when)),
    () => timed(AT_ONCE, () => bare.write(fresh(reviews))),
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
  await bench.all(cases.slice(0, 64), (each) => bench.firstReview(each, when));
  const rows = new WrittenRows(bench.data).of('RecordFirstReview', AT_ONCE);
  const bare = new BareLog(join(bench.data, 'log.db'), folder);
  let next = 64;
  const take = (count: number): readonly BenchCase[] => cases.slice(next, (next += count));
  const one = await sideBySide(
    {
      row: 'one RecordFirstReview at a time',
      what: 'bare commits of the same rows, one at a time',
      atLeast: 0.8,
      blocks: 7,
    },
    async () => {
      const latenciesMs: number[] = [];
      const block = take(ONE_AT_A_TIME / 2);
      const done = await timed(block.length, async () => {
        for (const each of block)
          latenciesMs.push((await timed(1, () => bench.firstReview(each, when).then(() => undefined))).ms);
      });
      return { ...done, latenciesMs };
    },
    () =>
      timed(ONE_AT_A_TIME / 2, () => {
        for (const command of fresh(rows).slice(0, ONE_AT_A_TIME / 2)) bare.write([command]);
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
  const { store } = bench.ledger.parts;
  let accepted = 0;
  const ours = (): Block | Promise<Block> =>
    timed(cases.length, () => {
      for (const { caseId } of cases) {
        const stream = `case-${caseId}`;
        const events = store.readStream(stream);
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

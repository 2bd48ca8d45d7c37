import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Ledger } from '@ledger/runtime';
import { runProgramme } from '@ledger/simulation';
import { CASES, projections, searchCases, type CaseRow, type CaseSearch } from '@ledger/views';
import { openSqliteViewStore, type SqliteViewStore, type WithKey } from '@ledger/viewstore';
import { quantile, type Comparison } from '../side-by-side';

const CASES_WANTED = 150_000;
const PAGE = 50;
const LEARNERS = 1_500;
const ROUNDS = 2_000;
/** Rows of one step of the store. */
const AT_ONCE = 5_000;

/** 个案查询: pages of 50 out of 150,000 cases against a look at one case by its id, in turns in one run. */
export async function searchRows(): Promise<readonly Comparison[]> {
  const base = mkdtempSync(path.join(tmpdir(), 'skill-ledger-bench-'));
  try {
    const made = await casesOfAProgramme(path.join(base, 'source'), path.join(base, 'outbox'));
    const views = openSqliteViewStore(path.join(base, 'views'), { projections });
    const cases = repeated(views, made);
    const rows = [];
    for (const [name, search] of searches(made)) rows.push(await compared(views, cases, name, search));
    views.close();
    return rows;
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}

/** Every case of a simulated programme as its own row says. */
async function casesOfAProgramme(folder: string, outbox: string): Promise<readonly WithKey<CaseRow>[]> {
  const ledger = await Ledger.open({ folder, create: { clock: 'simulated' }, outbox });
  await runProgramme({ learners: LEARNERS, seed: 2019 }, ({ id, at, actor, command, data }) =>
    ledger.execute({ id, at, actor, command, data }),
  );
  const { views, log, seen } = ledger.reading;
  await seen(await log.head());
  const rows: WithKey<CaseRow>[] = [];
  for (let cursor: string | undefined, more = true; more;) {
    const page: { rows: readonly WithKey<CaseRow>[]; cursor?: string } = await views.find<CaseRow>({
      table: CASES,
      limit: 1_000,
      cursor,
    });
    rows.push(...page.rows);
    cursor = page.cursor;
    more = cursor !== undefined;
  }
  await ledger.close();
  return rows;
}

/** The same cases under other ids, in classes and of people of their own, until there are enough. Returns their ids. */
function repeated(views: SqliteViewStore, made: readonly WithKey<CaseRow>[]): readonly string[] {
  const ids: string[] = [];
  while (ids.length < CASES_WANTED) {
    const copy = Math.floor(ids.length / made.length);
    views.transact((step) => {
      for (let n = 0; n < AT_ONCE && ids.length < CASES_WANTED; n++) {
        const { key, ...row } = made[ids.length % made.length] as WithKey<CaseRow>;
        const id = other(key, copy);
        ids.push(id);
        step.put(CASES, id, { ...row, classId: other(row.classId, copy), person: other(row.person, copy) });
      }
    });
  }
  return ids;
}

const other = (id: string, copy: number): string =>
  ((Number.parseInt(id.slice(0, 8), 16) ^ Math.imul(copy, 0x9e3779b1)) >>> 0).toString(16).padStart(8, '0') +
  id.slice(8);

/** What people look for all day. */
function searches(made: readonly WithKey<CaseRow>[]): readonly (readonly [string, CaseSearch])[] {
  const [{ unit, institution, classId }] = made as readonly [WithKey<CaseRow>];
  const flagged = made.find(({ flags }) => flags !== undefined);
  const flag = flagged?.flags?.split('|').find((each) => each !== '') as CaseSearch['flag'];
  return [
    ['of a unit, moved last', { unit }],
    ['of a unit, waiting for payment', { unit, status: ['confirmed', 'owed'] as CaseSearch['status'] }],
    ['of an institution', { institution }],
    ['of an institution, from an amount', { institution, dueAtLeastFen: 100_000 }],
    ['of a class', { classId }],
    ...(flag && flagged ? ([['of a unit, with an open flag', { unit: flagged.unit, flag }]] as const) : []),
    ['paid in a year, moved first', { status: ['paid'], since: '2020-01-01T00:00:00.000Z', sort: 'since' }],
  ];
}

async function compared(
  views: SqliteViewStore,
  ids: readonly string[],
  name: string,
  search: CaseSearch,
): Promise<Comparison> {
  const [pages, lookups]: [number[], number[]] = [[], []];
  let cursor: string | undefined;
  let found = 0;
  for (let round = -ROUNDS / 10; round < ROUNDS; round++) {
    const from = performance.now();
    const page = await searchCases(views, { ...search, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) });
    const between = performance.now();
    views.get(CASES, ids[(Math.abs(round) * 7_919) % ids.length] as string);
    const to = performance.now();
    cursor = page.cursor;
    // Some to warm up.
    if (round < 0) continue;
    found += page.rows.length;
    pages.push((between - from) * 1_000);
    lookups.push((to - between) * 1_000);
  }
  pages.sort((a, b) => a - b);
  lookups.sort((a, b) => a - b);
  const [ours, limit] = [quantile(pages, 0.99), quantile(lookups, 0.99)];
  const row = `page of ${PAGE} cases ${name}`;
  return {
    row,
    what: `one of ${ids.length.toLocaleString('en')} cases by its id, p99`,
    unit: 'µs',
    ours,
    limit,
    ratio: ours / limit,
    atMost: 10,
    blocks: 1,
    note: `p50 ${quantile(pages, 0.5).toFixed(0)} µs against ${quantile(lookups, 0.5).toFixed(0)} µs, ${(found / pages.length).toFixed(1)} rows a page`,
  };
}

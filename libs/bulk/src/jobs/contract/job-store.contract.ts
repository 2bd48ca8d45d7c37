import type { NewJob } from '../job';
import type { JobStore } from '../job-store.port';

/** A store of jobs, to be opened again and again; not by two writers at once. */
export interface JobStoreStore {
  open(): JobStore;
  dispose(): void;
}

const ACTOR = { id: 'institution-1', role: 'INSTITUTION', unit: '12411000MJ0TE007X8' };
const [AT, LATER] = ['2020-10-15T00:30:00.000Z', '2020-10-15T01:00:00.000Z'];
const SEALED = { person: 'file-a', generation: 1, cipher: 'AAAA' };
const COMMITMENT = { skipBad: true, committedAt: LATER, committedBy: ACTOR };

const idOf = (n: number): string => `0b8c4f6e-3f55-4a5e-9c1d-${String(n).padStart(12, '0')}`;
const job = (n: number, unit = ACTOR.unit): NewJob => ({
  id: idOf(n),
  kind: 'roster',
  format: 'text/csv',
  actor: { ...ACTOR, unit },
  common: {},
  createdAt: AT,
  expiresAt: LATER,
});
const badCell = (row: number) => ({
  row,
  column: 'B',
  field: 'idNumber',
  code: 'missing',
  zh: '必填',
  en: 'must be filled in',
});
const rows = (number: number, firstRow: number) => ({
  number,
  firstRow,
  lastRow: firstRow + 9,
  count: 10,
  sealed: SEALED,
});
const accepted = (row: number) => ({ row, outcome: 'accepted', commandId: idOf(row), subject: idOf(row) }) as const;

/** Read, with ten good rows and one bad one. */
function previewed(jobs: JobStore, n: number): string {
  const { id } = job(n);
  jobs.begin(job(n));
  jobs.addRows(id, rows(1, 2));
  jobs.addBadCells(id, [badCell(12), { ...badCell(12), field: 'classId' }]);
  jobs.previewed(id, 11);
  return id;
}

/** What every store of jobs does, whatever it stands on. */
export function jobStoreContract(name: string, makeStore: () => JobStoreStore): void {
  describe(name, () => {
    let store: JobStoreStore;
    let jobs: JobStore;
    beforeEach(() => {
      store = makeStore();
      jobs = store.open();
    });
    afterEach(() => {
      jobs.close();
      store.dispose();
    });
    const reopen = (): void => {
      jobs.close();
      jobs = store.open();
    };

    const current = (): JobStore => jobs;
    keeping(current, reopen);
    ending(current);
  });
}

/** What is read and done stays. */
function keeping(jobs: () => JobStore, reopen: () => void): void {
  it('keeps what was read, also when it is opened again', () => {
    const id = previewed(jobs(), 1);
    reopen();
    expect(jobs().find(id)).toMatchObject({
      ...job(1),
      state: 'previewed',
      rows: 11,
      badRows: 1,
      badCells: 2,
      done: 0,
    });
    expect(jobs().rows(id, 0)).toEqual(rows(1, 2));
    expect(jobs().rows(id, 1)).toBeUndefined();
    expect(jobs().badCells(id, 0, 1)).toEqual([{ number: 1, ...badCell(12) }]);
    expect(jobs().badCells(id, 1, 9)).toEqual([{ number: 2, ...badCell(12), field: 'classId' }]);
  });

  it('takes a job away with everything of it', () => {
    const id = previewed(jobs(), 1);
    jobs().remove(id);
    expect([jobs().find(id), jobs().rows(id, 0), jobs().badCells(id, 0, 9)]).toEqual([undefined, undefined, []]);
  });

  it('commits once, and gives bad rows their outcome', () => {
    const id = previewed(jobs(), 1);
    expect([jobs().commit(id, { ...COMMITMENT, at: AT }), jobs().commit(id, COMMITMENT)]).toEqual([true, false]);
    expect(jobs().find(id)).toMatchObject({
      state: 'running',
      skipBad: true,
      at: AT,
      committedAt: LATER,
      committedBy: ACTOR,
    });
    expect(jobs().outcomes(id, 0, 9)).toEqual([expect.objectContaining({ row: 12, outcome: 'not-attempted' })]);
    expect(jobs().find(id)).toMatchObject({ done: 1, notAttempted: 1 });
  });

  it('keeps one outcome for a row: the first', () => {
    const id = previewed(jobs(), 1);
    jobs().commit(id, COMMITMENT);
    jobs().record(id, [accepted(2), { row: 3, outcome: 'refused', ruleId: 'C.1' }]);
    jobs().record(id, [{ row: 2, outcome: 'invalid' }, accepted(4)]);
    reopen();
    expect(jobs().find(id)).toMatchObject({ done: 4, accepted: 2, refused: 1, invalid: 0, notAttempted: 1 });
    expect(jobs().outcomes(id, 0, 2)).toEqual([accepted(2), { row: 3, outcome: 'refused', ruleId: 'C.1' }]);
    expect(
      jobs()
        .outcomes(id, 4, 9)
        .map(({ row }) => row),
    ).toEqual([12]);
  });
}

/** What has ended, and what comes again. */
function ending(jobs: () => JobStore): void {
  it('drops the rows of a job that has ended, and keeps what came of them', () => {
    const id = previewed(jobs(), 1);
    jobs().commit(id, COMMITMENT);
    jobs().record(id, [accepted(2)]);
    jobs().finish(id, LATER);
    expect(jobs().find(id)).toMatchObject({ state: 'done', endedAt: LATER, accepted: 1 });
    expect([jobs().rows(id, 0), jobs().outcomes(id, 0, 9).length]).toEqual([undefined, 2]);
  });

  it('drops only what was not committed', () => {
    const [one, two, three] = [previewed(jobs(), 1), previewed(jobs(), 2), previewed(jobs(), 3)];
    jobs().commit(two, COMMITMENT);
    expect([
      jobs().drop(one, 'cancelled', LATER),
      jobs().drop(two, 'cancelled', LATER),
      jobs().drop(three, 'expired', LATER),
    ]).toEqual([true, false, true]);
    expect([one, two, three].map((id) => [jobs().find(id)?.state, jobs().rows(id, 0) === undefined])).toEqual([
      ['cancelled', true],
      ['running', false],
      ['expired', true],
    ]);
    expect(jobs().commit(one, COMMITMENT)).toBe(false);
  });

  it('finishes only what runs', () => {
    const id = previewed(jobs(), 1);
    jobs().finish(id, LATER);
    expect(jobs().find(id)?.state).toBe('previewed');
    expect(jobs().rows(id, 0)).toBeDefined();
  });

  it('starts a dropped job anew', () => {
    const id = previewed(jobs(), 1);
    jobs().drop(id, 'cancelled', LATER);
    jobs().begin(job(1));
    expect(jobs().find(id)).toMatchObject({ state: 'reading', badCells: 0 });
    expect(jobs().badCells(id, 0, 9)).toEqual([]);
    expect(
      jobs()
        .inState('reading')
        .map((each) => each.id),
    ).toEqual([id]);
  });

  it('lists the newest first, of one office or of all, page by page', () => {
    for (const n of [1, 2, 3]) jobs().begin(job(n));
    jobs().begin(job(4, 'XC-SBJ'));
    const first = jobs().page({ unit: ACTOR.unit, limit: 2 });
    expect(first.jobs.map(({ id }) => id)).toEqual([idOf(3), idOf(2)]);
    expect(
      jobs()
        .page({ unit: ACTOR.unit, limit: 2, before: first.before })
        .jobs.map(({ id }) => id),
    ).toEqual([idOf(1)]);
    expect(jobs().page({ limit: 9 })).toEqual({
      jobs: [4, 3, 2, 1].map((n) => expect.objectContaining({ id: idOf(n) })),
    });
  });
}

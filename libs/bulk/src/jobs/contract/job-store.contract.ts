import type { NewJob } from '../job';
import type { JobStore } from '../job-store.port';

/** A store of jobs, to be opened again and again; not by two writers at once where it is embedded. */
export interface JobStoreStore {
  open(): JobStore | Promise<JobStore>;
  dispose(): void | Promise<void>;
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
async function previewed(jobs: JobStore, n: number): Promise<string> {
  const { id } = job(n);
  await jobs.begin(job(n));
  await jobs.addRows(id, rows(1, 2));
  await jobs.addBadCells(id, [badCell(12), { ...badCell(12), field: 'classId' }]);
  await jobs.previewed(id, 11);
  return id;
}

/** What every store of jobs does, whatever it stands on. */
export function jobStoreContract(name: string, makeStore: () => JobStoreStore): void {
  describe(name, () => {
    let store: JobStoreStore;
    let jobs: JobStore;
    beforeEach(async () => {
      store = makeStore();
      jobs = await store.open();
    });
    afterEach(async () => {
      await jobs.close();
      await store.dispose();
    });
    const reopen = async (): Promise<void> => {
      await jobs.close();
      jobs = await store.open();
    };

    const current = (): JobStore => jobs;
    keeping(current, reopen);
    ending(current);
  });
}

/** What is read and done stays. */
function keeping(jobs: () => JobStore, reopen: () => Promise<void>): void {
  it('keeps what was read, also when it is opened again', async () => {
    const id = await previewed(jobs(), 1);
    await reopen();
    expect(await jobs().find(id)).toMatchObject({
      ...job(1),
      state: 'previewed',
      rows: 11,
      badRows: 1,
      badCells: 2,
      done: 0,
    });
    expect(await jobs().rows(id, 0)).toEqual(rows(1, 2));
    expect(await jobs().rows(id, 1)).toBeUndefined();
    expect(await jobs().badCells(id, 0, 1)).toEqual([{ number: 1, ...badCell(12) }]);
    expect(await jobs().badCells(id, 1, 9)).toEqual([{ number: 2, ...badCell(12), field: 'classId' }]);
  });

  it('takes a job away with everything of it', async () => {
    const id = await previewed(jobs(), 1);
    await jobs().remove(id);
    expect([await jobs().find(id), await jobs().rows(id, 0), await jobs().badCells(id, 0, 9)]).toEqual([
      undefined,
      undefined,
      [],
    ]);
  });

  it('commits once, and gives bad rows their outcome', async () => {
    const id = await previewed(jobs(), 1);
    expect([await jobs().commit(id, { ...COMMITMENT, at: AT }), await jobs().commit(id, COMMITMENT)]).toEqual([
      true,
      false,
    ]);
    expect(await jobs().find(id)).toMatchObject({
      state: 'running',
      skipBad: true,
      at: AT,
      committedAt: LATER,
      committedBy: ACTOR,
    });
    expect(await jobs().outcomes(id, 0, 9)).toEqual([expect.objectContaining({ row: 12, outcome: 'not-attempted' })]);
    expect(await jobs().find(id)).toMatchObject({ done: 1, notAttempted: 1 });
  });

  it('keeps one outcome for a row: the first', async () => {
    const id = await previewed(jobs(), 1);
    await jobs().commit(id, COMMITMENT);
    await jobs().record(id, [accepted(2), { row: 3, outcome: 'refused', ruleId: 'C.1' }]);
    await jobs().record(id, [{ row: 2, outcome: 'invalid' }, accepted(4)]);
    await reopen();
    expect(await jobs().find(id)).toMatchObject({ done: 4, accepted: 2, refused: 1, invalid: 0, notAttempted: 1 });
    expect(await jobs().outcomes(id, 0, 2)).toEqual([accepted(2), { row: 3, outcome: 'refused', ruleId: 'C.1' }]);
    expect((await jobs().outcomes(id, 4, 9)).map(({ row }) => row)).toEqual([12]);
  });
}

/** What has ended, and what comes again. */
function ending(jobs: () => JobStore): void {
  it('drops the rows of a job that has ended, and keeps what came of them', async () => {
    const id = await previewed(jobs(), 1);
    await jobs().commit(id, COMMITMENT);
    await jobs().record(id, [accepted(2)]);
    await jobs().finish(id, LATER);
    expect(await jobs().find(id)).toMatchObject({ state: 'done', endedAt: LATER, accepted: 1 });
    expect([await jobs().rows(id, 0), (await jobs().outcomes(id, 0, 9)).length]).toEqual([undefined, 2]);
  });

  it('drops only what was not committed', async () => {
    const [one, two, three] = [await previewed(jobs(), 1), await previewed(jobs(), 2), await previewed(jobs(), 3)];
    await jobs().commit(two, COMMITMENT);
    expect([
      await jobs().drop(one, 'cancelled', LATER),
      await jobs().drop(two, 'cancelled', LATER),
      await jobs().drop(three, 'expired', LATER),
    ]).toEqual([true, false, true]);
    const left = [];
    for (const id of [one, two, three]) {
      left.push([(await jobs().find(id))?.state, (await jobs().rows(id, 0)) === undefined]);
    }
    expect(left).toEqual([
      ['cancelled', true],
      ['running', false],
      ['expired', true],
    ]);
    expect(await jobs().commit(one, COMMITMENT)).toBe(false);
  });

  it('finishes only what runs', async () => {
    const id = await previewed(jobs(), 1);
    await jobs().finish(id, LATER);
    expect((await jobs().find(id))?.state).toBe('previewed');
    expect(await jobs().rows(id, 0)).toBeDefined();
  });

  it('starts a dropped job anew', async () => {
    const id = await previewed(jobs(), 1);
    await jobs().drop(id, 'cancelled', LATER);
    await jobs().begin(job(1));
    expect(await jobs().find(id)).toMatchObject({ state: 'reading', badCells: 0 });
    expect(await jobs().badCells(id, 0, 9)).toEqual([]);
    expect((await jobs().inState('reading')).map((each) => each.id)).toEqual([id]);
  });

  it('lists the newest first, of one office or of all, page by page', async () => {
    for (const n of [1, 2, 3]) await jobs().begin(job(n));
    await jobs().begin(job(4, 'XC-SBJ'));
    const first = await jobs().page({ unit: ACTOR.unit, limit: 2 });
    expect(first.jobs.map(({ id }) => id)).toEqual([idOf(3), idOf(2)]);
    expect((await jobs().page({ unit: ACTOR.unit, limit: 2, before: first.before })).jobs.map(({ id }) => id)).toEqual([
      idOf(1),
    ]);
    expect(await jobs().page({ limit: 9 })).toEqual({
      jobs: [4, 3, 2, 1].map((n) => expect.objectContaining({ id: idOf(n) })),
    });
  });
}

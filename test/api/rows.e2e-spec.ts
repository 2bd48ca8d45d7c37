import { writeFileSync } from 'node:fs';
import type { Actor } from '@ledger/kernel';
import { REPORTING_UNIT_IDS } from '@ledger/kernel';
import { mayAsk, ROLES, type Role, type Visible } from '@ledger/streams/authority';
import { ledger, simulated, Workplace, type ProgrammeLine } from '../cli/run-ledger';
import { Caller } from './caller';
import { RunningService } from './running-service';

jest.setTimeout(180_000);

/** Lists whose rows are somebody's, beside the queues in which something waits. */
const LISTS: readonly (readonly [question: string, asked: object])[] = [
  ['cases', {}],
  ['classes', {}],
  ['publicity-lists', {}],
  ['batches', {}],
];
/** Of the programme: in its midst much is under way. */
const SHARE = 0.55;
const CITY = 'XC';

type Row = Readonly<Record<string, unknown>>;

const place = new Workplace();
const folder = place.at('data');
let service: RunningService;
let caller: Caller;
let lines: readonly ProgrammeLine[];

beforeAll(async () => {
  const file = place.at('programme.ndjson');
  const all = await simulated(file, 160, 21);
  lines = all.slice(0, Math.floor(all.length * SHARE));
  writeFileSync(file, lines.map((line) => JSON.stringify(line)).join('\n'));
  await ledger(['import', file, '--clock', 'simulated', '--data', folder]);
  service = await RunningService.again(folder);
  caller = await Caller.of(service);
});
afterAll(async () => {
  await service?.stop();
  place.clear();
});

/** All pages of a list. */
async function rowsOf(actor: Actor, question: string, asked: object): Promise<readonly Row[] | undefined> {
  const rows: Row[] = [];
  for (let cursor: string | undefined, first = true; first || cursor !== undefined; first = false) {
    const { status, body } = await caller.ask(actor, question, { ...asked, ...(cursor ? { cursor } : {}) });
    if (status === 403) return undefined;
    expect([question, status]).toEqual([question, 200]);
    rows.push(...(body['rows'] as Row[]));
    cursor = body['cursor'] as string | undefined;
  }
  return rows;
}

const everybody = (): Actor[] => {
  const organisations = lines
    .filter(({ command }) => command === 'RegisterOrganisation')
    .map(({ data }) => data['uscc']);
  const learners = lines.filter(({ command }) => command === 'EnrolLearner').map(({ data }) => data['idNumber']);
  const roles = Object.keys(ROLES) as Role[];
  const staff = roles.filter((role) => ROLES[role].kind === 'staff');
  return [
    ...[CITY, ...REPORTING_UNIT_IDS].flatMap((unit) =>
      staff.map((role) => ({ id: `${role.toLowerCase()}-x`, role, unit })),
    ),
    ...organisations.flatMap((unit) =>
      roles
        .filter((role) => ROLES[role].kind === 'organisation')
        .map((role) => ({ id: `${role.toLowerCase()}-x`, role, unit: String(unit) })),
    ),
    ...learners.slice(0, 5).map((id) => ({ id: String(id), role: 'LEARNER', unit: 'LEARNER' })),
  ];
};

describe('the rows of a list', () => {
  it('are those that the table of who may see what lets through, every one of them, and no others', async () => {
    const auditor: Actor = { id: 'auditor-city-1', role: 'AUDITOR', unit: CITY };
    let [seen, some] = [0, 0];
    const { queues } = (await caller.ask(auditor, 'queues')).body as { queues: { queue: string; length: number }[] };
    const waiting = queues.filter(({ length }) => length > 0).map(({ queue }) => ['queue', { queue }] as const);
    expect(waiting.length).toBeGreaterThan(2);
    const lists = [...LISTS, ...waiting];
    for (const [question, asked] of lists) {
      const all = (await rowsOf(auditor, question, asked)) ?? [];
      expect([question, all.length > 0]).toEqual([question, true]);
      for (const actor of everybody()) {
        const rows = await rowsOf(actor, question, asked);
        const known = actor.role === 'LEARNER' ? { ...actor, id: await pseudonymOf(actor.id) } : actor;
        const powers = mayAsk(known, question);
        const expected =
          'refusal' in powers ? undefined : all.filter((row) => isWithin(row, powers.visible, question, actor.role));
        expect([question, actor, rows?.map(keyOf).toSorted()]).toEqual([
          question,
          actor,
          expected?.map(keyOf).toSorted(),
        ]);
        seen++;
        if (rows && rows.length > 0 && rows.length < all.length) some++;
      }
    }
    expect(seen).toBe(lists.length * everybody().length);
    // Most answers are some of the rows: neither everything nor nothing.
    expect(some).toBeGreaterThan(50);
  });
});

const keyOf = (row: Row): string => JSON.stringify(row['key'] ?? row['caseId'] ?? row['stream'] ?? row['id'] ?? row);

/** Cases are their institution's; a class is in the list of whoever holds it, and of whoever examines it. */
function isWithin(row: Row, visible: Visible, question: string, role: string): boolean {
  const own = question === 'classes' && role === 'EVALUATOR' ? row['evaluator'] : row['institution'];
  return (
    (visible.unit === undefined || row['unit'] === visible.unit) &&
    (visible.organisation === undefined || own === visible.organisation) &&
    (visible.person === undefined || row['person'] === visible.person)
  );
}

async function pseudonymOf(idNumber: string): Promise<string> {
  const asking: Actor = { id: 'auditor-city-1', role: 'AUDITOR', unit: CITY };
  const { path } = caller.api.addressed('person-pseudonym', {});
  const { body } = await caller.post(path, JSON.stringify({ idNumber }), {
    authorization: `Bearer ${await caller.token(asking)}`,
    'content-type': 'application/json',
  });
  expect(body).toHaveProperty('person');
  return String(body['person']);
}

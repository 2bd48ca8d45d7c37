import type { Role } from '@ledger/streams/authority';
import type { Condition, Page, Row, ViewReader } from '@ledger/viewstore';
import { PERSONS } from '../persons/person-row';
import { everyRow } from '../every-row';
import type { DueRules } from './due-rules';
import { QUEUES, type Queue, type QueueId, type Waiting } from './queues.table';

/** One queue and how long it is. */
export interface QueueLength {
  readonly queue: QueueId;
  readonly roles: readonly Role[];
  readonly length: number;
}

/** Whose queues: all of them, a unit's, a role's. */
export interface QueueOwner {
  readonly unit?: string;
  readonly role?: string;
}

const UNKNOWN_DUE: DueRules = { calendar: { years: {} } };

/** 待办一览: the queues of a unit and role, and how long each is. */
export async function queueLengths(
  views: ViewReader,
  { unit, role }: QueueOwner = {},
): Promise<readonly QueueLength[]> {
  const attended = new Map<string, Readonly<Partial<Record<QueueId, number>>>>();
  const lengths: QueueLength[] = [];
  for (const queue of QUEUES) {
    const { id, roles, table } = queue;
    if (role !== undefined && !(roles as readonly string[]).includes(role)) continue;
    if (queue.oneEach) {
      lengths.push({ queue: id, roles, length: await views.count(table, whereOf(queue, unit)) });
      continue;
    }
    const counted = attended.get(table) ?? (await attendedIn(views, table, unit));
    attended.set(table, counted);
    lengths.push({ queue: id, roles, length: counted[id] ?? 0 });
  }
  return lengths;
}

/** How much waits in each queue that is fed by the table's rows that call for attention. */
async function attendedIn(
  views: ViewReader,
  table: string,
  unit: string | undefined,
): Promise<Partial<Record<QueueId, number>>> {
  const queues = QUEUES.filter((each) => each.table === table && !each.oneEach);
  const [first] = queues;
  const counts: Partial<Record<QueueId, number>> = {};
  if (!first) return counts;
  for await (const row of everyRow<Row>(views, { table, where: whereOf(first, unit) })) {
    for (const queue of queues) {
      const here = queue.waitingIn(row, UNKNOWN_DUE).filter((each) => isOf(each, unit)).length;
      counts[queue.id] = (counts[queue.id] ?? 0) + here;
    }
  }
  return counts;
}

/** What waits in one queue, with the longest wait first where that is kept. A page may hold fewer than its limit and still go on. */
export async function queueItems(
  views: ViewReader,
  asked: {
    readonly queue: QueueId;
    readonly unit?: string;
    readonly due: DueRules;
    readonly limit?: number;
    readonly cursor?: string;
  },
): Promise<{ readonly items: readonly Waiting[]; readonly cursor?: string }> {
  const queue = QUEUES.find(({ id }) => id === asked.queue);
  if (!queue) return { items: [] };
  const { table, orderBy } = queue;
  const { unit, due, limit, cursor } = asked;
  const page: Page<Row> = await views.find<Row>({ table, where: whereOf(queue, unit), orderBy, limit, cursor });
  const items = page.rows.flatMap((row) => queue.waitingIn(row, due)).filter((each) => isOf(each, unit));
  return { items, cursor: page.cursor };
}

/** A person belongs to no unit; the matter that waits does. */
const whereOf = ({ table, where }: Queue, unit: string | undefined): Condition[] =>
  unit === undefined || table === PERSONS ? [...where] : [...where, { column: 'unit', is: unit }];

const isOf = (waiting: Waiting, unit: string | undefined): boolean => unit === undefined || waiting.unit === unit;

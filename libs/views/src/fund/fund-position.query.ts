import { CITY_LINE, fundId } from '@ledger/streams/fund';
import type { Moment } from '@ledger/streams/replay';
import type { Page, ViewReader } from '@ledger/viewstore';
import { allRows } from '../every-row';
import {
  ACCOUNTS,
  FUND_LINES,
  FUND_POSTINGS,
  NO_BALANCES,
  type Account,
  type Balances,
  type LineRow,
  type PostingRow,
} from './posting-row';

/** One line at a moment, after its posting of that version. */
export interface LinePosition {
  readonly line: string;
  readonly unit: string;
  readonly version: number;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly balances: Balances;
  /** What the identity of the line leaves over, fen: 0, or the books are wrong. */
  readonly differenceFen: number;
}

export interface FundPosition {
  readonly city?: LinePosition;
  readonly units: readonly LinePosition[];
  /** Sums over the units' lines. */
  readonly total: Balances;
  /** Allotted by the city and not (yet) credited to a unit, fen: 0 but while an allotment is on its way. */
  readonly onTheWayFen: number;
}

/** 资金状况 at a moment: of the city and all units, or of one unit. */
export async function fundPosition(
  views: ViewReader,
  asked: Moment & { readonly unit?: string } = {},
): Promise<FundPosition> {
  const lines = await allRows<LineRow>(views, { table: FUND_LINES });
  const positions: LinePosition[] = [];
  for (const { key: line, ...now } of lines) {
    if (asked.unit !== undefined && line !== fundId(asked.unit)) continue;
    const at = await lineAt(views, line, now, asked);
    if (at) positions.push(at);
  }
  const city = positions.find(({ line }) => line === CITY_LINE);
  const units = positions.filter(({ line }) => line !== CITY_LINE);
  const total = units.reduce((sum, { balances }) => plus(sum, balances), NO_BALANCES);
  const onTheWayFen = city && asked.unit === undefined ? city.balances.allotted - total.allotted : 0;
  return { city, units, total, onTheWayFen };
}

/** Every line keeps its identity and nothing is on its way. */
export const isBalanced = ({ city, units, onTheWayFen }: FundPosition): boolean =>
  [...(city ? [city] : []), ...units].every(({ differenceFen }) => differenceFen === 0) && onTheWayFen === 0;

/** What the identity leaves over: total − available − allotted on the city line, on the others allotted against where it went. */
export function differenceOf(line: string, b: Balances): number {
  if (line === CITY_LINE) return b.total - b.available - b.allotted;
  return b.allotted - b.available - b.encumbered - b.inTransit - b.owed - b.paid + b.recovered;
}

/** Postings never run back on a line, in neither time: what it was at a moment is what one version left. */
async function lineAt(
  views: ViewReader,
  line: string,
  now: LineRow,
  moment: Moment,
): Promise<LinePosition | undefined> {
  const version = await versionAt(views, line, now.version, moment);
  if (version === now.version) return position(line, now);
  const { rows } = await views.find<PostingRow>({
    table: FUND_POSTINGS,
    where: [
      { column: 'line', is: line },
      { column: 'version', is: version },
    ],
    limit: 1,
  });
  return rows[0] && position(line, rows[0]);
}

const position = (line: string, { unit, version, occurredAt, recordedAt, balances }: LineRow): LinePosition => ({
  line,
  unit,
  version,
  occurredAt,
  recordedAt,
  balances,
  differenceFen: differenceOf(line, balances),
});

/** The line's last version at the moment; 0 before the first. */
async function versionAt(views: ViewReader, line: string, last: number, { asOf, asKnown }: Moment): Promise<number> {
  const versions = [last];
  for (const [column, atMost] of [
    ['occurredAt', asOf],
    ['recordedAt', asKnown],
  ] as const) {
    if (atMost === undefined) continue;
    const { rows } = await views.find<PostingRow>({
      table: FUND_POSTINGS,
      where: [
        { column: 'line', is: line },
        { column, atMost },
      ],
      orderBy: [`-${column}`, '-version'],
      limit: 1,
    });
    versions.push(rows[0]?.version ?? 0);
  }
  return Math.min(...versions);
}

const plus = (a: Balances, b: Balances): Balances => {
  const sum = { ...a };
  for (const account of ACCOUNTS) sum[account] += b[account];
  return sum;
};

/** A balance opened into the postings that make it, oldest first: their `deltaFen` sum to `sumFen`. */
export interface OpenedBalance extends Page<PostingRow> {
  readonly sumFen: number;
}

export async function openBalance(
  views: ViewReader,
  asked: Moment & {
    readonly line: string;
    readonly account: Account;
    readonly classId?: string;
    readonly limit?: number;
    readonly cursor?: string;
  },
): Promise<OpenedBalance> {
  const { line, account, classId, limit, cursor } = asked;
  const now = await views.get<LineRow>(FUND_LINES, line);
  const atMost = now ? await versionAt(views, line, now.version, asked) : 0;
  const where = [
    { column: 'line', is: line },
    { column: 'account', is: account },
    { column: 'version', atMost },
    ...(classId === undefined ? [] : [{ column: 'classId', is: classId }]),
  ];
  const page = await views.find<PostingRow>({ table: FUND_POSTINGS, where, orderBy: ['version'], limit, cursor });
  return { ...page, sumFen: await views.sum(FUND_POSTINGS, 'deltaFen', where) };
}

/** Every posting about a class, case, batch, answer or allotment, on every line, oldest first on each. */
export const postingsAbout = async (
  views: ViewReader,
  subject: { readonly column: 'classId' | 'caseId' | 'batchId' | 'allotmentId'; readonly id: string },
): Promise<readonly PostingRow[]> =>
  allRows<PostingRow>(views, {
    table: FUND_POSTINGS,
    where: [{ column: subject.column, is: subject.id }],
    orderBy: ['line', 'version'],
  });

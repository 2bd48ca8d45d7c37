import type { RecordedEvent } from '@ledger/kernel';
import { fundId, fundStream, type FundPostingMap } from '@ledger/streams/fund';
import type { Rows, TableSchema } from '@ledger/viewstore';
import { viewOf, type Handlers } from '../view';
import { MOVES, type Move } from './moves';
import { FUND_LINES, FUND_POSTINGS, NO_BALANCES, type Balances, type LineRow, type PostingRow } from './posting-row';

const postingsTable: TableSchema = {
  name: FUND_POSTINGS,
  columns: {
    line: 'text',
    unit: 'text',
    version: 'integer',
    type: 'text',
    account: 'text',
    deltaFen: 'integer',
    classId: 'text',
    caseId: 'text',
    batchId: 'text',
    answerId: 'text',
    allotmentId: 'text',
    occurredAt: 'text',
    recordedAt: 'text',
  },
  indexes: [
    ['line', 'version'],
    ['line', 'account', 'version'],
    ['line', 'occurredAt', 'version'],
    ['line', 'recordedAt', 'version'],
    ['type', 'line', 'version'],
    ['classId'],
    ['caseId'],
    ['batchId'],
    ['allotmentId'],
  ],
};

const linesTable: TableSchema = { name: FUND_LINES, columns: { unit: 'text' }, indexes: [] };

const UNIT_LINE = fundId('');
/** The city line has the name of the city's unit, so that one rule serves all. */
const unitOf = (line: string): string => line.slice(UNIT_LINE.length);

/** So that the order of keys is the order of postings. */
const keyOf = (line: string, version: number, place: number): string =>
  `${line}#${String(version).padStart(9, '0')}#${String(place).padStart(6, '0')}`;

function moved(balances: Balances, moves: readonly Move[]): Balances {
  const after = { ...balances };
  for (const { account, deltaFen } of moves) after[account] += deltaFen;
  return after;
}

function post(
  event: RecordedEvent<string, { valueOn?: string }>,
  moves: readonly Move[],
  rows: Rows,
  line: string,
): void {
  const before = rows.get<LineRow>(FUND_LINES, line);
  const balances = moved(before?.balances ?? NO_BALANCES, moves);
  const { version, position, occurredAt, recordedAt, type, actor, command, reason, document, corrects } = event;
  const unit = unitOf(line);
  rows.put(FUND_LINES, line, { unit, version, position, occurredAt, recordedAt, balances });
  moves.forEach((move, place) => {
    const row: PostingRow = {
      line,
      unit,
      version,
      position,
      type,
      ...move,
      balances,
      occurredAt,
      recordedAt,
      valueOn: event.data.valueOn,
      actor,
      command: { name: command.name, id: command.id },
      reason,
      document,
      corrects: corrects?.version,
    };
    rows.put(FUND_POSTINGS, keyOf(line, version, place), row);
  });
}

const handlers = Object.fromEntries(
  Object.entries(MOVES).map(([type, movesOf]) => [
    type,
    // Called with the data of its own type only.
    (event: RecordedEvent<string, never>, rows: Rows, line: string) => post(event, movesOf(event.data), rows, line),
  ]),
) as Handlers<FundPostingMap>;

/** 资金分录与余额. The balances are the sums of the postings, so that every total opens into the rows that make it. */
export const fundPostings = viewOf<FundPostingMap>({
  name: 'fund_postings',
  version: 3,
  tables: [postingsTable, linesTable],
  prefix: fundStream.prefix,
  on: handlers,
});

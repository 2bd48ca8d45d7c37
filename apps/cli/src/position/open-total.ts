import { isUnitId, REPORTING_UNIT_IDS } from '@ledger/kernel';
import { fundId } from '@ledger/streams';
import type { CaseRow } from '@ledger/views/cases/case-row';
import { openClaimSum, type OpenedSum } from '@ledger/views/fund/claim-sums.query';
import { openBalance, type OpenedBalance } from '@ledger/views/fund/fund-position.query';
import { ACCOUNTS, type Account, type PostingRow } from '@ledger/views/fund/posting-row';
import { CASE_STATUS_LABELS } from '@ledger/views/labels';
import type { WithKey } from '@ledger/viewstore';
import type { Reading } from '@ledger/runtime';
import type { Call } from '../frame/cli-command';
import { EXIT, type ExitCode } from '../frame/exit-codes';
import { reading } from '../frame/open-ledger';
import { CallRefused } from '../frame/problem';
import { showPostings } from '../frame/posting-table';
import type { Terminal } from '../frame/terminal';
import { countIn, momentIn, textOf } from '../frame/values';
import { money, plainNumber } from '../frame/words';

const ROWS = 50;
const MOST_ROWS = 10_000;
/** What is no account of a line, but a sum over its cases. */
const SUMS = ['drawnFen', 'approvedFen', 'unfundedFen'] as const;
type Sum = (typeof SUMS)[number];

/** What is opened: an account of a line, or a sum over the cases of a unit; `unit` is absent for all units together. */
interface Total {
  readonly unit?: string;
  readonly account?: Account;
  readonly sum?: Sum;
}

/** Opens one total of the position into exactly the lines that sum to it. */
export async function openTotal(call: Call): Promise<ExitCode> {
  const total = totalIn(call);
  if (total.sum && (momentIn(call, 'asOf') ?? momentIn(call, 'asKnown')) !== undefined)
    throw new CallRefused('sum-of-cases-now', {
      zh: 'drawn、approved、unfunded 由个案汇总，只有当前值；某一时点请打开该账户的 encumbered，或用 replay 查个案。',
      en: 'drawn, approved and unfunded are sums over the cases as they are now; of a moment, open encumbered, or replay a case.',
    });
  const limit = Math.max(countIn(call, 'limit', MOST_ROWS) ?? ROWS, 1);
  return reading(call, async (ask) => {
    const opened = await ask((ledger) => open(ledger, call, total, limit));
    if (call.terminal.json) call.terminal.document({ open: textOf(call, 'open'), ...opened });
    else show(call.terminal, opened);
    return EXIT.ok;
  });
}

interface Opened {
  readonly sumFen: number;
  readonly postings?: readonly PostingRow[];
  readonly cases?: readonly WithKey<CaseRow>[];
  readonly cursor?: string;
}

async function open({ views }: Reading, call: Call, total: Total, limit: number): Promise<Opened> {
  const units = total.unit === undefined ? REPORTING_UNIT_IDS : [total.unit];
  const [asOf, asKnown] = [momentIn(call, 'asOf'), momentIn(call, 'asKnown')];
  const pageOf = (unit: string, rows: number, cursor: string | undefined): Promise<OpenedBalance | OpenedSum> =>
    total.sum
      ? openClaimSum(views, { unit, sum: total.sum, limit: rows, cursor })
      : openBalance(views, {
          line: fundId(unit),
          account: total.account ?? 'paid',
          asOf,
          asKnown,
          limit: rows,
          cursor,
        });
  const [from, inner] = cursorIn(call, units);
  const rows: (WithKey<CaseRow> | WithKey<PostingRow>)[] = [];
  let sumFen = 0;
  let cursor: string | undefined;
  for (const [index, unit] of units.entries()) {
    const wanted = limit - rows.length;
    const page = await pageOf(unit, Math.max(wanted, 1), index === from ? inner : undefined);
    sumFen += page.sumFen;
    if (index < from || cursor !== undefined) continue;
    if (wanted > 0) rows.push(...page.rows);
    if (wanted <= 0 && page.rows.length > 0) cursor = `${unit}/`;
    else if (page.cursor) cursor = `${unit}/${page.cursor}`;
  }
  return { sumFen, [total.sum ? 'cases' : 'postings']: rows, cursor };
}

/** A cursor over several units names the one that it stands in. */
function cursorIn(call: Call, units: readonly string[]): readonly [index: number, cursor: string | undefined] {
  const text = textOf(call, 'cursor');
  if (text === undefined) return [0, undefined];
  const unit = text.slice(0, text.indexOf('/'));
  const index = units.indexOf(unit);
  if (index < 0)
    throw new CallRefused('invalid-cursor', {
      zh: '续查标记不属于此查询。',
      en: 'The cursor is not of this question.',
    });
  return [index, text.slice(unit.length + 1) || undefined];
}

function totalIn(call: Call): Total {
  const text = textOf(call, 'open') ?? '';
  const [line = '', name = ''] = text.split(':');
  const unit = line === 'all' ? undefined : line;
  const account = ACCOUNTS.find((each) => each === name);
  const sum = SUMS.find((each) => each === `${name}Fen`);
  if ((unit !== undefined && !isUnitId(unit)) || (!account && !sum))
    throw new CallRefused('invalid-total', {
      zh: `--open 的写法是 单位:科目，如 XC-411002:paid 或 all:paid；科目有 ${names()}。`,
      en: `--open is written UNIT:ACCOUNT, such as XC-411002:paid or all:paid; accounts are ${names()}.`,
    });
  return account ? { unit, account } : { unit, sum };
}

const names = (): string => [...ACCOUNTS, 'drawn', 'approved', 'unfunded'].join(', ');

function show(terminal: Terminal, { sumFen, postings, cases, cursor }: Opened): void {
  if (postings) showPostings(terminal, postings);
  if (cases)
    terminal.table(
      [
        { head: { zh: '个案', en: 'Case' } },
        { head: { zh: '班期', en: 'Class' } },
        { head: { zh: '状态', en: 'Status' } },
        { head: { zh: '已支用', en: 'Drawn' }, right: true },
        { head: { zh: '在途', en: 'In transit' }, right: true },
        { head: { zh: '退票待付', en: 'Owed' }, right: true },
        { head: { zh: '已支付', en: 'Paid' }, right: true },
      ],
      cases.map((row) => [
        row.key,
        row.classId ?? '',
        terminal.text(CASE_STATUS_LABELS[row.status]),
        money(row.drawnFen),
        money(row.inTransitFen),
        money(row.owedFen),
        money(row.paidFen),
      ]),
    );
  const count = plainNumber((postings ?? cases ?? []).length);
  terminal.say({
    zh: `${count} 行；合计 ${money(sumFen)}`,
    en: `${count} rows; they and the pages before and after sum to ${money(sumFen)}`,
  });
  if (cursor) terminal.say({ zh: `下一页：--cursor '${cursor}'`, en: `next page: --cursor '${cursor}'` });
}

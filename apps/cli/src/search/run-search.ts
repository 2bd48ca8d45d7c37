import type { CaseRow, CaseStatus } from '@ledger/views/cases/case-row';
import { caseById, countCases, searchCases, type CaseSearch } from '@ledger/views/cases/case-search.query';
import { CASE_STATUS_LABELS } from '@ledger/views/labels';
import type { Page } from '@ledger/viewstore';
import type { Reading } from '@ledger/runtime';
import type { Call } from '../frame/cli-command';
import { EXIT, type ExitCode } from '../frame/exit-codes';
import { reading } from '../frame/open-ledger';
import { personWords, pseudonymIn } from '../frame/person-named';
import { CallRefused } from '../frame/problem';
import type { Terminal } from '../frame/terminal';
import { countIn, textOf } from '../frame/values';
import { localTime, money, unitWords } from '../frame/words';

const ROWS = 20;
const MOST_ROWS = 10_000;

interface Found extends Page<CaseRow> {
  readonly total: number;
}

export async function runSearch(call: Call): Promise<ExitCode> {
  const person = textOf(call, 'person');
  const words = person === undefined ? undefined : await personWords(person);
  const limit = countIn(call, 'limit', MOST_ROWS) ?? ROWS;
  return reading(call, async (ask) => {
    const found = await ask((ledger) => find(ledger, call, words, Math.max(limit, 1)));
    if (call.terminal.json) call.terminal.document({ total: found.total, cases: found.rows, cursor: found.cursor });
    else show(call.terminal, found);
    return EXIT.ok;
  });
}

async function find(ledger: Reading, call: Call, words: string | undefined, limit: number): Promise<Found> {
  const caseId = textOf(call, 'case')?.toLowerCase();
  if (caseId !== undefined) {
    const row = await caseById(ledger.views, caseId);
    return { rows: row ? [row] : [], total: row ? 1 : 0 };
  }
  const search: CaseSearch = {
    person: words === undefined ? undefined : pseudonymIn(ledger, words),
    classId: textOf(call, 'class'),
    institution: textOf(call, 'institution'),
    unit: textOf(call, 'unit'),
    status: statusIn(call),
  };
  const page = await searchCases(ledger.views, { ...search, limit, cursor: textOf(call, 'cursor') });
  return { ...page, total: await countCases(ledger.views, search) };
}

function statusIn(call: Call): readonly CaseStatus[] | undefined {
  const given = textOf(call, 'status')?.split(',');
  const unknown = given?.find((each) => !Object.hasOwn(CASE_STATUS_LABELS, each));
  if (unknown === undefined) return given as readonly CaseStatus[] | undefined;
  const known = Object.keys(CASE_STATUS_LABELS).join(', ');
  throw new CallRefused('unknown-status', {
    zh: `没有状态“${unknown}”；可用：${known}。`,
    en: `There is no status ${unknown}; there are ${known}.`,
  });
}

function show(terminal: Terminal, { rows, total, cursor }: Found): void {
  terminal.table(
    [
      { head: { zh: '个案', en: 'Case' } },
      { head: { zh: '状态', en: 'Status' } },
      { head: { zh: '自', en: 'Since' } },
      { head: { zh: '单位', en: 'Unit' } },
      { head: { zh: '班期', en: 'Class' } },
      { head: { zh: '应付', en: 'Due' }, right: true },
      { head: { zh: '已支付', en: 'Paid' }, right: true },
    ],
    rows.map((row) => [
      row.key,
      terminal.text(CASE_STATUS_LABELS[row.status]),
      localTime(row.since),
      unitWords(terminal, row.unit ?? ''),
      row.classId ?? '',
      money(row.dueFen),
      money(row.paidFen),
    ]),
  );
  terminal.say({ zh: `${rows.length} / ${total} 个个案`, en: `${rows.length} of ${total} cases` });
  if (cursor) terminal.say({ zh: `下一页：--cursor '${cursor}'`, en: `next page: --cursor '${cursor}'` });
}

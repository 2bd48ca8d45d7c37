import { ACCOUNT_LABELS, eventLabel } from '@ledger/views/labels';
import type { PostingRow } from '@ledger/views/fund/posting-row';
import type { Terminal } from './terminal';
import { actorWords, localTime, money, signed, unitWords } from './words';

/** 分录表: each posting with who, when, and the running balance of its account. */
export function showPostings(terminal: Terminal, postings: readonly PostingRow[]): void {
  terminal.table(
    [
      { head: { zh: '账户@版本', en: 'Line@version' } },
      { head: { zh: '时间', en: 'When' } },
      { head: { zh: '事项', en: 'What' } },
      { head: { zh: '科目', en: 'Account' } },
      { head: { zh: '增减', en: 'Change' }, right: true },
      { head: { zh: '科目余额', en: 'Balance' }, right: true },
      { head: { zh: '可用余额', en: 'Available' }, right: true },
      { head: { zh: '何人', en: 'Who' } },
      { head: { zh: '对象', en: 'About' } },
    ],
    postings.map((row) => [
      `${unitWords(terminal, row.unit)}@${row.version}`,
      localTime(row.occurredAt),
      terminal.text(eventLabel(row.type)),
      terminal.text(ACCOUNT_LABELS[row.account]),
      signed(row.deltaFen),
      money(row.balances[row.account]),
      money(row.balances.available),
      actorWords(terminal, row.actor),
      aboutOf(terminal, row),
    ]),
  );
}

function aboutOf(terminal: Terminal, row: PostingRow): string {
  const { caseId, classId, batchId, answerId, allotmentId } = row;
  const about = [
    { zh: '个案', en: 'case', id: caseId },
    { zh: '回盘', en: 'answer', id: answerId },
    { zh: '批次', en: 'batch', id: batchId },
    { zh: '班期', en: 'class', id: classId },
    { zh: '分配', en: 'allotment', id: allotmentId },
  ].find(({ id }) => id !== undefined);
  return about ? `${terminal.text(about)} ${about.id}` : '';
}

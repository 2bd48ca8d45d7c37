import { ATTEMPT_LABELS, bankReason, labelled } from '@ledger/views/labels';
import { traceOf, type AllotmentTrace, type PaymentTrace } from '@ledger/views/payment-trace/payment-trace.query';
import type { Call } from '../frame/cli-command';
import { EXIT, type ExitCode } from '../frame/exit-codes';
import { reading } from '../frame/open-ledger';
import { showPostings } from '../frame/posting-table';
import { nothingNamed } from '../frame/problem';
import type { Terminal } from '../frame/terminal';
import { argumentOf } from '../frame/values';
import { localTime, money, unitWords } from '../frame/words';

export async function runTrace(call: Call): Promise<ExitCode> {
  const id = argumentOf(call, 0).toLowerCase();
  return reading(call, async (ask) => {
    const trace = await ask(({ views }) => traceOf(views, id));
    if (!trace) throw nothingNamed(id);
    const { terminal } = call;
    if (terminal.json) terminal.document(trace);
    else if (trace.kind === 'allotment') showAllotment(terminal, trace.allotment);
    else for (const payment of trace.payments) showPayment(terminal, payment);
    return EXIT.ok;
  });
}

const CONVENTION = {
  zh: '同一资金账户内按先进先出对应分配与支付。',
  en: 'Within one fund line payments are matched to allotments first in, first out.',
} as const;

function showPayment(terminal: Terminal, trace: PaymentTrace): void {
  const { endToEndId, amountFen, status, batch, answered, encumbrance, payout, from } = trace;
  terminal.line(
    terminal.paint('bold', `${endToEndId}  ${money(amountFen)}  ${terminal.text(labelled(ATTEMPT_LABELS, status))}`),
  );
  const row = (zh: string, en: string, value: string): void =>
    terminal.line(`  ${terminal.text({ zh, en })}: ${value}`);
  row('个案', 'case', `${trace.case.key} (${trace.case.person})`);
  row('班期', 'class', trace.class?.key ?? '');
  row('批次', 'batch', batch ? `${batch.key} ${batch.fileName ?? ''}` : '');
  if (answered?.result) row('银行回盘', "bank's answer", answerWords(terminal, answered));
  if (payout.length > 0) {
    terminal.heading({
      zh: `支付：所在批次的分录，其中本笔 ${money(amountFen)}`,
      en: `payment: postings of its batch, of which this payment is ${money(amountFen)}`,
    });
    showPostings(terminal, payout);
  }
  if (encumbrance.length > 0) {
    terminal.heading({
      zh: '占用：班期在资金账户上的资金',
      en: 'encumbrance: the money of the class on the fund line',
    });
    showPostings(terminal, encumbrance);
  }
  for (const { source, amountFen: part, postings } of from) {
    terminal.line(
      terminal.paint(
        'bold',
        terminal.text({
          zh: `${money(part)} 来自${source.kind === 'ALLOTMENT' ? '分配' : '追回'} ${source.id}`,
          en: `${money(part)} from ${source.kind === 'ALLOTMENT' ? 'allotment' : 'recovery'} ${source.id}`,
        }),
      ),
    );
    showPostings(terminal, postings);
  }
  if (from.length > 0) terminal.say(CONVENTION);
  terminal.line();
}

const RESULTS = {
  PAID: { zh: '到账', en: 'paid' },
  REJECTED: { zh: '拒付', en: 'rejected' },
  RETURNED: { zh: '退票', en: 'returned' },
} as const;

function answerWords(
  terminal: Terminal,
  { result, reason, answeredAt }: NonNullable<PaymentTrace['answered']>,
): string {
  const said = result === undefined ? '' : terminal.text(RESULTS[result]);
  const why = reason === undefined ? '' : terminal.text(bankReason(reason));
  return [said, why, answeredAt && localTime(answeredAt)].filter(Boolean).join('  ');
}

function showAllotment(terminal: Terminal, trace: AllotmentTrace): void {
  const { allotmentId, unit, allottedFen, returnedFen, paidFen, leftFen, postings, payments } = trace;
  terminal.line(terminal.paint('bold', `${allotmentId}  ${unitWords(terminal, unit)}`));
  terminal.say({
    zh: `  分配 ${money(allottedFen)}，退回 ${money(returnedFen)}，已支付 ${money(paidFen)}，余 ${money(leftFen)}`,
    en: `  allotted ${money(allottedFen)}, returned ${money(returnedFen)}, paid ${money(paidFen)}, left ${money(leftFen)}`,
  });
  showPostings(terminal, postings);
  terminal.table(
    [
      { head: { zh: '支付', en: 'Payment' } },
      { head: { zh: '个案', en: 'Case' } },
      { head: { zh: '批次', en: 'Batch' } },
      { head: { zh: '由此分配支付', en: 'Paid from it' }, right: true },
      { head: { zh: '支付额', en: 'Of' }, right: true },
    ],
    payments.map(({ payment, amountFen }) => [
      payment.endToEndId,
      payment.caseId,
      payment.batchId,
      money(amountFen),
      money(payment.amountFen),
    ]),
  );
  terminal.say(CONVENTION);
}

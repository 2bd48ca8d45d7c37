import { fails, holds, yuan, type Rule } from '@ledger/kernel';
import type { CaseChange } from '../../case.events';
import type { Attempt, CaseState } from '../../case.state';
import { attemptOf, lineOf } from '../../payout-lines';

/* When the bank's answer about one attempt may be put right. Asked when it is proposed, and again when it is approved. */

export interface AnswerInput {
  readonly state: CaseState;
  readonly answer: Extract<CaseChange, { kind: 'BANK_ANSWER' }>;
  readonly today: string;
}

type Answered = Extract<Attempt['status'], 'settled' | 'rejected' | 'returned'>;

const STATUS_OF = { PAID: 'settled', REJECTED: 'rejected', RETURNED: 'returned' } as const;

const NAMES: Readonly<Record<Answered, { readonly zh: string; readonly en: string }>> = {
  settled: { zh: '到账', en: 'paid' },
  rejected: { zh: '银行拒付', en: 'rejected' },
  returned: { zh: '退票', en: 'returned' },
};

/** 回盘结果 of an attempt as the case will have it. */
const answeredAs = ({ result }: AnswerInput['answer']): Answered => STATUS_OF[result];

/** B.5-order: the bank has answered, and something else than is to be recorded. */
export const answerChanges: Rule<AnswerInput> = {
  ruleId: 'B.5-order',
  clause: '二(三)2',
  judge({ state, answer }) {
    const { line, attempt } = answer;
    const status = attemptOf(state, line, attempt)?.status;
    if (status !== 'settled' && status !== 'rejected' && status !== 'returned') {
      return fails(
        `第 ${line} 行第 ${attempt} 次拨付没有银行回盘，无可更正；请核对行号和次数，尚待回盘的请登记回盘。`,
        `The bank has answered no attempt ${attempt} of line ${line}, so there is nothing to correct; check the numbers, or record the bank's answer.`,
        status ?? null,
      );
    }
    if (status !== answeredAs(answer)) return holds(status);
    return fails(
      `第 ${line} 行第 ${attempt} 次拨付登记的就是${NAMES[status].zh}，无须更正；请核对银行回单。`,
      `Attempt ${attempt} of line ${line} stands as ${NAMES[status].en} already; check the bank's statement.`,
      status,
    );
  },
};

/** D.4-batch: what was paid was paid on a day, by today; what was not has none. */
export const paidOnADay: Rule<AnswerInput> = {
  ruleId: 'D.4-batch',
  clause: '二(三)2',
  judge({ answer: { result, paidOn }, today }) {
    if (result === 'PAID' ? paidOn !== undefined && paidOn <= today : paidOn === undefined)
      return holds(paidOn ?? null);
    return fails(
      '更正为到账的须填写银行入账日期（paidOn，不晚于今天），更正为未到账的不填；请对照银行回单填写。',
      "Give the day on which the bank paid (paidOn, today at the latest) for a payment, and none for what was not paid; take it from the bank's statement.",
      paidOn ?? null,
    );
  },
};

/** D.4-batch: a line is paid once. What was sent again since may be paid as well, and then both are with the payee. */
export const notPaidTwice: Rule<AnswerInput> = {
  ruleId: 'D.4-batch',
  clause: '二(三)2',
  judge({ state, answer }) {
    const { line, attempt, result } = answer;
    const again = lineOf(state, line)?.attempts.find(
      (each) => each.attempt > attempt && (each.status === 'instructed' || each.status === 'settled'),
    );
    if (result !== 'PAID' || again === undefined) return holds(again?.attempt ?? null);
    const where = { line, attempt: again.attempt, batchId: again.batchId, status: again.status };
    return again.status === 'instructed'
      ? fails(
          `第 ${line} 行已由第 ${again.attempt} 次拨付（批次 ${again.batchId}）重发银行，两次都到账即为重复支付；请立即请银行截回重发的一笔，待其回盘为拒付或退票后再更正。`,
          `Line ${line} was sent to the bank again by attempt ${again.attempt} (batch ${again.batchId}); with both, the payee would be paid twice. Have the bank stop the reissue, and correct this once it is answered as rejected or returned.`,
          where,
        )
      : fails(
          `第 ${line} 行已由第 ${again.attempt} 次拨付（批次 ${again.batchId}）重发到账，前一次若也到账即为重复支付；请让收款人经银行退回其中一笔，登记退票后再更正。`,
          `Line ${line} was paid by attempt ${again.attempt} (batch ${again.batchId}); if attempt ${attempt} reached the payee too, it was paid twice. Have one payment returned through the bank, record that return, and then correct this.`,
          where,
        );
  },
};

/** D.4-batch: the money stands where the wrong answer has put it. */
export const stillThere: Rule<AnswerInput> = {
  ruleId: 'D.4-batch',
  clause: '二(三)2',
  judge({ state, answer }) {
    const line = lineOf(state, answer.line);
    const found = attemptOf(state, answer.line, answer.attempt);
    const place = found?.status === 'settled' ? 'paid' : 'owed';
    const value = { place: line?.place ?? null, amountFen: line?.amountFen ?? 0 };
    if (line?.place === place && line.amountFen === found?.amountFen) return holds(value);
    return fails(
      `第 ${answer.line} 行的款项此后已有变动（现为 ${yuan(value.amountFen)} 元），回盘不能单独更正；请先收回其后的更正或撤销，再更正回盘。`,
      `The money of line ${answer.line} has changed since (it holds ${yuan(value.amountFen)} yuan), so the answer cannot be corrected alone; undo the later correction or revocation first.`,
      value,
    );
  },
};

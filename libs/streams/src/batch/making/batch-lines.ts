import type { Refusal } from '@ledger/kernel';
import {
  endToEndId,
  linesToPay,
  liveAttempt,
  nextAttempt,
  paidFrom,
  whyCaseNotPayable,
  whyLineNotPayable,
  type CaseState,
  type Paying,
  type PayoutLine,
} from '../../case';
import type { BatchLine, OmittedPayout } from '../batch.events';

/** What of the cases can be paid, and what cannot and why. `why` is the first refusal, for a batch of nothing. */
export interface Payable {
  readonly lines: readonly BatchLine[];
  readonly omitted: readonly OmittedPayout[];
  readonly why?: Refusal;
}

interface Making extends Paying {
  readonly batchId: string;
  readonly commandId: string;
  /** Assignments that were refused a moment ago: they do not exist, whatever the case says by now. */
  readonly refused: (caseId: string) => Refusal | undefined;
}

/** A line that this very command has assigned already. */
const isOwn = (line: PayoutLine, { batchId, commandId }: Making): boolean => {
  const live = liveAttempt(line);
  return live?.status === 'assigned' && live.batchId === batchId && live.commandId === commandId;
};

const NOTHING_TO_PAY: Refusal = {
  ruleId: 'D.4-batch',
  clause: '二(三)2',
  zh: '没有待拨付的款项；请核对个案，或先办理申请和确认。',
  en: 'Nothing waits to be paid; check the cases, or have them claimed and confirmed first.',
};

export function payable(cases: readonly (readonly [string, CaseState])[], making: Making): Payable {
  const lines: BatchLine[] = [];
  const omitted: OmittedPayout[] = [];
  let why: Refusal | undefined;
  const leaveOut = (refusal: Refusal, what: Omit<OmittedPayout, 'ruleId'>): void => {
    why ??= refusal;
    omitted.push({ ...what, ruleId: refusal.ruleId });
  };
  for (const [caseId, state] of cases) {
    const refusal = whyCaseNotPayable(state, making);
    const waiting = linesToPay(state);
    if (refusal) leaveOut(refusal, { caseId });
    else if (waiting.length === 0) leaveOut(NOTHING_TO_PAY, { caseId });
    else {
      for (const line of waiting) {
        const unpayable = isOwn(line, making)
          ? undefined
          : (making.refused(caseId) ?? whyLineNotPayable(state, line, making));
        if (unpayable) leaveOut(unpayable, { caseId, line: line.line });
        else lines.push(lineFor(caseId, state, line, making));
      }
    }
  }
  return { lines, omitted, ...(why === undefined ? {} : { why }) };
}

function lineFor(caseId: string, state: CaseState, line: PayoutLine, { commandId }: Making): BatchLine {
  const attempt = nextAttempt(line, commandId);
  return {
    caseId,
    line: line.line,
    attempt,
    endToEndId: endToEndId(caseId, line.line, attempt),
    amountFen: line.amountFen,
    classId: state.classId ?? '',
    person: state.person ?? '',
    from: paidFrom(line),
  };
}

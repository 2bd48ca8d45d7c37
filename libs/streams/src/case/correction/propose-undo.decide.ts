import { defineCommand, type Context, type Decision, type Facts } from '@ledger/kernel';
import type { CaseState } from '../case.state';
import { caseStream } from '../case.stream';
import { subjectOfCase } from '../case-subject';
import type { CorrectionProposal } from './correction-proposal.dto';
import { ProposeUndoRejection } from './propose-undo-rejection.command';
import { ProposeUndoRevocation } from './propose-undo-revocation.command';
import { ProposeUndoVoid } from './propose-undo-void.command';
import { ProposeUndoWithdrawal } from './propose-undo-withdrawal.command';
import { propose, proposing } from './proposing';
import { certificateAsThen } from './rules/correction-allowed.rule';

type Undo = 'UNDO_REJECTION' | 'UNDO_WITHDRAWAL' | 'UNDO_REVOCATION' | 'UNDO_VOID';

/** What the four have in common: what ended goes on where it ended. Whether slot and money can be had is seen on approval. */
const undoing = (kind: Undo) => ({
  stream: caseStream,
  target: ({ caseId }: CorrectionProposal): string => caseId,
  subject: subjectOfCase,
  decide: (command: CorrectionProposal, state: CaseState, context: Context<Facts, undefined>): Decision =>
    propose(proposing(command, { kind }, state, context), context, [certificateAsThen]),
});

export const proposeUndoRejection = defineCommand<ProposeUndoRejection, ProposeUndoRejection, CaseState>({
  name: 'ProposeUndoRejection',
  zh: '建议撤回驳回',
  en: 'Propose to undo the rejection',
  shape: ProposeUndoRejection,
  ...undoing('UNDO_REJECTION'),
});

export const proposeUndoWithdrawal = defineCommand<ProposeUndoWithdrawal, ProposeUndoWithdrawal, CaseState>({
  name: 'ProposeUndoWithdrawal',
  zh: '建议恢复已撤回的申请',
  en: 'Propose to undo the withdrawal',
  shape: ProposeUndoWithdrawal,
  ...undoing('UNDO_WITHDRAWAL'),
});

export const proposeUndoRevocation = defineCommand<ProposeUndoRevocation, ProposeUndoRevocation, CaseState>({
  name: 'ProposeUndoRevocation',
  zh: '建议撤回撤销',
  en: 'Propose to undo the revocation',
  shape: ProposeUndoRevocation,
  ...undoing('UNDO_REVOCATION'),
});

export const proposeUndoVoid = defineCommand<ProposeUndoVoid, ProposeUndoVoid, CaseState>({
  name: 'ProposeUndoVoid',
  zh: '建议恢复已作废的个案',
  en: 'Propose to undo the voiding',
  shape: ProposeUndoVoid,
  ...undoing('UNDO_VOID'),
});

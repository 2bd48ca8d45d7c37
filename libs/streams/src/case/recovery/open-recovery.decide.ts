import { accept, defineCommand, fails, holds, judge, refuse, yuan, type Rule } from '@ledger/kernel';
import { caseEvent } from '../case.events';
import type { CaseState } from '../case.state';
import { caseStream } from '../case.stream';
import { subjectOfCase } from '../case-subject';
import { actOn, type Act } from '../rules/act';
import { inOrder } from '../rules/in-order.rule';
import { ANY_STEP } from './on-recovery';
import { nextRecoveryId } from './open-fen';
import { OpenRecovery } from './open-recovery.command';
import { REOPENED } from './recovery-cause';

type Opening = Act & { readonly amountFen: number };

/** D.4-batch: only what the payee has beyond what is due, and is not asked for yet, can be asked back. */
const beyondDue: Rule<Opening> = {
  ruleId: 'D.4-batch',
  clause: '二(三)2',
  judge({ state, amountFen }) {
    if (amountFen <= state.forgivenFen) return holds(state.forgivenFen);
    return fails(
      `可重新追回的（曾核销的）只有 ${yuan(state.forgivenFen)} 元；若应付金额有误，请提出更正金额或撤销补贴，由两人决定，追回随之开立。`,
      `Only ${yuan(state.forgivenFen)} yuan were written off and can be asked back again; if the amount due is wrong, propose to correct it or to revoke the grant (two people), which opens the recovery by itself.`,
      state.forgivenFen,
    );
  },
};

const rules: readonly Rule<Opening>[] = [
  inOrder({ zh: '开立追回', en: 'open a recovery' }, ANY_STEP, { zh: '请核对个案编号', en: 'check the case id' }),
  beyondDue,
];

export const openRecovery = defineCommand<OpenRecovery, OpenRecovery, CaseState>({
  name: 'OpenRecovery',
  zh: '开立追回',
  en: 'Open a recovery',
  shape: OpenRecovery,
  stream: caseStream,
  target: ({ caseId }) => caseId,
  subject: subjectOfCase,
  decide({ amountFen }, state, context) {
    const { refusal, evidence } = judge(rules, { ...actOn(state, context), amountFen });
    if (refusal) return refuse(refusal, evidence);
    const opened = {
      recoveryId: nextRecoveryId(state),
      amountFen,
      fromPayee: state.account?.payee ?? '',
      cause: REOPENED,
    };
    return accept(caseEvent('RecoveryOpened', opened), { evidence });
  },
});

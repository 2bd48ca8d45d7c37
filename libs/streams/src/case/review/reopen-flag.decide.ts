import { accept, defineCommand, fails, holds, judge, refuse, type Rule } from '@ledger/kernel';
import { caseEvent, type ReviewFlag } from '../case.events';
import type { CaseState } from '../case.state';
import { caseStream } from '../case.stream';
import { subjectOfCase } from '../case-subject';
import { actOn, type Act } from '../rules/act';
import { correcting } from '../rules/correcting';
import { inOrder } from '../rules/in-order.rule';
import { otherPersonThan } from '../rules/other-person.rule';
import { LIVE_STEPS } from '../step-names';
import { ReopenFlag } from './reopen-flag.command';
import { FLAG_NAMES } from './review-flags';

type Reopening = Act & { readonly flag: ReviewFlag };

const act = { zh: '重新打开标记', en: 'reopen the flag' };

const flagIsClosed: Rule<Reopening> = {
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge: ({ state, flag }) =>
    state.closedFlags.includes(flag)
      ? holds(flag)
      : fails(
          `标记“${FLAG_NAMES[flag].zh}”未曾关闭，无须重新打开；请核对。`,
          `The flag “${FLAG_NAMES[flag].en}” is not closed, so there is nothing to reopen; check which is meant.`,
          flag,
        ),
};
const rules: readonly Rule<Reopening>[] = [
  inOrder(
    act,
    LIVE_STEPS.filter((step) => step !== 'confirmed'),
    {
      zh: '确认前可以重新打开标记；已确认的先收回确认',
      en: 'a flag is reopened before confirmation; take the confirmation back first',
    },
  ),
  flagIsClosed,
  otherPersonThan(act, 'submitter'),
];

export const reopenFlag = defineCommand<ReopenFlag, ReopenFlag, CaseState>({
  name: 'ReopenFlag',
  zh: '重新打开标记',
  en: 'Reopen a review flag',
  shape: ReopenFlag,
  stream: caseStream,
  target: ({ caseId }) => caseId,
  subject: subjectOfCase,
  decide({ flag }, state, context) {
    const { refusal, evidence } = judge(rules, { ...actOn(state, context), flag });
    if (refusal) return refuse(refusal, evidence);
    return accept(caseEvent('FlagReopened', { flag }, correcting(context, state.flagFindings[flag]?.version)), {
      evidence,
    });
  },
});

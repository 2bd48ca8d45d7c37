import { accept, defineCommand, fails, holds, judge, refuse, type Rule } from '@ledger/kernel';
import { caseEvent } from '../case.events';
import type { CaseState } from '../case.state';
import { caseStream } from '../case.stream';
import { subjectOfCase } from '../case-subject';
import { actOn, type Act } from '../rules/act';
import { inOrder } from '../rules/in-order.rule';
import { otherPersonThan } from '../rules/other-person.rule';
import { LIVE_STEPS } from '../step-names';
import { PlaceHold } from './place-hold.command';

const act = { zh: '暂缓', en: 'hold the claim' };

const notYetHeld: Rule<Act> = {
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge: ({ state }) =>
    state.held
      ? fails(
          `本案已由 ${state.heldBy} 暂缓，不必再办。`,
          `The claim is already held by ${state.heldBy}; nothing is left to do.`,
        )
      : holds(),
};

/** What is with the bank, or paid, can no longer be stopped; what bounced, or waits as a supplement, can. */
const somethingToStop: Rule<Act> = {
  ruleId: 'D.4-batch',
  clause: '二(三)2',
  judge: ({ state }) => {
    const places = state.lines.map(({ place }) => place);
    if (!places.includes('in-transit') && places.some((place) => place !== 'paid' && place !== 'gone'))
      return holds(places);
    return fails(
      '本案款项已发往银行或已拨付，暂缓已来不及；请等回盘后提出更正（撤销补贴），由两人决定后追回。',
      'The money was already dispatched or paid, too late for a hold; after the bank’s answer propose a correction that revokes the grant, and recover it.',
      places,
    );
  },
};
const rules: readonly Rule<Act>[] = [
  inOrder(act, LIVE_STEPS, { zh: '只有办理中的申请可以暂缓', en: 'only a claim that is under way can be held' }),
  notYetHeld,
  somethingToStop,
  otherPersonThan(act, 'submitter'),
];

export const placeHold = defineCommand<PlaceHold, PlaceHold, CaseState>({
  name: 'PlaceHold',
  zh: '暂缓',
  en: 'Hold the claim',
  shape: PlaceHold,
  stream: caseStream,
  target: ({ caseId }) => caseId,
  subject: subjectOfCase,
  decide({ cause }, state, context) {
    const { refusal, evidence } = judge(rules, actOn(state, context));
    if (refusal) return refuse(refusal, evidence);
    return accept(caseEvent('HoldPlaced', { cause }), { evidence });
  },
});

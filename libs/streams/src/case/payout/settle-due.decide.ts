import { accept, defineCommand, factOf, fails, holds, judge, refuse, type Loaded, type Rule } from '@ledger/kernel';
import { classRef, freeFen, type ClassState } from '../../class';
import { fundRef, type FundState } from '../../fund';
import type { PolicyState } from '../../policy';
import { caseEvent, type CaseRecorded } from '../case.events';
import type { CaseState } from '../case.state';
import { caseStream } from '../case.stream';
import { subjectOfCase } from '../case-subject';
import { coverOf } from '../correction/cover';
import { moneyChange, recoveryEvents, reservation } from '../correction/money-change';
import { moneyBackEffects } from '../money-back';
import { recoveryPostings } from '../recovery/recovery-postings';
import type { RecoveryCause } from '../recovery/recovery-cause';
import { NO_CLASS, actOn, type Act } from '../rules/act';
import { SettleDue } from './settle-due.command';

type F = { policy: Loaded<PolicyState>; class: Loaded<ClassState>; fund: Loaded<FundState> };

const bankHasAnswered: Rule<Act> = {
  ruleId: 'B.5-order',
  clause: '二(三)2',
  judge({ state }) {
    if (state.pendingDueFen === undefined) {
      return fails(
        '本案没有待结算的更正；无须办理。',
        'No correction of this case waits to be settled; nothing is to be done.',
      );
    }
    const moving = state.lines.find(({ place }) => place === 'in-transit');
    if (!moving) return holds(state.pendingDueFen);
    return fails(
      `第 ${moving.line} 行尚待银行回盘；请等回盘后再结算。`,
      `Line ${moving.line} is still with the bank; it is settled once the bank has answered.`,
      moving.line,
    );
  },
};

/** Why something may have to come back: what ended the claim, or the amount. */
const causeOf = ({ step }: CaseState): RecoveryCause =>
  step === 'revoked' ? 'REVOKED' : step === 'voided' ? 'VOIDED' : 'AMOUNT_CORRECTED';

export const settleDue = defineCommand<SettleDue, SettleDue, CaseState, F>({
  name: 'SettleDue',
  zh: '更正结算',
  en: 'Settle what a correction left waiting',
  shape: SettleDue,
  stream: caseStream,
  target: ({ caseId }) => caseId,
  needs: (_command, { classId = NO_CLASS, unit = '' }) => ({ class: classRef(classId), fund: fundRef(unit) }),
  subject: subjectOfCase,
  decide(_command, state, context) {
    const { class: held, fund } = context.facts;
    const facts = [factOf(held, 'freeFen', freeFen(held.state)), factOf(fund, 'availableFen', fund.state.availableFen)];
    const { refusal, evidence } = judge([bankHasAnswered], actOn(state, context), facts);
    if (refusal) return refuse(refusal, evidence);
    const cover = coverOf(state, context);
    const effect = moneyChange(state, state.pendingDueFen!, cover);
    const settled = caseEvent('DueSettled', { effect, commandId: context.commandId });
    return accept([settled, ...recoveryEvents(state, effect, causeOf(state))], {
      evidence,
      before: reservation(state, effect, true),
      flags: effect.unfundedFen ? ['UNFUNDED'] : [],
    });
  },
  after(events, state) {
    return (events as readonly CaseRecorded[]).flatMap((e) =>
      e.type === 'DueSettled' ? moneyBackEffects(state, e.data.effect, 'corrected') : recoveryPostings(e, state),
    );
  },
});

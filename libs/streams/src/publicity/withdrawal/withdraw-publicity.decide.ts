import { accept, defineCommand, factOf, fails, holds, judge, refuse, type Facts, type Rule } from '@ledger/kernel';
import type { CaseState } from '../../case';
import { casesAsFacts, listedCase, onEachCase, type ListFacts } from '../listed-cases';
import { publicityEvent, type PublicityRecorded } from '../publicity.events';
import type { PublicityState } from '../publicity.state';
import { publicityStream } from '../publicity.stream';
import { isOpenOrClosed, type OnList } from '../rules/status.rule';
import { WithdrawPublicity } from './withdraw-publicity.command';

interface Withdrawing extends OnList {
  readonly facts: Facts;
  readonly publicityId: string;
}

/** Where the list has left its cases: those that go back, those that were confirmed on it, those that have gone other ways. */
const standing = ({ step, publicityId }: CaseState, list: string): 'goes-back' | 'confirmed' | 'gone' => {
  if (publicityId !== list) return 'gone';
  if (step === 'publicity' || step === 'publicity-ended') return 'goes-back';
  return step === 'confirmed' ? 'confirmed' : 'gone';
};

/** B.5-order: what was confirmed on the list is taken back first. */
const nothingConfirmed: Rule<Withdrawing> = {
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge({ state, facts, publicityId }) {
    const confirmed = state.caseIds.filter(
      (caseId) => standing(listedCase(facts, caseId).state, publicityId) === 'confirmed',
    );
    if (confirmed.length === 0) return holds(state.caseIds.length);
    return fails(
      `名单中的 ${confirmed.join('、')} 已确认；请先收回这些确认，再撤回公示。`,
      `The cases ${confirmed.join(', ')} of the list were already confirmed; take those confirmations back first.`,
      confirmed,
    );
  },
};

const rules: readonly Rule<Withdrawing>[] = [isOpenOrClosed, nothingConfirmed];

export const withdrawPublicity = defineCommand<WithdrawPublicity, WithdrawPublicity, PublicityState, ListFacts>({
  name: 'WithdrawPublicity',
  zh: '撤回公示',
  en: 'Withdraw the publicity of a list',
  shape: WithdrawPublicity,
  stream: publicityStream,
  target: ({ publicityId }) => publicityId,
  needs: (_command, { caseIds }) => casesAsFacts(caseIds),
  subject: (_command, { unit = '' }) => ({ unit }),
  decide({ publicityId }, state, { at, facts, target }) {
    const steps = state.caseIds.map((caseId) => {
      const listed = listedCase(facts, caseId);
      return factOf(listed, 'step', listed.state.step);
    });
    const { refusal, evidence } = judge(rules, { state, at, facts, publicityId }, steps);
    if (refusal) return refuse(refusal, evidence);
    const caseIds = state.caseIds.filter(
      (caseId) => standing(listedCase(facts, caseId).state, publicityId) === 'goes-back',
    );
    const corrects = { stream: target.stream, version: state.openedVersion ?? 1 };
    return accept(publicityEvent('PublicityWithdrawn', { caseIds }, { corrects }), { evidence });
  },
  after: (events) =>
    (events as readonly PublicityRecorded[]).flatMap((event) =>
      event.type === 'PublicityWithdrawn' ? onEachCase(event, event.data.caseIds, 'withdraw-publicity') : [],
    ),
});

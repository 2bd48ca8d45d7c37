import { defineCommand, fails, holds, type Protected, type Rule } from '@ledger/kernel';
import { decideBy, type Matter } from '../../rules';
import { correctsPolicy, onPolicy } from '../on-policy';
import { policyEvent } from '../policy.events';
import type { PolicyState } from '../policy.state';
import { byPublishedDocument, publishedDocument } from './document-is-published.rule';
import { WithdrawPolicyDocument } from './withdraw-policy-document.command';

type M = Matter<Protected<WithdrawPolicyDocument>, PolicyState>;

const isPublished: Rule<M> = {
  ruleId: 'A-001',
  clause: '二(三)3',
  judge: ({ command: { number }, state }) =>
    publishedDocument(state, number)
      ? holds(number)
      : fails(
          `没有已发布的文件 ${number}；请核对文号。`,
          `No document ${number} is published; check its number.`,
          number,
        ),
};

const standsOnAnother: Rule<M> = {
  ruleId: 'A-001',
  clause: '二(三)3',
  judge: ({ command: { number, document } }) =>
    document.number !== number
      ? holds(document.number)
      : fails(
          '文件不能依据自身撤回；请引用另一份已发布的文件。',
          'A document is not withdrawn by itself; cite another published one.',
          number,
        ),
};

const nothingStandsOnIt: Rule<M> = {
  ruleId: 'A-001',
  clause: '二(三)3',
  judge({ command: { number }, state }) {
    const resting = restingOn(state, number);
    if (resting.length === 0) return holds(number);
    const shown = resting.slice(0, 5).join('、');
    return fails(
      `仍有 ${resting.length} 项以文件 ${number} 为依据（${shown}）；请先撤回或改依其他文件。`,
      `${resting.length} entries still stand on document ${number} (${shown}); withdraw them or set them by another document first.`,
      resting.length,
    );
  },
};

/** Parameters, rates, confirmations and calendar years of this stream that were made by the document and still count. */
function restingOn(state: PolicyState, number: string): string[] {
  const parameters = Object.entries(state.parameters).filter(([, set]) =>
    set.some((entry) => entry.documentNumber === number),
  );
  const rates = Object.values(state.rates).filter(
    (rate) =>
      rate.status !== 'withdrawn' && (rate.documentNumber === number || rate.confirmedBy?.documentNumber === number),
  );
  const proposals = Object.values(state.rateProposals).filter(({ document }) => document.number === number);
  const years = Object.entries(state.years).filter(([, year]) => year.documentNumber === number);
  return [
    ...parameters.map(([key]) => key),
    ...rates.map(({ rateId }) => rateId),
    ...proposals.map(({ rateId }) => rateId),
    ...years.map(([year]) => year),
  ];
}

export const withdrawPolicyDocument = defineCommand<
  WithdrawPolicyDocument,
  Protected<WithdrawPolicyDocument>,
  PolicyState
>({
  ...onPolicy,
  name: 'WithdrawPolicyDocument',
  zh: '撤回政策文件',
  en: 'Withdraw a policy document',
  shape: WithdrawPolicyDocument,
  decide: (command, state, context) =>
    decideBy(
      [isPublished, standsOnAnother, byPublishedDocument, nothingStandsOnIt],
      { command, state, context },
      () => {
        const { number } = command;
        return {
          events: policyEvent('PolicyDocumentWithdrawn', { number }, correctsPolicy(state.publishedBy[number])),
        };
      },
    ),
});

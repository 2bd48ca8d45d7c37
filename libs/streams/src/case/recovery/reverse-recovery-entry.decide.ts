import {
  accept,
  defineCommand,
  factOf,
  fails,
  holds,
  judge,
  refuse,
  streamName,
  type Loaded,
  type Rule,
} from '@ledger/kernel';
import { fundRef, posting, type FundState } from '../../fund';
import type { PolicyState } from '../../policy';
import { caseEvent } from '../case.events';
import type { CaseState } from '../case.state';
import { caseStream } from '../case.stream';
import { subjectOfCase } from '../case-subject';
import { actOn } from '../rules/act';
import { correcting } from '../rules/correcting';
import { inOrder } from '../rules/in-order.rule';
import { ANY_STEP, knownRecovery, recoveryOf, type OnRecovery } from './on-recovery';
import { ReverseRecoveryEntry } from './reverse-recovery-entry.command';

type F = { policy: Loaded<PolicyState>; fund: Loaded<FundState> };

interface Reversing extends OnRecovery {
  /** The fund line has posted the reversal for this command already: it goes on, whatever came in between. */
  readonly posted: boolean;
}

const order = inOrder({ zh: '冲回追回款', en: 'reverse a recovery entry' }, ANY_STEP, {
  zh: '请核对个案编号',
  en: 'check the case id',
});

const knownEntry: Rule<Reversing> = {
  ruleId: 'B.5-order',
  clause: '二(三)2',
  judge(input) {
    const entries = recoveryOf(input)?.entries ?? {};
    const { entryId = '' } = input;
    if (Object.hasOwn(entries, entryId)) return holds(entries[entryId]);
    return fails(
      `追回 ${input.recoveryId} 没有入账 ${entryId}，或该笔已冲回；请核对入账编号。`,
      `The recovery ${input.recoveryId} has no entry ${entryId}, or it was reversed already; check its id.`,
      Object.keys(entries),
    );
  },
};

const rules: readonly Rule<Reversing>[] = [
  { ...order, judge: (input) => (input.posted ? holds(input.state.step) : order.judge(input)) },
  knownRecovery(false),
  knownEntry,
];

export const reverseRecoveryEntry = defineCommand<ReverseRecoveryEntry, ReverseRecoveryEntry, CaseState, F>({
  name: 'ReverseRecoveryEntry',
  zh: '冲回追回款',
  en: 'Reverse a recovery entry',
  shape: ReverseRecoveryEntry,
  stream: caseStream,
  target: ({ caseId }) => caseId,
  needs: (_command, { unit }) => ({ fund: unit === undefined ? undefined : fundRef(unit) }),
  subject: subjectOfCase,
  decide({ caseId, recoveryId, entryId }, state, context) {
    const { fund } = context.facts;
    const posted = fund !== undefined && posting.reverse(entryId) in fund.state.posted;
    const { refusal, evidence } = judge(rules, { ...actOn(state, context), recoveryId, entryId, posted });
    if (refusal) return refuse(refusal, evidence);
    const amountFen = state.recoveries[recoveryId]!.entries[entryId]!;
    const corrects = correcting(context, state.recoveries[recoveryId]!.entryVersions[entryId]);
    return accept(caseEvent('RecoveryEntryReversed', { recoveryId, entryId, amountFen }, corrects), {
      evidence: { ...evidence, facts: [factOf(fund, 'availableFen', fund.state.availableFen)] },
      // Refused where the money has been encumbered again; nothing else can refuse the command after it, so it needs no giving back.
      before: [
        {
          stream: streamName(fundRef(state.unit ?? '')),
          effect: 'reverse-recovery',
          data: { caseId, recoveryId, entryId, amountFen },
        },
      ],
    });
  },
});

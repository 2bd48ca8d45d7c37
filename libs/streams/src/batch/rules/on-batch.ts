import { fails, holds, type Actor, type Context, type Facts, type Rule } from '@ledger/kernel';
import { lastStepOf, notBefore } from '../../rules';
import type { CaseState } from '../../case';
import type { BatchState, BatchStatus } from '../batch.state';
import { caseIn } from '../cases-of-batch';
import { BATCH_EVENT_NAMES } from '../event-names';

/** What the rules of a step on a batch look at. */
export interface OnBatch {
  readonly state: BatchState;
  readonly context: { readonly actor: Actor; readonly at: string };
  readonly facts: Facts;
  readonly caseIds: readonly string[];
}

export const onBatch = (state: BatchState, context: Context<Facts, unknown>, caseIds: readonly string[]): OnBatch => ({
  state,
  context,
  facts: context.facts,
  caseIds,
});

const STATUS_NAMES: Readonly<Record<BatchStatus, { readonly zh: string; readonly en: string }>> = {
  none: { zh: '不存在', en: 'unknown' },
  made: { zh: '已编制、待复核', en: 'made, waiting for its check' },
  checked: { zh: '已复核、待签发', en: 'checked, waiting for its signature' },
  signed: { zh: '已签发、待发送', en: 'signed, waiting to be dispatched' },
  dispatched: { zh: '已发送、待回盘', en: 'dispatched, waiting for the bank' },
  answered: { zh: '已回盘', en: 'answered by the bank' },
  cancelled: { zh: '已取消', en: 'cancelled' },
};

/** B.5-order: the batch stands where the step can be taken; the loser of a race reads who came first. */
export const batchIs = (statuses: readonly BatchStatus[], act: { zh: string; en: string }): Rule<OnBatch> => ({
  ruleId: 'B.5-order',
  clause: '二(三)2',
  judge({ state }) {
    const { status } = state;
    const last = lastStepOf(state, BATCH_EVENT_NAMES);
    if (statuses.includes(status)) return holds(status);
    if (status === 'none' || last === undefined) {
      return fails(
        `没有这个批次，不能${act.zh}；请核对批次编号。`,
        `There is no such batch, so you cannot ${act.en}; check its id.`,
        status,
      );
    }
    return fails(
      `批次${STATUS_NAMES[status].zh}（${last.zh}），不能${act.zh}；请刷新后按现状办理。`,
      `The batch is ${STATUS_NAMES[status].en} (${last.en}), so you cannot ${act.en}; reload and go on from there.`,
      status,
    );
  },
});

/** B.5-order: no step is dated before the one that it follows. */
export const inTime: Rule<OnBatch> = notBefore(({ state }) => state.lastStepAt);

const PARTS: readonly { readonly zh: string; readonly en: string; of(state: CaseState): string | undefined }[] = [
  { zh: '提交了申请', en: 'submitted the claim', of: (state) => state.submittedBy },
  { zh: '做了初审', en: 'made the first review', of: (state) => state.firstReviewer },
  { zh: '做了复审', en: 'made the second review', of: (state) => state.secondReviewer },
  { zh: '做了确认', en: 'confirmed the claim', of: (state) => state.confirmer },
];

/** B.5-four-eyes: nobody pays what they reviewed or confirmed, in any line of the batch. */
export const decidedNone: Rule<OnBatch> = {
  ruleId: 'B.5-four-eyes',
  clause: '二(三)3',
  judge({ context, facts, caseIds }) {
    const { id } = context.actor;
    for (const caseId of caseIds) {
      const { state } = caseIn(facts, caseId);
      const part = PARTS.find(({ of }) => of(state) === id);
      if (!part) continue;
      return fails(
        `${id} 在个案 ${caseId} 中${part.zh}，不能再经手其拨付；请由未参与审核、确认的人员办理。`,
        `${id} ${part.en} of case ${caseId} and cannot handle its payment as well; let somebody do it who neither reviewed nor confirmed.`,
        caseId,
      );
    }
    return holds(id);
  },
};

/** B.5-four-eyes: maker, checker and signer are three people. */
export const otherThan = (...parts: readonly ('madeBy' | 'checkedBy')[]): Rule<OnBatch> => ({
  ruleId: 'B.5-four-eyes',
  clause: '二(三)3',
  judge({ state, context }) {
    const { id } = context.actor;
    const part = parts.find((each) => state[each] === id);
    if (part === undefined) return holds(id);
    const { zh, en } = part === 'madeBy' ? { zh: '编制了', en: 'made' } : { zh: '复核了', en: 'checked' };
    return fails(
      `${id} ${zh}本批次，不能再办理本环节；编制、复核、签发须为三人，请由另一人办理。`,
      `${id} ${en} this batch and cannot take this step as well; maker, checker and signer are three people, so let another do it.`,
      part,
    );
  },
});

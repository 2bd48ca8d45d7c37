import { fails, holds, localTimeOf, type Rule } from '@ledger/kernel';
import type { ClassState } from '../class.state';

/** B.5-order: a class is approved and changed before it starts. */
export const beforeStart: Rule<{ readonly state: ClassState; readonly context: { readonly at: string } }> = {
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge: ({ state, context: { at } }) => {
    const startsAt = state.plan?.startsAt;
    const value = { at, startsAt: startsAt ?? null };
    if (startsAt === undefined || at < startsAt) return holds(value);
    return fails(
      `该班应于 ${localTimeOf(startsAt)} 开班，开班时间已过，不能再核准或变更；请取消后重新备案。`,
      `The class was to start at ${localTimeOf(startsAt)}, which is past, so it can no longer be approved or amended; cancel it and file anew.`,
      value,
    );
  },
};

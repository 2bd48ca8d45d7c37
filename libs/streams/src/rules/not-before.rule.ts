import { fails, holds, localTimeOf, type Rule } from '@ledger/kernel';

interface Timed {
  readonly context: { readonly at: string };
}

/** B.5-order: an act does not lie before the step that it follows. `last` gives that step's business time, undefined where there is none. */
export const notBefore = <M extends Timed>(last: (matter: M) => string | undefined): Rule<M> => ({
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge(matter) {
    const lastAt = last(matter);
    const { at } = matter.context;
    const value = { at, lastStepAt: lastAt ?? null };
    if (lastAt === undefined || at >= lastAt) return holds(value);
    return fails(
      `办理时间 ${localTimeOf(at)} 早于上一环节的时间 ${localTimeOf(lastAt)}；请核对办理时间后重新提交。`,
      `The act is dated ${localTimeOf(at)}, before the step that it follows (${localTimeOf(lastAt)}); check its date and send it again.`,
      value,
    );
  },
});

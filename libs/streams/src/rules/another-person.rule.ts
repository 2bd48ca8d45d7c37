import { type Actor, fails, holds, type Rule } from '@ledger/kernel';

interface Acting {
  readonly context: { readonly actor: Actor };
}

/**
 * B.5-four-eyes: who decides is another person than who asked. One human has one actor id, whatever the role.
 * `asked` gives the id of who asked; undefined where nobody did, which is for another rule to refuse.
 */
export const anotherPerson = <M extends Acting>(asked: (matter: M) => string | undefined): Rule<M> => ({
  ruleId: 'B.5-four-eyes',
  clause: '二(三)3',
  judge(matter) {
    const first = asked(matter);
    const second = matter.context.actor.id;
    const value = { first: first ?? null, second };
    if (first !== second) return holds(value);
    return fails(
      `本事项由 ${first} 提出，须由另一人办理；请交由本单位其他有权人员办理。`,
      `${first} made the proposal, so another person must decide it; hand it to a colleague who may.`,
      value,
    );
  },
});

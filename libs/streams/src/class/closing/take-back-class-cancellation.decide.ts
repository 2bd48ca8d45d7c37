import { defineCommand, fails, holds, type Loaded, type Rule } from '@ledger/kernel';
import type { PolicyState } from '../../policy';
import { decideBy, type Matter } from '../../rules';
import { classEvent } from '../class.events';
import type { ClassState } from '../class.state';
import { classStream } from '../class.stream';
import { encumber } from '../money/fund-effects';
import { classSubject } from '../rules/class-subject';
import { inProcedure } from '../rules/in-procedure.rule';
import { TakeBackClassCancellation } from './take-back-class-cancellation.command';

type F = { policy: Loaded<PolicyState> };
type Asked = Matter<TakeBackClassCancellation, ClassState, F>;

/** B.5-four-eyes: money moves, so it takes two people: one who cancelled, another who takes it back. */
const notWhoCancelled: Rule<Asked> = {
  ruleId: 'B.5-four-eyes',
  clause: '二(三)3',
  judge({ state: { cancelled }, context: { actor } }) {
    const by = cancelled?.by ?? null;
    if (by !== actor.id) return holds({ cancelledBy: by });
    return fails(
      `该班期由 ${by} 取消，撤回取消须由另一人办理；请交由本单位其他受理人员办理。`,
      `${by} cancelled the class, so another person must take the cancellation back; hand it to another clerk of the unit.`,
      { cancelledBy: by },
    );
  },
};

export const takeBackClassCancellation = defineCommand<
  TakeBackClassCancellation,
  TakeBackClassCancellation,
  ClassState,
  F
>({
  name: 'TakeBackClassCancellation',
  zh: '撤回取消班期',
  en: 'Take back the cancellation of a class',
  shape: TakeBackClassCancellation,
  stream: classStream,
  target: ({ classId }) => classId,
  subject: classSubject,
  decide: (command, state, context) =>
    decideBy<Asked>([...inProcedure('cancelled'), notWhoCancelled], { command, state, context }, () => {
      const { before = 'filed', releasedFen: encumberedFen = 0, version = 1 } = state.cancelled ?? {};
      const corrects = { stream: context.target.stream, version };
      return {
        events: classEvent(
          'ClassCancellationTakenBack',
          { status: before, encumberedFen, commandId: context.commandId },
          { corrects },
        ),
        before: encumber(state.plan?.unit ?? '', command.classId, encumberedFen),
      };
    }),
});

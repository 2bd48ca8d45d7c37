import { defineCommand, fails, holds, type Loaded, type Rule } from '@ledger/kernel';
import type { PolicyState } from '../../policy';
import { decideBy, type Matter } from '../../rules';
import { classEvent } from '../class.events';
import type { ClassState } from '../class.state';
import { classStream } from '../class.stream';
import { classSubject } from '../rules/class-subject';
import { inProcedure } from '../rules/in-procedure.rule';
import { noLiveDraws } from '../rules/no-live-draws.rule';
import { TakeBackClassStart } from './take-back-class-start.command';

type F = { policy: Loaded<PolicyState> };
type Asked = Matter<TakeBackClassStart, ClassState, F>;

/** B.5-order: what was taught must first be withdrawn, session by session. */
const noSessionHeld: Rule<Asked> = {
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge: ({ state }) => {
    const held = Object.keys(state.sessions).length;
    if (held === 0) return holds(held);
    return fails(
      `已记录 ${held} 次课，不能撤回开班；课次有误的，请先逐次撤回。`,
      `${held} sessions are recorded, so the start cannot be taken back; if they are wrong, withdraw each of them first.`,
      held,
    );
  },
};

export const takeBackClassStart = defineCommand<TakeBackClassStart, TakeBackClassStart, ClassState, F>({
  name: 'TakeBackClassStart',
  zh: '撤回开班',
  en: 'Take back the start of a class',
  shape: TakeBackClassStart,
  stream: classStream,
  target: ({ classId }) => classId,
  subject: classSubject,
  decide: (command, state, context) =>
    decideBy<Asked>([...inProcedure('started'), noSessionHeld, noLiveDraws], { command, state, context }, () => {
      const corrects = { stream: context.target.stream, version: state.startVersion ?? 1 };
      return { events: classEvent('ClassStartTakenBack', {}, { corrects }) };
    }),
});

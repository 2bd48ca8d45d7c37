import { defineCommand, type Loaded } from '@ledger/kernel';
import type { PolicyState } from '../../policy';
import { decideBy, type Matter } from '../../rules';
import { classEvent } from '../class.events';
import type { ClassState } from '../class.state';
import { classStream } from '../class.stream';
import { classSubject } from '../rules/class-subject';
import { inProcedure } from '../rules/in-procedure.rule';
import { TakeBackClassReturn } from './take-back-class-return.command';

type F = { policy: Loaded<PolicyState> };

export const takeBackClassReturn = defineCommand<TakeBackClassReturn, TakeBackClassReturn, ClassState, F>({
  name: 'TakeBackClassReturn',
  zh: '撤回退回备案',
  en: 'Take back the return of a filed class',
  shape: TakeBackClassReturn,
  stream: classStream,
  target: ({ classId }) => classId,
  subject: classSubject,
  decide: (command, state, context) =>
    decideBy<Matter<TakeBackClassReturn, ClassState, F>>(inProcedure('returned'), { command, state, context }, () => {
      const corrects = { stream: context.target.stream, version: state.returnVersion ?? 1 };
      return { events: classEvent('ClassReturnTakenBack', {}, { corrects }) };
    }),
});

import { defineCommand, type Loaded } from '@ledger/kernel';
import type { PolicyState } from '../../policy';
import { decideBy, type Matter } from '../../rules';
import { classEvent } from '../class.events';
import type { ClassState } from '../class.state';
import { classStream } from '../class.stream';
import { classSubject } from '../rules/class-subject';
import { inProcedure } from '../rules/in-procedure.rule';
import { noLiveDraws } from '../rules/no-live-draws.rule';
import { TakeBackClassFinish } from './take-back-class-finish.command';

type F = { policy: Loaded<PolicyState> };

export const takeBackClassFinish = defineCommand<TakeBackClassFinish, TakeBackClassFinish, ClassState, F>({
  name: 'TakeBackClassFinish',
  zh: '撤回结业',
  en: 'Take back the finish of a class',
  shape: TakeBackClassFinish,
  stream: classStream,
  target: ({ classId }) => classId,
  subject: classSubject,
  decide: (command, state, context) =>
    decideBy<Matter<TakeBackClassFinish, ClassState, F>>(
      [...inProcedure('finished'), noLiveDraws],
      { command, state, context },
      () => {
        const corrects = { stream: context.target.stream, version: state.finishVersion ?? 1 };
        return { events: classEvent('ClassFinishTakenBack', {}, { corrects }) };
      },
    ),
});

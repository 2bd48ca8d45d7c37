import { defineCommand, type Loaded } from '@ledger/kernel';
import type { PolicyState } from '../../policy';
import { decideBy, type Matter } from '../../rules';
import { classEvent } from '../class.events';
import type { ClassState } from '../class.state';
import { classStream } from '../class.stream';
import { encumber } from '../money/fund-effects';
import { classSubject } from '../rules/class-subject';
import { inProcedure } from '../rules/in-procedure.rule';
import { ReopenClass } from './reopen-class.command';

type F = { policy: Loaded<PolicyState> };

export const reopenClass = defineCommand<ReopenClass, ReopenClass, ClassState, F>({
  name: 'ReopenClass',
  zh: '撤回结清',
  en: 'Reopen a closed class',
  shape: ReopenClass,
  stream: classStream,
  target: ({ classId }) => classId,
  subject: classSubject,
  decide: (command, state, context) =>
    decideBy<Matter<ReopenClass, ClassState, F>>(inProcedure('closed'), { command, state, context }, () => {
      const encumberedFen = state.releasedAtCloseFen;
      const corrects = { stream: context.target.stream, version: state.closeVersion ?? 1 };
      return {
        events: classEvent('ClassReopened', { encumberedFen, commandId: context.commandId }, { corrects }),
        before: encumber(state.plan?.unit ?? '', command.classId, encumberedFen),
      };
    }),
});

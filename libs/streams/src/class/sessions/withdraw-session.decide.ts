import { defineCommand, type Loaded } from '@ledger/kernel';
import type { PolicyState } from '../../policy';
import { decideBy, type Matter } from '../../rules';
import { classEvent } from '../class.events';
import type { ClassState } from '../class.state';
import { classStream } from '../class.stream';
import { classSubject } from '../rules/class-subject';
import { inProcedure } from '../rules/in-procedure.rule';
import { sessionIsRecorded } from './session-is-recorded.rule';
import { WithdrawSession } from './withdraw-session.command';

type F = { policy: Loaded<PolicyState> };

export const withdrawSession = defineCommand<WithdrawSession, WithdrawSession, ClassState, F>({
  name: 'WithdrawSession',
  zh: '撤回课次记录',
  en: 'Withdraw the record of a session',
  shape: WithdrawSession,
  stream: classStream,
  target: ({ classId }) => classId,
  subject: classSubject,
  decide: (command, state, context) =>
    decideBy<Matter<WithdrawSession, ClassState, F>>(
      [...inProcedure('started'), sessionIsRecorded],
      { command, state, context },
      () => {
        const { no } = command;
        const corrects = { stream: context.target.stream, version: state.sessions[no]?.version ?? 1 };
        return { events: classEvent('SessionRecordWithdrawn', { no }, { corrects }) };
      },
    ),
});

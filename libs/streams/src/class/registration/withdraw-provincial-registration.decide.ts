import { defineCommand, fails, holds, type Loaded, type Rule } from '@ledger/kernel';
import type { PolicyState } from '../../policy';
import { decideBy, type Matter } from '../../rules';
import { classEvent } from '../class.events';
import type { ClassState } from '../class.state';
import { classStream } from '../class.stream';
import { classSubject } from '../rules/class-subject';
import { WithdrawProvincialRegistration } from './withdraw-provincial-registration.command';

type F = { policy: Loaded<PolicyState> };
type Asked = Matter<WithdrawProvincialRegistration, ClassState, F>;

const isRecorded: Rule<Asked> = {
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge: ({ command: { system }, state }) =>
    state.registrations[system]
      ? holds(system)
      : fails(
          '该系统没有有效的登记记录；请核对班期和系统。',
          'No registration in that system stands; check the class and the system.',
          system,
        ),
};

export const withdrawProvincialRegistration = defineCommand<
  WithdrawProvincialRegistration,
  WithdrawProvincialRegistration,
  ClassState,
  F
>({
  name: 'WithdrawProvincialRegistration',
  zh: '撤回省系统登记',
  en: 'Withdraw a provincial registration',
  shape: WithdrawProvincialRegistration,
  stream: classStream,
  target: ({ classId }) => classId,
  subject: classSubject,
  decide: (command, state, context) =>
    decideBy<Asked>([isRecorded], { command, state, context }, () => {
      const { system } = command;
      const corrects = { stream: context.target.stream, version: state.registrations[system]?.version ?? 1 };
      return { events: classEvent('ProvincialRegistrationWithdrawn', { system }, { corrects }) };
    }),
});

import { defineCommand, fails, holds, localTimeOf, type Loaded, type Protected, type Rule } from '@ledger/kernel';
import type { PolicyState } from '../../policy';
import { decideBy, type Matter } from '../../rules';
import { classEvent } from '../class.events';
import type { ClassState, ClassStatus } from '../class.state';
import { classStream } from '../class.stream';
import { classSubject } from '../rules/class-subject';
import { CLASS_STATUS_NAMES } from '../rules/in-procedure.rule';
import { RecordProvincialRegistration } from './record-provincial-registration.command';

type Given = Protected<RecordProvincialRegistration, 'roster'>;
type F = { policy: Loaded<PolicyState> };
type Asked = Matter<Given, ClassState, F>;

const WITHOUT_CLASS: readonly ClassStatus[] = ['none', 'returned', 'cancelled'];

/** B.5-order: there is a class to register. When it was registered is a fact, judged with each claim, not here. */
const classStands: Rule<Asked> = {
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge: ({ state }) =>
    WITHOUT_CLASS.includes(state.status)
      ? fails(
          `班期${CLASS_STATUS_NAMES[state.status].zh}，不能记录省系统登记；请核对班期编号。`,
          `The class is ${CLASS_STATUS_NAMES[state.status].en}, so no registration can be recorded; check the class id.`,
          state.status,
        )
      : holds(state.status),
};

const noneRecordedYet: Rule<Asked> = {
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge: ({ command: { system }, state }) => {
    const recorded = state.registrations[system];
    if (!recorded) return holds(system);
    return fails(
      `该系统的登记（${recorded.number}）已记录；内容有误或名册有变化的，请先撤回原登记再重新记录。`,
      `The registration in that system (${recorded.number}) is recorded already; if it is wrong or the roster changed, withdraw it and record it anew.`,
      system,
    );
  },
};

/** a registration lies in the past of who reports it. */
const alreadyRegistered: Rule<Asked> = {
  ruleId: 'A-078',
  clause: '二(三)3',
  judge: ({ command: { registeredAt }, context: { at } }) =>
    registeredAt <= at
      ? holds(registeredAt)
      : fails(
          `登记时间 ${localTimeOf(registeredAt)} 晚于办理时间 ${localTimeOf(at)}；请按省系统中的登记时间填写。`,
          `The registration is dated ${localTimeOf(registeredAt)}, later than this act (${localTimeOf(at)}); give the time that the provincial system shows.`,
          registeredAt,
        ),
};

export const recordProvincialRegistration = defineCommand<RecordProvincialRegistration, Given, ClassState, F>({
  name: 'RecordProvincialRegistration',
  zh: '记录省系统登记',
  en: 'Record a provincial registration',
  shape: RecordProvincialRegistration,
  stream: classStream,
  target: ({ classId }) => classId,
  subject: classSubject,
  decide: (command, state, context) =>
    decideBy<Asked>([classStands, noneRecordedYet, alreadyRegistered], { command, state, context }, () => {
      const { system, number, registeredAt } = command;
      const roster = [...new Set(command.roster.map(({ person }) => person))];
      return { events: classEvent('ProvincialRegistrationRecorded', { system, number, registeredAt, roster }) };
    }),
});

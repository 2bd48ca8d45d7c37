import {
  ageInYears,
  defineCommand,
  fails,
  holds,
  type Loaded,
  parseIdNumber,
  parsePersonName,
  type Protected,
  type Rule,
} from '@ledger/kernel';
import { parameterOn, type PolicyState } from '../../policy';
import { decideBy, type Matter } from '../../rules';
import { personEvent } from '../person.events';
import type { PersonState } from '../person.state';
import { personStream } from '../person.stream';
import { type IdFacts, idFactsOf, idNumberValid } from './id-number-valid.rule';
import { RegisterPerson } from './register-person.command';

type Given = Protected<RegisterPerson, 'idNumber' | 'name' | 'phone'>;

type F = { policy: Loaded<PolicyState> };

interface Derived {
  readonly id: IdFacts;
  /** Notices block nothing: an age outside the usual range, a division that is not known, a number of before 1999. */
  readonly notices: readonly string[];
  readonly nameTag?: string;
}

const notYetRegistered: Rule<Matter<Given, PersonState, F, Derived>> = {
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge: ({ state }) =>
    state.registered && !state.keyDestroyed
      ? fails(
          '该人员已登记；姓名或电话有误的，请办理人员信息更正。',
          'The person is registered already; if the name or phone is wrong, propose a correction.',
        )
      : holds(),
};

function derive(command: RegisterPerson, policy: PolicyState, today: string): Pick<Derived, 'id' | 'notices'> {
  const read = parseIdNumber(command.idNumber, today);
  if (!read.ok) return { id: idFactsOf(read), notices: [] };
  const age = ageInYears(read.birthDate, today);
  const [min = 0, max = Infinity] = [
    parameterOn<number>(policy, 'age.min', today),
    parameterOn<number>(policy, 'age.max', today),
  ];
  const notices = [
    ...(read.regionKnown ? [] : ['REGION_UNKNOWN']),
    ...(read.legacy15 ? ['LEGACY_NUMBER'] : []),
    ...(age < min ? ['AGE_BELOW_MINIMUM'] : []),
    ...(age > max ? ['AGE_ABOVE_MAXIMUM'] : []),
  ];
  return { id: idFactsOf(read), notices };
}

export const registerPerson = defineCommand<RegisterPerson, Given, PersonState, F, Derived>({
  name: 'RegisterPerson',
  zh: '人员登记',
  en: 'Register a person',
  shape: RegisterPerson,
  stream: personStream,
  target: ({ idNumber }, _commandId, keyed) => keyed.pseudonym(idNumber),
  derive(command, _state, { policy }, keyed, _revealed, today) {
    const name = parsePersonName(command.name);
    const nameTag = name.ok ? keyed.tag(keyed.pseudonym(command.idNumber), name.normalised) : undefined;
    return { ...derive(command, policy.state, today), nameTag };
  },
  subject: ({ idNumber }) => ({ unit: 'XC', person: idNumber.person }),
  decide: (command, state, context) =>
    decideBy<Matter<Given, PersonState, F, Derived>>(
      [idNumberValid, notYetRegistered],
      { command, state, context },
      () => {
        const { id, notices, nameTag } = context.derived;
        const { idNumber, name, phone } = command;
        return {
          events: id.ok
            ? personEvent('PersonRegistered', { idNumber, name, phone, nameTag, sex: id.sex, notices })
            : [],
          flags: notices,
        };
      },
    ),
});

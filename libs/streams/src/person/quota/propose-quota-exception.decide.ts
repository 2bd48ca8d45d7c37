import { defineCommand, factOf, fails, holds, type Loaded, type Protected, type Rule } from '@ledger/kernel';
import { caseRef, type CaseState } from '../../case';
import type { PolicyState } from '../../policy';
import { decideBy, type Matter, newProposal } from '../../rules';
import { personEvent } from '../person.events';
import type { PersonState } from '../person.state';
import { personStream } from '../person.stream';
import { exceptionsAllowed } from './exceptions-allowed.rule';
import { ProposeQuotaException } from './propose-quota-exception.command';

type Given = Protected<ProposeQuotaException, 'idNumber'>;
type F = { policy: Loaded<PolicyState>; case: Loaded<CaseState> };
type Asked = Matter<Given, PersonState, F>;

const caseIsThePersons: Rule<Asked> = {
  ruleId: 'A-063',
  clause: '二(三)1',
  judge: ({ command: { caseId, idNumber }, context: { facts } }) => {
    if (facts.case.state.person === idNumber.person) return holds(caseId);
    return fails(
      `个案 ${caseId} 不存在或不属于该人员；例外只能批给本人的一个具体个案，请核对个案编号。`,
      `Case ${caseId} does not exist or is not this person's; an exception is for one case of the person, so check the case id.`,
      caseId,
    );
  },
};

const noneStandsYet: Rule<Asked> = {
  ruleId: 'A-063',
  clause: '二(三)1',
  judge: ({ command: { caseId, year }, state }) => {
    const standing = Object.entries(state.exceptions).find(
      ([, each]) =>
        each.caseId === caseId && each.year === year && ['proposed', 'approved', 'used'].includes(each.status),
    );
    if (!standing) return holds({ caseId, year });
    return fails(
      `个案 ${caseId} 的 ${year} 年度已有一项例外（${standing[0]}）；无需重复提出。`,
      `Case ${caseId} has an exception for ${year} already (${standing[0]}); no second one is needed.`,
      { caseId, year },
    );
  },
};

const idOf = ({ command, context }: Asked): string => command.exceptionId ?? context.commandId;

export const proposeQuotaException = defineCommand<ProposeQuotaException, Given, PersonState, F>({
  name: 'ProposeQuotaException',
  zh: '提出名额例外',
  en: 'Propose an exception to the yearly limit',
  shape: ProposeQuotaException,
  stream: personStream,
  target: ({ idNumber }, _commandId, keyed) => keyed.pseudonym(idNumber),
  needs: ({ caseId }) => ({ case: caseRef(caseId) }),
  subject: ({ idNumber }, _state, facts) => ({ unit: facts.case.state.unit ?? 'XC', person: idNumber.person }),
  decide: (command, state, context) =>
    decideBy<Asked>(
      [
        exceptionsAllowed,
        caseIsThePersons,
        newProposal((asked) => idOf(asked) in asked.state.exceptions),
        noneStandsYet,
      ],
      { command, state, context },
      () => {
        const { caseId, year } = command;
        const exceptionId = idOf({ command, state, context });
        return {
          events: personEvent('QuotaExceptionProposed', {
            exceptionId,
            caseId,
            year,
            document: { ...command.document },
          }),
        };
      },
      [factOf(context.facts.case, 'step', context.facts.case.state.step)],
    ),
});

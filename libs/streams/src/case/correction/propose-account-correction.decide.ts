import {
  defineCommand,
  factOf,
  fails,
  holds,
  parseCnaps,
  type Loaded,
  type Protected,
  type Rule,
} from '@ledger/kernel';
import { personRef, type PersonState } from '../../person';
import type { PolicyState } from '../../policy';
import type { PayeeAccount } from '../case.events';
import type { CaseState } from '../case.state';
import { caseStream } from '../case.stream';
import { subjectOfCase } from '../case-subject';
import type { AccountDerived } from '../claim/claim-input';
import { deriveAccount } from '../claim/derive-account';
import { ProposeAccountCorrection } from './propose-account-correction.command';
import { propose, proposing, type Proposing } from './proposing';
import { paysThePerson } from './rules/correction-allowed.rule';

type P = Protected<ProposeAccountCorrection, 'accountNumber' | 'accountName'>;
type F = { policy: Loaded<PolicyState>; person: Loaded<PersonState> };

interface AccountInput extends Proposing {
  readonly derived: AccountDerived;
  readonly bankCnaps: string;
}

/** C.4: number and branch are well-formed, and the account is in the learner's own name. */
const ownAccount: Rule<AccountInput> = {
  ruleId: 'C.4',
  clause: '二(三)2',
  judge({ derived, bankCnaps }) {
    if (!parseCnaps(bankCnaps).ok) {
      return fails(
        '联行号不正确（位数或校验码）；请向开户行核对后更正。',
        'The bank branch number is wrong (length or check digit); ask the bank and correct it.',
      );
    }
    if (!derived.numberOk) {
      return fails('账号形式不正确；请核对账号。', 'The account number is malformed; check it.');
    }
    return derived.nameMatches
      ? holds('PERSON')
      : fails(
          '户名与学员姓名不一致，补贴只能付到学员本人账户；请核对户名，姓名登记有误的请先更正人员信息。',
          'The account is not in the learner’s name, and only the learner’s own account is paid; check the name, and if it was registered wrongly, correct the person first.',
        );
  },
};

const rules: readonly Rule<AccountInput>[] = [paysThePerson, ownAccount];

export const proposeAccountCorrection = defineCommand<ProposeAccountCorrection, P, CaseState, F, AccountDerived>({
  name: 'ProposeAccountCorrection',
  zh: '建议更正收款账户',
  en: 'Propose to correct the payee account',
  shape: ProposeAccountCorrection,
  stream: caseStream,
  target: ({ caseId }) => caseId,
  owner: (_command, { person }) => person,
  needs: (_command, { person = '' }) => ({ person: personRef(person) }),
  derive: (command, { person = '' }, facts, keyed) => deriveAccount(command, person, facts.person.state, keyed),
  subject: subjectOfCase,
  decide(command, state, context) {
    const { accountNumber: number, accountName, bankCnaps } = command;
    const { derived, facts } = context;
    const payee = state.person ?? '';
    const account: PayeeAccount = { kind: 'PERSON', payee, number, accountName, bankCnaps, luhnOk: derived.luhnOk };
    const input = { ...proposing(command, { kind: 'ACCOUNT', account }, state, context), derived, bankCnaps };
    return propose(input, context, rules, [factOf(facts.person, 'nameMatches', derived.nameMatches ?? null)]);
  },
});

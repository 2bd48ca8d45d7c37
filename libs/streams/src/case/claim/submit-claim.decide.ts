import {
  accept,
  defineCommand,
  factOf,
  judge,
  localDateOf,
  refuse,
  streamName,
  type Context,
  type Effect,
  type Evidence,
  type Fact,
  type Rule,
} from '@ledger/kernel';
import { occupationsRef, projectEver, projectOn, projectsRef } from '../../catalogue';
import { classRef, type ClassState } from '../../class';
import { fundRef } from '../../fund';
import { ledgerRef } from '../../ledger';
import { orgRef } from '../../org';
import { categoriesOn, personRef } from '../../person';
import { caseEvent, type PayeeAccount } from '../case.events';
import type { CaseState } from '../case.state';
import { caseRef, caseStream } from '../case.stream';
import { subjectOfCase } from '../case-subject';
import { NO_CLASS } from '../rules/act';
import { ageAtStart } from '../rules/age-at-start.rule';
import { categoryAtStart } from '../rules/category-at-start.rule';
import { inOrder } from '../rules/in-order.rule';
import { classFinished, trainingPassed } from '../rules/training-completed.rule';
import type { AccountDerived, ClaimFacts, ClaimInput, ProtectedSubmitClaim, TrainingInput } from './claim-input';
import { claimNotices } from './claim-notices';
import { deriveAccount } from './derive-account';
import { drawFrom } from './draw-from';
import { rateOfCertificate } from './rate-of-certificate';
import { certificateOnRecord } from './rules/certificate-on-record.rule';
import { claimBasis } from './rules/claim-basis.rule';
import { classCovers } from './rules/class-covers.rule';
import { inBothSystems } from './rules/in-both-systems.rule';
import { delistedMeanwhile, issuerListedThen, runnerListed } from './rules/listed-then.rule';
import { bankNumber, payeeAccount } from './rules/payee-account.rule';
import { lowerLevelAllowed, notTwice, quotaFlags, withinQuota } from './rules/quota.rule';
import { rateAtStart, startIsPayable } from './rules/rate-at-start.rule';
import { issuedBeforeEnd } from '../certificate/issued-before-end';
import { slotOfClaim } from './slot-of-claim';
import { SubmitClaim } from './submit-claim.command';

type ClaimContext = Context<ClaimFacts, AccountDerived>;

/** The training: may it be claimed at all? */
const trainingRules: readonly Rule<TrainingInput>[] = [
  inOrder({ zh: '申请', en: 'submit the claim' }, ['enrolled', 'rejected', 'withdrawn'], {
    zh: '一个个案同时只有一次申请；驳回或撤回之后可以再次申请',
    en: 'a case has one claim at a time; after a rejection or withdrawal it may be claimed again',
  }),
  classFinished,
  trainingPassed,
  claimBasis,
  certificateOnRecord,
];

/** Entitlement, money and payee. */
const claimRules: readonly Rule<ClaimInput>[] = [
  inBothSystems,
  runnerListed,
  issuerListedThen,
  categoryAtStart,
  ageAtStart,
  startIsPayable,
  rateAtStart,
  withinQuota,
  notTwice,
  lowerLevelAllowed,
  classCovers,
  bankNumber,
  payeeAccount,
];

export const submitClaim = defineCommand<SubmitClaim, ProtectedSubmitClaim, CaseState, ClaimFacts, AccountDerived>({
  name: 'SubmitClaim',
  zh: '申请',
  en: 'Submit the claim',
  shape: SubmitClaim,
  stream: caseStream,
  target: ({ caseId }) => caseId,
  owner: (_command, { person }) => person,
  needs: (_command, { classId = NO_CLASS, person = '', institution = '', certificate, replaces }) => ({
    ledger: ledgerRef,
    class: classRef(classId),
    person: personRef(person),
    projects: projectsRef,
    occupations: occupationsRef,
    institution: orgRef(institution),
    issuer: orgRef(certificate?.issuer ?? institution),
    replaced: replaces === undefined ? undefined : caseRef(replaces),
  }),
  derive: (command, { person = '' }, facts, keyed) => deriveAccount(command, person, facts.person.state, keyed),
  subject: subjectOfCase,
  decide(command, state, context) {
    const training = trainingInput(command, state, context);
    const first = judge(trainingRules, training, trainingFacts(context, state));
    if (first.refusal) return refuse(first.refusal, first.evidence);
    const input = claimInput(training, context);
    const second = judge(claimRules, input, claimFacts(context, input));
    const evidence: Evidence = {
      rules: [...first.evidence.rules, ...second.evidence.rules],
      facts: [...first.evidence.facts, ...second.evidence.facts],
    };
    if (second.refusal) return refuse(second.refusal, evidence);
    const flags = quotaFlags(input);
    if (delistedMeanwhile(input)) flags.push('DELISTED_MEANWHILE');
    if (issuedBeforeEnd(input.certificate, input.class)) flags.push('ISSUED_BEFORE_END');
    const notices = claimNotices(input);
    const { years, dedupeKey } = input.slot!;
    const submitted = caseEvent('ClaimSubmitted', {
      claimNo: state.claimNo + 1,
      basis: command.basis,
      basisEvidence: command.basisEvidence,
      amountFen: command.amountFen,
      rateId: input.rate!.rateId,
      account: accountOf(input),
      slot: { years, dedupeKey },
      flags,
      notices,
      drawFrom: input.drawFrom,
      commandId: context.commandId,
    });
    return accept(submitted, { evidence, before: reservations(input), flags: [...flags, ...notices] });
  },
});

/** Written out field by field, here and below: spreading objects of this size costs more than all the rules together. */
function trainingInput(command: ProtectedSubmitClaim, state: CaseState, context: ClaimContext): TrainingInput {
  const { class: training, person, projects, policy } = context.facts;
  const { plan = NO_PLAN } = training.state;
  return {
    state,
    actor: context.actor,
    at: context.at,
    command,
    commandId: context.commandId,
    caseId: command.caseId,
    today: context.today,
    derived: context.derived,
    policy: policy.state,
    class: training.state,
    plan,
    startsOn: localDateOf(plan.startsAt),
    project: projectEver(projects.state, plan.projectId),
    person: person.state,
    categories: state.primaryCategory === undefined ? [] : [state.primaryCategory],
    // Moving the start of a class derived the ages anew.
    age: training.state.ages[command.caseId] ?? state.age,
    noPension: state.noPension,
  };
}

/** Stands in while a class has no plan: the first rules then refuse. */
const NO_PLAN: TrainingInput['plan'] = {
  projectId: '',
  institution: '',
  unit: '',
  headCount: 0,
  startsAt: '9999-12-30T00:00:00.000Z',
  endsOn: '9999-12-31',
  payeeKind: 'PERSON',
  feeFen: 0,
  sessions: [],
  venue: '',
};

function claimInput(training: TrainingInput, { facts, commandId }: ClaimContext): ClaimInput {
  const { state, actor, at, command, caseId, today, derived, policy, plan, startsOn, project, person } = training;
  const certificate = state.certificate!;
  return {
    state,
    actor,
    at,
    command,
    commandId,
    caseId,
    today,
    derived,
    policy,
    class: training.class,
    plan,
    startsOn,
    project,
    person,
    categories: training.categories,
    age: training.age,
    noPension: training.noPension,
    certificate,
    listedProject: projectOn(facts.projects.state, plan.projectId, startsOn),
    institution: facts.institution.state,
    issuer: facts.issuer.state,
    clock: facts.ledger.state.clock,
    rate: rateOfCertificate(certificate, { policy, project, occupations: facts.occupations.state, startsOn }),
    slot: slotOfClaim({ caseId, certificate, class: training.class, person, policy, today }),
    drawFrom: drawFrom({ state, class: training.class, replaced: facts.replaced?.state, caseId, commandId }),
  };
}

/** when each provincial system knew of the class. */
const registeredAt = (training: ClassState): Record<string, string> =>
  Object.fromEntries(Object.entries(training.registrations).map(([system, { registeredAt: at }]) => [system, at]));

/** What was taken from the class: result, start and registrations. */
function trainingFacts({ facts: { class: training } }: ClaimContext, { caseId = '' }: CaseState): Fact[] {
  const { startsAt } = training.state.plan ?? {};
  return [
    factOf(training, 'passed', training.state.results[caseId]?.passed ?? null),
    factOf(training, 'startsAt', startsAt ?? null),
    factOf(training, 'registeredAt', registeredAt(training.state)),
  ];
}

/** What else it was judged on, each with where it stood. */
function claimFacts({ facts }: ClaimContext, { startsOn, certificate, caseId, drawFrom: from }: ClaimInput): Fact[] {
  return [
    factOf(facts.class, 'drawFrom', from),
    factOf(facts.person, 'categories', categoriesOn(facts.person.state, startsOn)),
    factOf(facts.person, 'otherSlots', Object.keys(facts.person.state.slots).filter((held) => held !== caseId).length),
    factOf(facts.projects, 'listedOn', startsOn),
    factOf(facts.institution, 'listedOn', startsOn),
    factOf(facts.issuer, 'listedOn', certificate.issuedOn),
    factOf(facts.ledger, 'clock', facts.ledger.state.clock ?? null),
  ];
}

function accountOf({ plan, command, state, institution, derived }: ClaimInput): PayeeAccount {
  const { accountNumber: number, accountName, bankCnaps = '' } = command;
  if (plan.payeeKind !== 'PERSON') {
    return { kind: plan.payeeKind, payee: plan.institution, bankCnaps: institution.account!.bankCnaps };
  }
  return { kind: 'PERSON', payee: state.person!, number, accountName, bankCnaps, luhnOk: derived.luhnOk };
}

/** Slot first, then money: what is refused most often costs least. */
function reservations({ slot, command, caseId, state, plan, drawFrom: from }: ClaimInput): Effect[] {
  const { amountFen } = command;
  const { classId = '', person = '' } = state;
  const money: Effect =
    from === 'class'
      ? {
          stream: streamName(classRef(classId)),
          effect: 'draw',
          data: { caseId, line: 1, amountFen },
          giveBack: { effect: 'give-draw-back', data: { caseId, line: 1, amountFen, why: 'gave-back' } },
        }
      : {
          stream: streamName(fundRef(plan.unit)),
          effect: 'encumber',
          data: { classId, amountFen, caseId },
          giveBack: { effect: 'release', data: { classId, amountFen, caseId, why: 'gave-back' } },
        };
  return [
    {
      stream: streamName(personRef(person)),
      effect: 'reserve-slot',
      data: { ...slot },
      giveBack: { effect: 'give-back-slot', data: { caseId } },
    },
    money,
  ];
}

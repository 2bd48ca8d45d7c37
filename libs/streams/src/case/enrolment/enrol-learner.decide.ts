import {
  accept,
  ageInYears,
  defineCommand,
  factOf,
  judge,
  localDateOf,
  nameOf,
  parseIdNumber,
  refuse,
  streamName,
  type Effect,
  type Rule,
} from '@ledger/kernel';
import { projectOn, projectsRef } from '../../catalogue';
import { classRef, type ClassState } from '../../class';
import { categoriesOn, personRef } from '../../person';
import { caseEvent } from '../case.events';
import type { CaseState } from '../case.state';
import { caseRef, caseStream } from '../case.stream';
import { ageAtStart } from '../rules/age-at-start.rule';
import { categoryAtStart } from '../rules/category-at-start.rule';
import { EnrolLearner } from './enrol-learner.command';
import type { EnrolmentDerived, EnrolmentFacts, EnrolmentInput, ProtectedEnrolLearner } from './enrolment-input';
import {
  classTakesLearners,
  clerksEnrolLate,
  idNumberValid,
  newCase,
  personRegistered,
  primaryIsNamed,
  projectListed,
  replacesVoidedCase,
} from './rules/enrolment.rules';

const rules: readonly Rule<EnrolmentInput>[] = [
  newCase,
  idNumberValid,
  classTakesLearners,
  clerksEnrolLate,
  replacesVoidedCase,
  personRegistered,
  projectListed,
  primaryIsNamed,
  categoryAtStart,
  ageAtStart,
];

const startOf = ({ plan }: ClassState): string => (plan === undefined ? '' : localDateOf(plan.startsAt));

export const enrolLearner = defineCommand<
  EnrolLearner,
  ProtectedEnrolLearner,
  CaseState,
  EnrolmentFacts,
  EnrolmentDerived
>({
  name: 'EnrolLearner',
  zh: '报名',
  en: 'Enrol a learner',
  shape: EnrolLearner,
  stream: caseStream,
  target: ({ caseId }, commandId) => caseId ?? commandId,
  needs: ({ classId, idNumber, replaces }) => ({
    class: classRef(classId),
    person: personRef(idNumber.person),
    projects: projectsRef,
    replaced: replaces === undefined ? undefined : caseRef(replaces),
  }),
  // The number that is sent names the person's stream, so the age is that of the person on record; nothing need be opened.
  derive({ idNumber }, _state, facts, _keyed, _revealed, today) {
    const reading = parseIdNumber(idNumber ?? '', today);
    const { plan } = facts.class.state;
    if (!reading.ok) return { idNumberOk: false };
    return { idNumberOk: true, age: plan && ageInYears(reading.birthDate, localDateOf(plan.startsAt)) };
  },
  subject: ({ idNumber }, _state, facts) => {
    const { plan } = facts.class.state;
    return { unit: plan?.unit ?? '', orgs: plan ? [plan.institution] : [], person: idNumber.person };
  },
  decide(command, state, context) {
    const { class: held, person, projects, replaced, policy } = context.facts;
    const { plan } = held.state;
    const startsOn = startOf(held.state);
    const caseId = command.caseId ?? context.commandId;
    const input: EnrolmentInput = {
      command,
      state,
      actor: context.actor,
      at: context.at,
      derived: context.derived,
      caseId,
      class: held.state,
      plan,
      startsOn,
      person: person.state,
      categories: command.categories,
      age: context.derived.age,
      noPension: command.noPension === true && command.document !== undefined,
      project: plan && projectOn(projects.state, plan.projectId, startsOn),
      replaced: replaced?.state,
      policy: policy.state,
    };
    const facts = [
      factOf(held, 'startsOn', startsOn),
      factOf(person, 'registered', person.state.registered),
      factOf(person, 'categories', categoriesOn(person.state, startsOn)),
    ];
    const { refusal, evidence } = judge(rules, input, facts);
    if (refusal) return refuse(refusal, evidence);
    const { project, noPension, age = 0 } = input;
    const enrolled = caseEvent('LearnerEnrolled', {
      caseId,
      classId: command.classId,
      person: command.idNumber.person,
      unit: plan!.unit,
      institution: plan!.institution,
      projectId: plan!.projectId,
      programme: project!.programme,
      categories: command.categories,
      primaryCategory: command.primaryCategory,
      age,
      startsOn,
      feeFen: plan!.feeFen,
      ...(noPension ? { noPension } : {}),
      ...(command.replaces === undefined ? {} : { lateEnrolment: { replaces: command.replaces } }),
    });
    return accept(enrolled, { evidence, before: reservations(command, caseId) });
  },
});

/** A late enrolment takes the voided case's place for itself, then every enrolment its place in the class. */
function reservations({ classId, idNumber, replaces }: ProtectedEnrolLearner, caseId: string): Effect[] {
  const late = replaces === undefined ? {} : { late: true };
  const place: Effect = {
    stream: streamName(classRef(classId)),
    effect: 'take-place',
    data: { caseId, person: idNumber.person, ...late },
    giveBack: { effect: 'give-place-back', data: { caseId, why: 'gave-back' } },
  };
  if (replaces === undefined) return [place];
  const replacement: Effect = {
    stream: nameOf(caseStream, replaces),
    effect: 'take-replacement',
    data: { byCaseId: caseId },
    giveBack: { effect: 'give-replacement-back', data: { byCaseId: caseId } },
  };
  return [replacement, place];
}

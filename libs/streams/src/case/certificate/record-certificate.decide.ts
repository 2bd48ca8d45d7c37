import {
  accept,
  defineCommand,
  factOf,
  judge,
  localDateOf,
  refuse,
  streamName,
  type Loaded,
  type Protected,
  type Rule,
} from '@ledger/kernel';
import { projectEver, projectsRef, type CatalogueState } from '../../catalogue';
import { certificateRef } from '../../certificate';
import { classRef, type ClassState } from '../../class';
import { orgRef, type OrgState } from '../../org';
import type { PolicyState } from '../../policy';
import { caseEvent } from '../case.events';
import type { CaseState } from '../case.state';
import { caseStream } from '../case.stream';
import { NO_CLASS, type Act } from '../rules/act';
import { inOrder } from '../rules/in-order.rule';
import { classFinished, hoursHeld, trainingPassed } from '../rules/training-completed.rule';
import { deriveCertificate, type CertificateDerived } from './certificate-derived';
import type { CertificateInput } from './certificate-input';
import { certificateOfProject, certificateUse } from './certificate-of-project';
import { RecordCertificate } from './record-certificate.command';
import { notYetRecorded } from './rules/not-yet-recorded.rule';
import { numberForm, numberHolder, numberLevel, numberYear } from './rules/certificate-number.rule';
import { certificateOfTraining, obtainedByTraining } from './rules/certificate-of-training.rule';
import { issuerListed } from './rules/issuer-listed.rule';

type P = Protected<RecordCertificate, 'number'>;
type F = {
  policy: Loaded<PolicyState>;
  class: Loaded<ClassState>;
  projects: Loaded<CatalogueState>;
  issuer: Loaded<OrgState>;
};
interface RecordingInput extends Act, CertificateInput {
  readonly class: ClassState;
  readonly caseId: string;
  readonly policy: PolicyState;
}

const rules: readonly Rule<RecordingInput>[] = [
  inOrder({ zh: '登记证书', en: 'record a certificate' }, ['enrolled', 'rejected', 'withdrawn', 'revoked'], {
    zh: '证书在报名之后登记一次，不在申请办理中登记；登记有误的请提出更正',
    en: 'it is recorded once after enrolment, and not while a claim is under way; propose a correction of a wrong one',
  }),
  notYetRecorded,
  classFinished,
  trainingPassed,
  hoursHeld,
  certificateOfTraining,
  numberForm,
  numberLevel,
  numberYear,
  numberHolder,
  obtainedByTraining,
  issuerListed,
];

export const recordCertificate = defineCommand<RecordCertificate, P, CaseState, F, CertificateDerived>({
  name: 'RecordCertificate',
  zh: '登记证书',
  en: 'Record a certificate',
  shape: RecordCertificate,
  stream: caseStream,
  target: ({ caseId }) => caseId,
  owner: (_command, { person }) => person,
  needs: ({ issuer }, { classId }) => ({
    class: classRef(classId ?? NO_CLASS),
    projects: projectsRef,
    issuer: orgRef(issuer),
  }),
  derive: ({ kind, number }, { person }, _facts, keyed) => deriveCertificate(kind, number, person, keyed),
  subject: ({ issuer }, { unit = '', institution, person }, facts) => {
    const evaluator = facts.class.state.plan?.evaluator ?? issuer;
    return { unit, orgs: institution === undefined ? [] : [institution, evaluator], person };
  },
  decide(command, state, context) {
    const { class: training, projects, issuer, policy } = context.facts;
    const { plan } = training.state;
    const project = projectEver(projects.state, state.projectId ?? '');
    const certificate = certificateOfProject(command, project);
    const input: RecordingInput = {
      state,
      actor: context.actor,
      at: context.at,
      certificate,
      derived: context.derived,
      project,
      plan,
      issuer: issuer.state,
      startsOn: plan === undefined ? (state.startsOn ?? '') : localDateOf(plan.startsAt),
      today: context.today,
      class: training.state,
      caseId: command.caseId,
      policy: policy.state,
    };
    const facts = [
      factOf(training, 'passed', training.state.results[command.caseId]?.passed ?? null),
      factOf(issuer, 'listedOn', certificate.issuedOn),
    ];
    const { refusal, evidence } = judge(rules, input, facts);
    if (refusal) return refuse(refusal, evidence);
    const { certificateId } = context.derived;
    const use = certificateUse(certificate);
    const { kind } = certificate;
    return accept(
      caseEvent('CertificateRecorded', {
        certificate: {
          ...certificate,
          number: command.number,
          certificateId,
          ...(command.document === undefined ? {} : { document: { ...command.document } }),
        },
      }),
      {
        evidence,
        before: [
          {
            stream: streamName(certificateRef(certificateId)),
            effect: 'take-number',
            data: { caseId: command.caseId, person: state.person, kind, ...(use === undefined ? {} : { use }) },
            giveBack: { effect: 'give-number-back', data: { caseId: command.caseId, why: 'gave-back' } },
          },
        ],
      },
    );
  },
});

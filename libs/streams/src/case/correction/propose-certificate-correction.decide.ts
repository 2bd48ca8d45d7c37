import { defineCommand, fails, holds, type Protected, type Rule } from '@ledger/kernel';
import { projectEver } from '../../catalogue';
import type { CertificateFacts } from '../case.events';
import type { CaseState } from '../case.state';
import { caseStream } from '../case.stream';
import { deriveCertificate, type CertificateDerived } from '../certificate/certificate-derived';
import type { CertificateInput } from '../certificate/certificate-input';
import { certificateOfProject } from '../certificate/certificate-of-project';
import { numberForm, numberHolder, numberLevel, numberYear } from '../certificate/rules/certificate-number.rule';
import { certificateOfTraining, obtainedByTraining } from '../certificate/rules/certificate-of-training.rule';
import { issuerListed } from '../certificate/rules/issuer-listed.rule';
import { certificateFacts, certificateInput, correctedRefs, type CorrectedFacts } from './certificate-facts';
import { ProposeCertificateCorrection } from './propose-certificate-correction.command';
import { propose, proposing, type Proposing } from './proposing';

type P = Protected<ProposeCertificateCorrection, 'number'>;

/** B.5-order: a correction changes something. */
const certificateChanges: Rule<Proposing & CertificateInput> = {
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge({ state, certificate, derived }) {
    const now = state.certificate;
    const same =
      now !== undefined &&
      now.certificateId === derived.certificateId &&
      (['kind', 'level', 'occupationId', 'workType', 'skillItem', 'issue', 'issuedOn', 'issuer'] as const).every(
        (field) => now[field] === certificate[field],
      );
    if (!same) return holds();
    return fails(
      '所填证书与现有登记完全相同，无须更正；请核对。',
      'The certificate is the one on record, so there is nothing to correct; check it.',
    );
  },
};

const rules: readonly Rule<Proposing & CertificateInput>[] = [
  certificateOfTraining,
  numberForm,
  numberLevel,
  numberYear,
  numberHolder,
  obtainedByTraining,
  issuerListed,
  certificateChanges,
];

export const proposeCertificateCorrection = defineCommand<
  ProposeCertificateCorrection,
  P,
  CaseState,
  CorrectedFacts,
  CertificateDerived
>({
  name: 'ProposeCertificateCorrection',
  zh: '建议更正证书',
  en: 'Propose to correct the certificate',
  shape: ProposeCertificateCorrection,
  stream: caseStream,
  target: ({ caseId }) => caseId,
  owner: (_command, { person }) => person,
  needs: ({ issuer }, state) => correctedRefs(state, issuer),
  derive: ({ kind, number }, { person }, _facts, keyed) => deriveCertificate(kind, number, person, keyed),
  subject: (_command, { unit = '', institution, person, certificate }, facts) => {
    const evaluator = facts.class.state.plan?.evaluator ?? certificate?.issuer;
    const orgs = [institution, evaluator].filter((org): org is string => org !== undefined);
    return { unit, orgs, person };
  },
  decide(command, state, context) {
    const { derived, facts, today } = context;
    const project = projectEver(facts.projects.state, state.projectId ?? '');
    const given = certificateOfProject(command, project);
    const certificate: CertificateFacts = {
      ...given,
      number: command.number,
      certificateId: derived.certificateId,
    };
    const input = {
      ...proposing(command, { kind: 'CERTIFICATE', certificate }, state, context),
      ...certificateInput(state, given, derived, facts, today),
    };
    return propose(input, context, rules, certificateFacts(state, given, facts));
  },
});

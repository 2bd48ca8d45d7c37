import {
  defineCommand,
  fails,
  holds,
  judge,
  refuse,
  streamName,
  type Context,
  type Decision,
  type Effect,
  type Evidence,
  type Rule,
} from '@ledger/kernel';
import { certificateRef } from '../../certificate';
import { classRef } from '../../class';
import { fundRef } from '../../fund';
import { personRef } from '../../person';
import type { CaseChange, CaseRecorded } from '../case.events';
import type { CaseState } from '../case.state';
import { caseRef, caseStream } from '../case.stream';
import { subjectOfCase } from '../case-subject';
import { isGraded } from '../certificate/certificate-of-project';
import { moneyBackEffects, slotBackEffect } from '../money-back';
import { recoveryPostings } from '../recovery/recovery-postings';
import { actOn, NO_CLASS } from '../rules/act';
import { inOrder } from '../rules/in-order.rule';
import { approveAccount, approveAmount } from './approve-amount';
import { answerCorrectedEffects, approveBankAnswer } from './approve-bank-answer';
import { approveCertificate, approveCertificateWithdrawal } from './approve-certificate';
import { ApproveCorrection } from './approve-correction.command';
import { approveRecovery, approveReplacement, approveRevocation, approveVoid, approveWriteOff } from './approve-ending';
import { approveRecoveryReversal } from './approve-recovery-reversal';
import { approveUndo } from './approve-undo';
import { approving, type ApprovalFacts } from './approving';
import { correctedRefs } from './certificate-facts';
import { CORRECTIONS, inForce } from './correction-kinds';
import { decidable, proposalOf, type Deciding } from './deciding';
import { rateRefs } from './rate-facts';

/** B.5-order: where the case still stands where it can be corrected so. */
const stillInOrder: Rule<Deciding> = {
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge(input) {
    const kind = proposalOf(input)?.change.kind ?? 'VOID';
    return inOrder(CORRECTIONS[kind].name, CORRECTIONS[kind].steps, CORRECTIONS[kind].todo).judge(input);
  },
};

/** B.5-order: what was to be corrected is still in force. */
const stillInForce: Rule<Deciding> = {
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge(input) {
    const proposal = proposalOf(input);
    const now = proposal && inForce(input.state, proposal.change);
    if (proposal?.corrects === now) return holds(now ?? null);
    return fails(
      '建议提出之后，所更正的内容已有变动；请否决或撤回本建议，按现状重新提出。',
      'What was to be corrected has changed since this was proposed; decline or withdraw it and propose it anew as things stand.',
      now ?? null,
    );
  },
};

const rules: readonly Rule<Deciding>[] = [...decidable, stillInOrder, stillInForce];

export const approveCorrection = defineCommand<ApproveCorrection, ApproveCorrection, CaseState, ApprovalFacts>({
  name: 'ApproveCorrection',
  zh: '批准更正',
  en: 'Approve a correction',
  shape: ApproveCorrection,
  stream: caseStream,
  target: ({ caseId }) => caseId,
  needs(command, state) {
    const change = state.proposals[command.proposalId]?.change;
    const { classId = NO_CLASS, unit = '', person = '' } = state;
    const always = { class: classRef(classId), fund: fundRef(unit), person: personRef(person) };
    if (change?.kind === 'CERTIFICATE') return { ...correctedRefs(state, change.certificate.issuer), ...always };
    if (change?.kind === 'AMOUNT') return { ...rateRefs(state), ...always };
    if (change?.kind === 'VOID' && change.duplicateOf !== undefined) {
      return { ...always, duplicate: caseRef(change.duplicateOf) };
    }
    if (change?.kind === 'UNDO_VOID' && state.replacedBy !== undefined) {
      return { ...always, replacement: caseRef(state.replacedBy) };
    }
    return always;
  },
  subject: subjectOfCase,
  decide(command, state, context) {
    const { caseId, proposalId } = command;
    const input: Deciding = { ...actOn(state, context), proposalId, context };
    const { refusal, evidence } = judge(rules, input);
    if (refusal) return refuse(refusal, evidence);
    return approved(state.proposals[proposalId]!.change, { caseId, proposalId }, state, context, evidence);
  },
  after(events, state) {
    // The change comes first; the recoveries that it ends or opens are postings of its money.
    const [change, ...recoveries] = events as readonly CaseRecorded[];
    if (!change) return [];
    const asked = recoveries.flatMap((each) => recoveryPostings(each, state));
    return following(change, state, asked);
  },
});

/** Decided anew, by the kind of change, on how things stand now. */
function approved(
  change: CaseChange,
  ids: { readonly caseId: string; readonly proposalId: string },
  state: CaseState,
  context: Context<ApprovalFacts, undefined>,
  checked: Evidence,
): Decision {
  const on = <C extends CaseChange>(of: C) => approving(of, ids, state, context, checked);
  switch (change.kind) {
    case 'CERTIFICATE':
      return approveCertificate(on(change));
    case 'CERTIFICATE_WITHDRAWAL':
      return approveCertificateWithdrawal(on(change));
    case 'AMOUNT':
      return approveAmount(on(change));
    case 'ACCOUNT':
      return approveAccount(on(change));
    case 'REVOKE':
      return approveRevocation(on(change));
    case 'VOID':
      return approveVoid(on(change));
    case 'WRITE_OFF':
      return approveWriteOff(on(change));
    case 'REOPEN_RECOVERY':
      return approveRecovery(on(change));
    case 'REPLACEMENT':
      return approveReplacement(on(change));
    case 'BANK_ANSWER':
      return approveBankAnswer(on(change));
    case 'RECOVERY_REVERSAL':
      return approveRecoveryReversal(on(change));
    case 'UNDO_REVOCATION':
    case 'UNDO_REJECTION':
    case 'UNDO_WITHDRAWAL':
    case 'UNDO_VOID':
      return approveUndo(on(change));
  }
}

/** What follows on other streams, from the events alone and the case after them; the fund line hears once of all the money. */
function following(e: CaseRecorded, state: CaseState, asked: readonly Effect[]): Effect[] {
  switch (e.type) {
    case 'CertificateCorrected':
      return [
        ...slotMoves(e.data, state),
        ...moneyBackEffects(state, e.data.effect, 'corrected'),
        ...asked,
        ...oldNumber(e.data, state),
      ];
    case 'CertificateRecordUndone':
      return [numberBack(e.data.certificateId, state, 'withdrawn')];
    case 'AmountCorrected':
      return [...moneyBackEffects(state, e.data.effect, 'corrected'), ...asked];
    case 'GrantRevoked':
      return [...moneyBackEffects(state, e.data.effect, 'revoked'), ...asked, slotBackEffect(state, 'revoked')];
    case 'CaseVoided':
      return [
        placeBack(state),
        ...moneyBackEffects(state, e.data.effect, 'voided'),
        ...asked,
        ...(e.data.slotHeld ? [slotBackEffect(state, 'voided')] : []),
        ...(e.data.certificateId === undefined ? [] : [numberBack(e.data.certificateId, state, 'voided')]),
      ];
    case 'RevocationUndone':
    case 'RejectionUndone':
    case 'WithdrawalUndone':
    case 'VoidUndone':
      return [...moneyBackEffects(state, e.data.effect, 'corrected'), ...asked, ...paidAgain(state)];
    case 'PayoutAnswerCorrected':
      return answerCorrectedEffects(e.data, state);
    default:
      return recoveryPostings(e, state);
  }
}

type Corrected = Extract<CaseRecorded, { type: 'CertificateCorrected' }>['data'];

function slotMoves({ slot, certificate }: Corrected, { caseId = '', person = '' }: CaseState): Effect[] {
  if (slot === undefined) return [];
  const { occupationId, level, workType, kind } = certificate;
  const graded = isGraded(kind) ? { occupationId, level: level ?? undefined, workType } : {};
  return [
    { stream: streamName(personRef(person)), effect: 'move-slot', data: defined({ caseId, ...slot, ...graded }) },
  ];
}

const defined = (data: Effect['data'] & object): Effect['data'] =>
  Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));

const oldNumber = ({ before, certificate }: Corrected, state: CaseState): Effect[] =>
  before.certificateId === certificate.certificateId ? [] : [numberBack(before.certificateId, state, 'corrected')];

const numberBack = (certificateId: string, { caseId = '' }: CaseState, why: string): Effect => ({
  stream: streamName(certificateRef(certificateId)),
  effect: 'give-number-back',
  data: { caseId, why },
});

const placeBack = ({ caseId = '', person = '', classId = NO_CLASS }: CaseState): Effect => ({
  stream: streamName(classRef(classId)),
  effect: 'give-place-back',
  data: { caseId, person, why: 'voided' },
});

/** A slot that comes back to a claim that was paid keeps the year of the payment. */
const paidAgain = ({ caseId = '', person = '', paidYear, lines }: CaseState): Effect[] =>
  paidYear !== undefined && lines.some(({ place }) => place === 'paid')
    ? [{ stream: streamName(personRef(person)), effect: 'mark-paid', data: { caseId, year: paidYear } }]
    : [];

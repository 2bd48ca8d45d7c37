import { factOf, streamName, type Decision, type Effect, type Rule } from '@ledger/kernel';
import { certificateRef } from '../../certificate';
import { dedupeHolder, slotsInYear, type PersonState, type SlotAsked } from '../../person';
import { isPayable } from '../../policy';
import { caseEvent, type CaseChange, type CaseEventMap, type CertificateFacts, type ReviewFlag } from '../case.events';
import type { CaseState } from '../case.state';
import type { CertificateInput } from '../certificate/certificate-input';
import { certificateUse } from '../certificate/certificate-of-project';
import { issuedBeforeEnd } from '../certificate/issued-before-end';
import { certificateOfTraining, obtainedByTraining } from '../certificate/rules/certificate-of-training.rule';
import { issuerListed } from '../certificate/rules/issuer-listed.rule';
import { quotaFlags } from '../claim/rules/quota.rule';
import { slotOfClaim } from '../claim/slot-of-claim';
import { concluded, moneyFacts, moneyFlags, moneyFor, roomForALine, type Approving } from './approving';
import { certificateFacts, certificateInput, type CorrectedFacts } from './certificate-facts';
import { recoveryEvents, reservation } from './money-change';
import { rateIn } from './rate-facts';

type Certificate = Extract<CaseChange, { kind: 'CERTIFICATE' }>;
type Withdrawal = Extract<CaseChange, { kind: 'CERTIFICATE_WITHDRAWAL' }>;
type Input = Approving<Certificate> & CertificateInput & { readonly dueFen: number };

const rules: readonly Rule<Input>[] = [
  certificateOfTraining,
  obtainedByTraining,
  issuerListed,
  roomForALine<Input>(({ dueFen }) => dueFen),
];

/**
 * 更正证书: a fact is a fact. The slot moves, even into a full place, and the grant is then flagged for a person; where the
 * rate is another one the money follows; the claim keeps its step.
 */
export function approveCertificate(approval: Approving<Certificate>): Decision {
  const { state, change, today } = approval;
  const { certificate } = change;
  // The command asks for these streams where a certificate is to be approved.
  const facts = approval.facts as CorrectedFacts & Approving['facts'];
  const earns = earned(state, certificate, facts);
  // What the number says was derived when it was proposed, and does not change.
  const derived = { formOk: true, certificateId: certificate.certificateId };
  const input: Input = {
    ...approval,
    ...certificateInput(state, certificate, derived, facts, today),
    dueFen: earns?.amountFen ?? state.dueFen,
  };
  const taken = [
    ...certificateFacts(state, certificate, facts),
    factOf(facts.person, 'slots', Object.keys(facts.person.state.slots).length),
    ...moneyFacts(approval),
  ];
  return concluded(input, rules, taken, () => {
    const effect = state.slot === undefined ? {} : moneyFor(approval, input.dueFen);
    const moved = movedSlot(approval);
    const corrected: CaseEventMap['CertificateCorrected'] = {
      proposalId: approval.proposalId,
      before: state.certificate!,
      certificate,
      ...(moved === undefined ? {} : { slot: { years: moved.years, dedupeKey: moved.dedupeKey } }),
      ...earns,
      effect,
      flags: moved === undefined ? [] : flagsOf(approval, moved),
      commandId: approval.commandId,
    };
    return {
      events: [
        caseEvent('CertificateCorrected', corrected, { corrects: approval.corrects }),
        ...recoveryEvents(state, effect, 'CERTIFICATE_CORRECTED'),
      ],
      before: [...numberReservation(state, certificate), ...reservation(state, effect, true)],
      flags: [...corrected.flags, ...moneyFlags(effect)],
    };
  });
}

/** 撤回证书登记: nothing was issued to this learner; no claim stands on it. */
export function approveCertificateWithdrawal(approval: Approving<Withdrawal>): Decision {
  const { state, proposalId, corrects } = approval;
  return concluded(approval, [], [], () => {
    const { certificateId } = state.certificate!;
    return { events: [caseEvent('CertificateRecordUndone', { proposalId, certificateId }, { corrects })] };
  });
}

/** What the corrected certificate earns, where that is another rate than before; without a payable rate it earns nothing. */
function earned(
  state: CaseState,
  certificate: CertificateFacts,
  facts: CorrectedFacts,
): { amountFen: number; rateId?: string } | undefined {
  if (state.slot === undefined) return undefined;
  const rate = rateIn(state, certificate, facts);
  if (rate === undefined || !isPayable(rate, facts.ledger.state.clock)) return { amountFen: 0 };
  return rate.rateId === state.rateId ? undefined : { amountFen: rate.amountFen, rateId: rate.rateId };
}

/** Where the slot belongs now. The year of the application stays, and that of a payment. */
function movedSlot({ state, caseId, change, facts, today }: Approving<Certificate>): SlotAsked | undefined {
  const { slot, paidYear } = state;
  const { class: training, person, policy } = facts;
  const asked =
    slot &&
    slotOfClaim({
      caseId,
      certificate: change.certificate,
      class: training.state,
      person: person.state,
      policy: policy.state,
      today,
    });
  if (slot === undefined || asked === undefined) return undefined;
  const { application } = slot.years;
  return { ...asked, years: { ...asked.years, application, payment: paidYear ?? slot.years.payment } };
}

/** What a person must now look at, and did not have to before. */
function flagsOf({ state, caseId, facts, today, change }: Approving<Certificate>, moved: SlotAsked): ReviewFlag[] {
  const person = facts.person.state;
  const own = person.slots[caseId];
  const asking = { person, policy: facts.policy.state, today, caseId, commandId: own?.commandId ?? '' };
  const before = quotaFlags({ ...asking, certificate: state.certificate!, slot: { ...moved, ...state.slot } });
  const now = quotaFlags({ ...asking, certificate: change.certificate, slot: moved });
  const flags = now.filter((flag) => !before.includes(flag));
  const early = (certificate: CertificateFacts): boolean => issuedBeforeEnd(certificate, facts.class.state);
  if (early(change.certificate) && !early(state.certificate!)) flags.push('ISSUED_BEFORE_END');
  const { basis, years, max } = moved;
  const excepted = own?.exceptionId !== undefined && own.years[basis] === years[basis];
  if (!excepted && slotsInYear(without(person, caseId), basis, years[basis]) >= max) flags.push('GRANT_OVER_QUOTA');
  if (dedupeHolder(person, moved, caseId) !== undefined) flags.push('DUPLICATE_AFTER_CORRECTION');
  return flags;
}

function without(person: PersonState, caseId: string): PersonState {
  const { [caseId]: _own, ...slots } = person.slots;
  return { ...person, slots };
}

/** The corrected number is taken before; the old one goes back after. The same number in the same use is neither. */
function numberReservation({ certificate: before, caseId = '', person }: CaseState, now: CertificateFacts): Effect[] {
  const use = certificateUse(now);
  if (before?.certificateId === now.certificateId && certificateUse(before) === use) return [];
  const data = { caseId, person: person ?? '', kind: now.kind, ...(use === undefined ? {} : { use }) };
  const giveBack = { effect: 'give-number-back', data: { caseId, why: 'gave-back' } };
  return [{ stream: streamName(certificateRef(now.certificateId)), effect: 'take-number', data, giveBack }];
}

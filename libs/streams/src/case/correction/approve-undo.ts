import {
  factOf,
  fails,
  holds,
  streamName,
  yuan,
  type Decision,
  type Effect,
  type EventBody,
  type EventRef,
  type Rule,
} from '@ledger/kernel';
import { certificateRef } from '../../certificate';
import { classRef } from '../../class';
import { atMostPerYear, neverTwice, personRef, type SlotAsked } from '../../person';
import { caseEvent, type CaseChange, type MoneyEffect } from '../case.events';
import type { CaseState } from '../case.state';
import { certificateUse } from '../certificate/certificate-of-project';
import { slotOfClaim } from '../claim/slot-of-claim';
import { NO_CLASS } from '../rules/act';
import { unsetParameter } from '../rules/unset-parameter';
import { concluded, moneyFacts, moneyFlags, moneyFor, roomForALine, type Approving } from './approving';
import { recoveryEvents, reservation } from './money-change';
import { certificateAsThen } from './rules/correction-allowed.rule';

type Undo = Extract<CaseChange, { kind: `UNDO_${string}` }>;

interface UndoInput extends Approving<Undo> {
  readonly dueFen: number;
  /** Only a case that was voided before its claim, or after its end, held no slot. */
  readonly heldSlot: boolean;
  /** What is asked of the person's quota; undefined while the policy does not say how it is counted. */
  readonly asked: SlotAsked | undefined;
}

/** The slot that the claim had, in the years that it had; a payment that reached the payee keeps its year. */
function slotThen({ state, caseId, facts, today }: Approving<Undo>): SlotAsked | undefined {
  const { slotBefore, certificate, paidYear } = state;
  if (slotBefore === undefined || certificate === undefined) return undefined;
  const { class: training, person, policy } = facts;
  const asked = slotOfClaim({
    caseId,
    certificate,
    class: training.state,
    person: person.state,
    policy: policy.state,
    today,
  });
  const { dedupeKey } = slotBefore;
  return (
    asked && {
      ...asked,
      dedupeKey,
      years: paidYear === undefined ? slotBefore.years : { ...slotBefore.years, payment: paidYear },
    }
  );
}

const reservedAlready = ({ facts, caseId, commandId }: UndoInput): boolean =>
  facts.person.state.slots[caseId]?.commandId === commandId;

/** as for a claim: first recorded, first served, also for what comes back. */
const placeIsFree: readonly Rule<UndoInput>[] = [atMostPerYear, neverTwice].map((rule) => ({
  ruleId: rule.ruleId,
  clause: rule.clause,
  judge(input) {
    const { heldSlot, asked, facts, today } = input;
    if (!heldSlot) return holds();
    if (asked === undefined) return unsetParameter('quota.yearBasis, quota.perPersonPerYear', today);
    if (reservedAlready(input)) return holds({ basis: asked.basis, years: asked.years });
    return rule.judge({ data: asked, state: facts.person.state });
  },
}));

/** A-071-line: what comes back must be covered; unlike a correction it does not stand without. */
const isCovered: Rule<UndoInput> = {
  ruleId: 'A-071-line',
  clause: '二(三)2',
  judge(input) {
    const { unfundedFen } = moneyFor(input, input.dueFen);
    const { freeFen, availableFen } = input.cover;
    if (!unfundedFen) return holds({ freeFen, availableFen });
    return fails(
      `恢复需要 ${yuan(unfundedFen)} 元，班期余额 ${yuan(freeFen)} 元、资金账户可用 ${yuan(availableFen)} 元均不足；请等待退回资金或申请追加分配后再恢复。`,
      `Restoring it needs ${yuan(unfundedFen)} yuan; neither the class (${yuan(freeFen)}) nor the fund line (${yuan(availableFen)}) has them. Wait for money to come back or ask for a further allotment.`,
      { freeFen, availableFen },
    );
  },
};

/** B.5-order: a voided case does not stand again beside the one that took its place. */
const notReplaced: Rule<UndoInput> = {
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge({ change, state, facts: { replacement } }) {
    if (change.kind !== 'UNDO_VOID' || replacement === undefined) return holds();
    const { step, replacedBy } = replacement.state;
    const taken = [factOf(replacement, 'step', step)];
    if (step === 'voided' && replacedBy === undefined) return holds(step, taken);
    return fails(
      `本案已由个案 ${state.replacedBy} 替换；请先作废替换的个案，再恢复本案。`,
      `Case ${state.replacedBy} took the place of this one; void that first, then restore this one.`,
      step,
      taken,
    );
  },
};

const rules: readonly Rule<UndoInput>[] = [
  notReplaced,
  certificateAsThen,
  ...placeIsFree,
  roomForALine<UndoInput>(({ dueFen }) => dueFen),
  isCovered,
];

/** 撤回驳回、撤回、撤销、作废: slot and money are reserved as by a claim, of a voided case its number and place too; it goes on where it ended. */
export function approveUndo(approval: Approving<Undo>): Decision {
  const { state, facts, corrects } = approval;
  const input: UndoInput = {
    ...approval,
    dueFen: state.dueBeforeFen ?? 0,
    heldSlot: approval.change.kind !== 'UNDO_VOID' || state.slotBefore !== undefined,
    asked: slotThen(approval),
  };
  const slots = factOf(facts.person, 'slots', Object.keys(facts.person.state.slots).length);
  return concluded(input, rules, [slots, ...moneyFacts(approval)], () => {
    const effect = moneyFor(approval, input.dueFen);
    return {
      events: [undone(input, effect, corrects), ...recoveryEvents(state, effect, 'AMOUNT_CORRECTED')],
      before: [
        ...(approval.change.kind === 'UNDO_VOID' ? numberAgain(state) : []),
        ...(input.asked ? [slotReservation(state, input.asked)] : []),
        ...(approval.change.kind === 'UNDO_VOID' ? [placeAgain(state)] : []),
        ...reservation(state, effect, false),
      ],
      flags: moneyFlags(effect),
    };
  });
}

const slotReservation = ({ person = '', caseId = '' }: CaseState, asked: SlotAsked): Effect => ({
  stream: streamName(personRef(person)),
  effect: 'reserve-slot',
  data: { ...asked },
  giveBack: { effect: 'give-back-slot', data: { caseId } },
});

/** The number is this case's again, unless another case has taken it meanwhile. */
function numberAgain({ caseId = '', person = '', certificate }: CaseState): Effect[] {
  if (certificate === undefined) return [];
  const use = certificateUse(certificate);
  return [
    {
      stream: streamName(certificateRef(certificate.certificateId)),
      effect: 'take-number',
      data: { caseId, person, kind: certificate.kind, ...(use === undefined ? {} : { use }) },
      giveBack: { effect: 'give-number-back', data: { caseId, why: 'gave-back' } },
    },
  ];
}

/** Also in a class that has finished or was closed: the learner was in it. */
const placeAgain = ({ caseId = '', person = '', classId = NO_CLASS }: CaseState): Effect => ({
  stream: streamName(classRef(classId)),
  effect: 'take-place',
  data: { caseId, person, late: true },
  giveBack: { effect: 'give-place-back', data: { caseId, why: 'gave-back' } },
});

const EVENTS = {
  UNDO_REVOCATION: 'RevocationUndone',
  UNDO_REJECTION: 'RejectionUndone',
  UNDO_WITHDRAWAL: 'WithdrawalUndone',
  UNDO_VOID: 'VoidUndone',
} as const;

function undone(
  { change, proposalId, commandId, asked }: UndoInput,
  effect: MoneyEffect,
  corrects: EventRef,
): EventBody {
  const done = { proposalId, effect, commandId };
  if (asked === undefined) return caseEvent('VoidUndone', done, { corrects });
  const { years, dedupeKey } = asked;
  return caseEvent(EVENTS[change.kind], { ...done, slot: { years, dedupeKey } }, { corrects });
}

import { type EffectContext, type EffectDecision, judge, type Refusal } from '@ledger/kernel';
import { type PersonEventMap, personEvent } from './person.events';
import type { PersonState, Slot } from './person.state';
import { atMostPerYear, exceptionFor } from './quota/at-most-per-year.rule';
import { neverTwice } from './quota/never-twice.rule';
import type { SlotAsked } from './quota/slot-asked';
import { slotsInYear } from './quota/slots-in-year';

const NOTHING: EffectDecision = { events: [] };

const hasSlotAlready = ({ caseId }: Slot): Refusal => ({
  ruleId: 'B.5-order',
  clause: '二(三)1',
  zh: `个案 ${caseId} 已占用名额；请先撤回原申请。`,
  en: `Case ${caseId} holds a slot already; withdraw its claim first.`,
});

/** Takes one place of the year and the key for life, for one case by one command. */
function reserveSlot(data: SlotAsked, state: PersonState, { commandId }: EffectContext): EffectDecision {
  const held = state.slots[data.caseId];
  if (held) return held.commandId === commandId ? NOTHING : { refusal: hasSlotAlready(held) };
  const { refusal } = judge([neverTwice, atMostPerYear], { data, state });
  if (refusal) return { refusal };
  const { caseId, years, basis, dedupeKey, occupationId, level, workType } = data;
  const full = slotsInYear(state, basis, years[basis]) >= data.max;
  const exceptionId = full ? exceptionFor(state, data) : undefined;
  return {
    events: [
      personEvent('SlotReserved', {
        caseId,
        commandId,
        years,
        basis,
        dedupeKey,
        occupationId,
        level,
        workType,
        exceptionId,
      }),
    ],
  };
}

/** Only the command that reserved a slot gives it back. */
function giveBackSlot(
  { caseId }: { caseId: string },
  state: PersonState,
  { commandId }: EffectContext,
): EffectDecision {
  if (state.slots[caseId]?.commandId !== commandId) return NOTHING;
  return { events: [personEvent('SlotReleased', { caseId, commandId, why: 'gave-back' })] };
}

type Released = Pick<PersonEventMap['SlotReleased'], 'caseId' | 'why'>;

/** A claim that ends without a grant frees its place. */
function releaseSlot({ caseId, why }: Released, state: PersonState, { commandId }: EffectContext): EffectDecision {
  if (!state.slots[caseId]) return NOTHING;
  return { events: [personEvent('SlotReleased', { caseId, commandId, why })] };
}

type Moved = Omit<PersonEventMap['SlotMoved'], 'commandId'>;

/** A corrected certificate moves its slot even into a full place: facts are facts, and a person decides on the grant. */
function moveSlot(data: Moved, state: PersonState, { commandId }: EffectContext): EffectDecision {
  const slot = state.slots[data.caseId];
  if (!slot || isThere(slot, data)) return NOTHING;
  const { caseId, years, dedupeKey, occupationId, level, workType } = data;
  return { events: [personEvent('SlotMoved', { caseId, commandId, years, dedupeKey, occupationId, level, workType })] };
}

const isThere = (slot: Slot, moved: Moved): boolean =>
  slot.dedupeKey === moved.dedupeKey &&
  slot.occupationId === moved.occupationId &&
  slot.level === moved.level &&
  slot.workType === moved.workType &&
  slot.years.certificateIssue === moved.years.certificateIssue &&
  slot.years.trainingEnd === moved.years.trainingEnd &&
  slot.years.application === moved.years.application &&
  slot.years.payment === moved.years.payment;

/** Once paid, the payment year is a fact; until then the application year stands for it. */
function markPaid({ caseId, year }: { caseId: string; year: number }, state: PersonState): EffectDecision {
  const slot = state.slots[caseId];
  if (!slot || (slot.paid && slot.years.payment === year)) return NOTHING;
  return { events: [personEvent('SlotPaid', { caseId, year })] };
}

/** A payment that was recorded in error dates nothing. */
function unmarkPaid({ caseId }: { caseId: string }, state: PersonState): EffectDecision {
  if (!state.slots[caseId]?.paid) return NOTHING;
  return { events: [personEvent('SlotPaidTakenBack', { caseId })] };
}

export const personEffects = {
  'reserve-slot': reserveSlot,
  'give-back-slot': giveBackSlot,
  'release-slot': releaseSlot,
  'move-slot': moveSlot,
  'mark-paid': markPaid,
  'unmark-paid': unmarkPaid,
};

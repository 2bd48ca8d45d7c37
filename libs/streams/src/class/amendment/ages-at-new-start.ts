import {
  ageInYears,
  type Fact,
  factOf,
  type Loaded,
  parseIdNumber,
  type SealedValue,
  type StreamRef,
} from '@ledger/kernel';
import { personRef, type PersonState } from '../../person';
import type { ClassState } from '../class.state';
import { startOf } from '../filing/plan-check';

/** The persons on the roster by fact name: looked at only when an amendment moves the start. */
export type PersonFacts = { readonly [name: `person:${string}`]: Loaded<PersonState> | undefined };

const moves = (state: ClassState, proposalId: string): boolean => {
  const amendment = state.amendments[proposalId];
  return amendment !== undefined && state.plan !== undefined && startOf(amendment.plan) !== startOf(state.plan);
};

export function personNeeds(state: ClassState, proposalId: string): Record<`person:${string}`, StreamRef> {
  if (!moves(state, proposalId)) return {};
  return Object.fromEntries(Object.values(state.roster).map(({ person }) => [`person:${person}`, personRef(person)]));
}

/** The cases on the roster whose learner's ID number can be opened, in the roster's order. */
const openable = (state: ClassState, facts: PersonFacts): { caseId: string; idNumber: SealedValue }[] =>
  Object.entries(state.roster).flatMap(([caseId, { person }]) => {
    const idNumber = facts[`person:${person}`]?.state.idNumber;
    return idNumber ? [{ caseId, idNumber }] : [];
  });

/** No event holds a birth date, so an age on another day is read from the vault, which journals it. */
export const idNumbersToReveal = (state: ClassState, proposalId: string, facts: PersonFacts): SealedValue[] =>
  moves(state, proposalId) ? openable(state, facts).map(({ idNumber }) => idNumber) : [];

/**
 * 周岁 at the new start, by case; undefined where the start stays. A learner whose key is destroyed has no entry, and keeps the
 * age of the enrolment.
 */
export function agesAtNewStart(
  state: ClassState,
  proposalId: string,
  facts: PersonFacts,
  revealed: readonly (string | undefined)[],
  today: string,
): Record<string, number> | undefined {
  const amendment = state.amendments[proposalId];
  if (!amendment || !moves(state, proposalId)) return undefined;
  const startsOn = startOf(amendment.plan);
  const ages: Record<string, number> = {};
  openable(state, facts).forEach(({ caseId }, i) => {
    const read = parseIdNumber(revealed[i] ?? '', today);
    if (read.ok) ages[caseId] = ageInYears(read.birthDate, startsOn);
  });
  return ages;
}

/** Whose record each age was read from. */
export const ageFacts = (state: ClassState, facts: PersonFacts, ages: Record<string, number> = {}): Fact[] =>
  Object.entries(ages).flatMap(([caseId, age]) => {
    const person = facts[`person:${state.roster[caseId]?.person ?? ''}`];
    return person ? [factOf(person, 'age', age)] : [];
  });

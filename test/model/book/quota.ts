import { localDateOf } from '@ledger/kernel';
import type { Books, CaseBook, PersonBook, SlotBook, Years } from './books';
import type { Ruling } from './ruling';

/** 每人每年不超过三次, by the year of the certificate's issue (F.2). */
const PER_YEAR = 3;
const BASIS: keyof Years = 'certificateIssue';
const OTHERS: readonly (keyof Years)[] = ['trainingEnd', 'application', 'payment'];

export const personOf = (books: Books, idNumber: string): PersonBook =>
  (books.persons[idNumber] ??= { slots: {}, former: {}, exceptions: {} });

const yearOf = (instant: string): number => Number(localDateOf(instant).slice(0, 4));

const occupationOf = (key: string): string => key.slice(0, key.indexOf('|'));
const levelOf = (key: string): string => key.slice(key.indexOf('|') + 1);

const others = (person: PersonBook, caseId: string): SlotBook[] =>
  Object.entries(person.slots).flatMap(([id, slot]) => (id === caseId ? [] : [slot]));

export const countIn = (person: PersonBook, caseId: string, basis: keyof Years, year: number): number =>
  others(person, caseId).filter(({ years }) => years[basis] === year).length;

/** An exception for this very case and year that no slot uses. */
const exceptionFor = (person: PersonBook, caseId: string, year: number): string | undefined =>
  Object.entries(person.exceptions).find(
    ([, each]) => each.caseId === caseId && each.year === year && each.status === 'approved',
  )?.[0];

/** for one more slot, and the flags that go with it. */
export function judgeSlot(person: PersonBook, caseId: string, slot: SlotBook, ruling: Ruling): void {
  const full = countIn(person, caseId, BASIS, slot.years[BASIS]) >= PER_YEAR;
  const excepted = full && exceptionFor(person, caseId, slot.years[BASIS]) !== undefined;
  ruling.must(full && !excepted, 'A-063');
  const held = others(person, caseId);
  ruling.must(
    held.some(({ key }) => key === slot.key),
    'A-064',
  );
  const disputed = OTHERS.some((basis) => countIn(person, caseId, basis, slot.years[basis]) >= PER_YEAR);
  if (excepted) ruling.maybeFlags.add('QUOTA_BASIS_SENSITIVE');
  else if (disputed) ruling.flags.add('QUOTA_BASIS_SENSITIVE');
  // A smaller figure is a higher level.
  const higher = held.some(
    ({ key }) => occupationOf(key) === occupationOf(slot.key) && levelOf(key) < levelOf(slot.key),
  );
  if (higher) ruling.flags.add('LEVEL_DOWNGRADE');
}

export function reserveSlot(person: PersonBook, caseId: string, slot: SlotBook): void {
  const full = countIn(person, caseId, BASIS, slot.years[BASIS]) >= PER_YEAR;
  person.slots[caseId] = { ...slot, exception: full ? exceptionFor(person, caseId, slot.years[BASIS]) : undefined };
  delete person.former[caseId];
}

export function releaseSlot(person: PersonBook, caseId: string): void {
  const slot = person.slots[caseId];
  if (!slot) return;
  person.former[caseId] = slot;
  delete person.slots[caseId];
}

/** A corrected certificate moves its slot, even into a full year; application and payment keep theirs. */
export function moveSlot(person: PersonBook, caseId: string, year: number, key: string): void {
  const slot = person.slots[caseId];
  if (slot) person.slots[caseId] = { ...slot, years: { ...slot.years, certificateIssue: year }, key };
}

/** The slot that a claim made now asks for. */
export function slotOf(of: CaseBook, project: string, finishedOn: string, at: string): SlotBook {
  const { issuedOn, level } = of.certificate ?? { issuedOn: '0000', level: '' };
  const application = yearOf(at);
  return {
    years: {
      certificateIssue: Number(issuedOn.slice(0, 4)),
      trainingEnd: Number(finishedOn.slice(0, 4)),
      application,
      payment: application,
    },
    key: `${project}|${level}`,
  };
}

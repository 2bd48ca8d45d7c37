import { localTimeOf, UNITS, yuan, type Actor, type Fen, type Instant, type Label } from '@ledger/kernel';
import { ROLE_LABELS } from '@ledger/views/labels';
import type { Terminal } from './terminal';

/** A moment as people in Xuchang read it: `2020-07-01 10:00:00`. */
export const localTime = (instant: Instant): string => localTimeOf(instant);

const labelled = (terminal: Terminal, label: Label | undefined, code: string): string =>
  label ? terminal.text(label) : code;

/** Who acted: role, unit, id. */
export function actorWords(terminal: Terminal, { role, unit, id }: Actor): string {
  return `${labelled(terminal, (ROLE_LABELS as Readonly<Record<string, Label>>)[role], role)} ${id} (${unitWords(terminal, unit)})`;
}

export function unitWords(terminal: Terminal, unit: string): string {
  const known = (UNITS as Readonly<Record<string, Label>>)[unit];
  return known ? terminal.text(known) : unit;
}

export const money = (amountFen: Fen): string => yuan(amountFen);

/** A sum with its sign, for what an account gained or lost. */
export const signed = (deltaFen: Fen): string => (deltaFen > 0 ? `+${yuan(deltaFen)}` : yuan(deltaFen));

export const plainNumber = (count: number): string => Math.round(count).toLocaleString('en-US');

/** `1 h 02 min`, `3 min 05 s`, `12 s`. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const [h, min, s] = [Math.floor(whole / 3_600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (n: number): string => String(n).padStart(2, '0');
  if (h > 0) return `${h} h ${two(min)} min`;
  return min > 0 ? `${min} min ${two(s)} s` : `${s} s`;
}

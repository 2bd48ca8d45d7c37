import type { Label } from '@ledger/kernel';
import type { StageOf, SubjectId } from './subjects.table';

/** 名额效果: what compensation does to the person's slot. */
export type SlotOutcome = 'untouched' | 'restored' | 'released';

/** 资金效果: where the money is after compensation. */
export type MoneyOutcome = 'untouched' | 'restored' | 'to-line' | 'asked-back' | 'waits-for-bank' | 'found-anew';

/** A command that is refused while the thing stands there, and the rule that refuses it. */
export interface RefusedNow {
  readonly command: string;
  readonly ruleId: string;
}

/** 补偿: the commands that undo it, in order. `refusedNow`: what does not do any more, or not before the later steps are taken back. */
export interface Undone {
  readonly is: 'undone';
  readonly steps: readonly string[];
  /** Other ways to the same end. */
  readonly or?: readonly (readonly string[])[];
  readonly slot: SlotOutcome;
  readonly money: MoneyOutcome;
  readonly refusedNow?: RefusedNow;
  readonly note?: Label;
}

/** 不再需要: nothing of it is left that could be undone; the command that would undo it is refused. */
export interface Over {
  readonly is: 'over';
  readonly refusedNow: RefusedNow;
  readonly note: Label;
}

/** 无须补偿, and why. */
export interface NoneNeeded {
  readonly is: 'none';
  readonly note: Label;
}

/** The thing never stands there after this command. */
export interface Unreached {
  readonly is: 'unreached';
}

export type Answer = Undone | Over | NoneNeeded | Unreached;

/** One command, or one kind of an approved correction, and what undoes it in every state of the thing that it acts on. */
export interface Declared<S extends SubjectId = SubjectId> {
  readonly command: string;
  /** Which correction, of ApproveCorrection. */
  readonly variant?: string;
  readonly subject: S;
  readonly answers: Readonly<Record<StageOf<S>, Answer>>;
}

export const declare = <S extends SubjectId>(
  subject: S,
  command: string,
  answers: Readonly<Record<StageOf<S>, Answer>>,
  variant?: string,
): Declared => ({ subject, command, answers, ...(variant === undefined ? {} : { variant }) });

type More = Partial<Pick<Undone, 'or' | 'slot' | 'money' | 'note' | 'refusedNow'>>;

export const undone = (steps: string | readonly string[], more: More = {}): Undone => ({
  is: 'undone',
  steps: typeof steps === 'string' ? [steps] : steps,
  slot: 'untouched',
  money: 'untouched',
  ...more,
});

export const over = (command: string, ruleId: string, zh: string, en: string): Over => ({
  is: 'over',
  refusedNow: { command, ruleId },
  note: { zh, en },
});

export const none = (zh: string, en: string): NoneNeeded => ({ is: 'none', note: { zh, en } });

export const unreached: Unreached = { is: 'unreached' };

export const refusing = (command: string, ruleId: string): { readonly refusedNow: RefusedNow } => ({
  refusedNow: { command, ruleId },
});

/** The same answer in each of the stages. */
export const each = <const K extends string>(stages: readonly K[], answer: Answer): Record<K, Answer> =>
  Object.fromEntries(stages.map((stage) => [stage, answer])) as Record<K, Answer>;

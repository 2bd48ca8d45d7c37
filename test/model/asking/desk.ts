import { addDays, localDateOf, type Actor } from '@ledger/kernel';
import { at as instantAt, staff, type Random } from '@ledger/simulation';
import type { Ask } from '../book/ask';
import type { Books, CaseBook, ClassBook } from '../book/books';
import type { MadeUpPerson } from '@ledger/simulation';
import { extrasOf } from './form';

/** What somebody would like to ask. */
export interface Wanted {
  readonly by: Actor;
  readonly command: string;
  readonly data: Ask['data'];
  /** Not before this instant: the last act on the same thing. */
  readonly after?: string;
  /** The instant at which it belongs, whatever was done meanwhile; it may then be recorded late. */
  readonly due?: string;
  readonly seen?: number;
}

export interface Idea {
  readonly weight: number;
  want(): Wanted;
}

/** What corrections must name of the real ledger: the versions of what is in force, by case. */
export interface InForce {
  readonly certificateVersion?: number;
  readonly amountVersion?: number;
  readonly confirmedVersion?: number;
  readonly endedVersion?: number;
  readonly forgivenVersion?: number;
  readonly recoveryVersions: Readonly<Record<string, number>>;
  /** By the recovery's id and the entry's. */
  readonly entryVersions: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** 办事台: chance, the calendar of the history, and what everybody knows. All of it follows from the seed. */
export class Desk {
  /** How things stand; `books` may be how somebody hopes that they will. */
  known: Books;

  constructor(
    readonly random: Random,
    readonly people: readonly MadeUpPerson[],
    public books: Books,
    public inForce: (caseId: string) => InForce,
    /** Business time of the history; facts may be recorded later than they were. */
    public now: string,
  ) {
    this.known = books;
  }

  uuid(): string {
    return this.random.uuid();
  }

  pick<T>(from: readonly T[]): T {
    return this.random.pick(from);
  }

  chance(probability: number): boolean {
    return this.random.chance(probability);
  }

  staff(role: string, unit: string, most = 1): Actor {
    return staff(role, unit, this.random.int(1, most));
  }

  person(idNumber: string): MadeUpPerson {
    const found = this.people.find((each) => each.idNumber === idNumber);
    if (!found) throw new Error('a learner of the history is not of its world');
    return found;
  }

  classOf(of: CaseBook): ClassBook {
    const found = this.books.classes[of.classId];
    if (!found) throw new Error('a case of the history has no class');
    return found;
  }

  /** Gives what is wanted its id and its time, and moves the history on. */
  asked({ by, command, data, after = '', due, seen }: Wanted): Ask {
    const late = this.chance(0.3);
    let at = late && after !== '' ? after : later(this.now, after);
    if (due !== undefined) at = due > after || this.chance(0.5) ? due : after;
    if (due === undefined && this.chance(0.15)) at = this.atYearsEnd(at) ?? at;
    at = plusMinutes(at, due === undefined ? this.random.int(1, 90) : 0);
    if (at > this.now) this.now = at;
    const full = { ...extrasOf(command, at), ...data };
    return { id: this.uuid(), at, actor: by, command, data: full, ...(seen === undefined ? {} : { seen }) };
  }

  /** The same without chance: when it belongs, else an hour after what was done last. */
  inOrder(wanted: Wanted): Ask {
    const { by, command, data, due } = wanted;
    const at = due ?? plusMinutes(this.now, 60);
    if (at > this.now) this.now = at;
    return { id: this.uuid(), at, actor: by, command, data: { ...extrasOf(command, at), ...data } };
  }

  /** The next midnight in Shanghai between two years, or the last millisecond before it, if it is near. */
  private atYearsEnd(at: string): string | undefined {
    const year = Number(localDateOf(at).slice(0, 4));
    const end = this.chance(0.5) ? `${year}-12-31T15:59:59.999Z` : `${year}-12-31T16:00:00.000Z`;
    return end > at && end < plusMinutes(at, 40 * 24 * 60) ? end : undefined;
  }
}

const later = (a: string, b: string): string => (a > b ? a : b);

export const plusMinutes = (at: string, minutes: number): string =>
  minutes === 0 ? at : new Date(Date.parse(at) + minutes * 60_000).toISOString();

/** A clock time on the day after. */
export const dayAfter = (date: string, clock = '09:00'): string => instantAt(addDays(date, 1), clock);

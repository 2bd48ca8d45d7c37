import type { Answer } from '@ledger/commanding';
import type { Actor } from '@ledger/kernel';
import { People, type MadeUpPerson } from './people';
import type { Proof } from './proofs.table';
import { Random } from './random';
import { Slips } from './slips';
import type { Story, Step } from './step';
import type { Organisation, Project } from './world';

/** A simulated class. */
export interface SimulatedClass {
  readonly classId: string;
  readonly unit: string;
  readonly project: Project;
  readonly level: string | undefined;
  readonly runner: Organisation;
  readonly runnerRole: 'INSTITUTION' | 'EMPLOYER';
  readonly evaluator: Organisation | undefined;
  readonly startsOn: string;
  readonly endsOn: string;
  /** Of the class's level; nothing where the province has set no rate for the occupation yet. */
  readonly rateFen: number;
  /** 核准人数 asked for in the filing: at least one place for each learner who is to be enrolled. */
  readonly headCount: number;
}

/** A place in a simulated class: who sits there, if it is to be a particular person, and what becomes of the claim. */
export interface Place {
  readonly course: Course;
  readonly person?: MadeUpPerson;
  /** The level of the certificate, where it is not that of the class. */
  readonly certifiedLevel?: string;
}

/** A simulated case on its way. */
export interface SimulatedCase {
  readonly caseId: string;
  readonly person: MadeUpPerson;
  /** 人员类别 under which the learner was enrolled. */
  readonly proof: Proof;
  readonly in: SimulatedClass;
  /** What may happen on the way, drawn once. */
  readonly course: Course;
  /** The level of the certificate; none where the kind has no levels. */
  readonly level: string | undefined;
  amountFen: number;
  attempts: number;
  /** 暂缓 was placed and released. */
  heldOnce?: boolean;
  /** Nothing more happens to the claim: paid, or ended without payment. */
  ended: boolean;
  /** The certificate's date, once there is one. */
  issuedOn?: string;
}

/** 走向: what happens to a claim on its way, honest or not. */
export type Course =
  | 'smooth'
  | 'supplements'
  | 'review-taken-back'
  | 'rejected'
  | 'withdrawn'
  | 'objection'
  | 'objection-upheld'
  | 'wrong-number'
  | 'wrong-person'
  | 'amount-corrected'
  | 'hold'
  | 'bank-bounce'
  | 'bank-return'
  | 'eventful'
  | 'overpaid'
  | 'revoked-after-payment'
  | 'fraud'
  /** One of the three claims that count in a year. */
  | 'counted'
  /** Enrolled when both provincial systems had the roster already: never paid. */
  | 'off-roster'
  /** Certified at a higher level than the class was approved for: more than the class holds (A-071-class). */
  | 'beyond-class'
  /** The same occupation and level again, at first under the same certificate number (A-064, C.6-unique). */
  | 'repeated'
  /** A lower level after a higher one, found to be suspected fraud. */
  | 'suspected'
  /** The fourth claim of one person in one year. */
  | 'fourth';

/** What all stories of one programme share. */
export class ProgrammeState {
  readonly people: People;
  /** Twice reviewed and waiting to be published, by unit. */
  readonly reviewed = new Map<string, SimulatedCase[]>();
  /** Confirmed and waiting to be paid, by unit. */
  readonly payable = new Map<string, SimulatedCase[]>();
  readonly slips: Slips;
  /** Certificate numbers by holder (ID number): a forger tries one again. */
  readonly numbers = new Map<string, string>();
  /** ID numbers of who has been registered. */
  readonly registered = new Set<string>();
  /** Version of the last event of each type, by case: corrections name what they correct. */
  private readonly versions = new Map<string, Map<string, number>>();
  private serials = 0;

  constructor(
    readonly random: Random,
    /** Begins a story in the middle of the programme, at its own times. */
    readonly begin: (story: Story) => void,
  ) {
    this.people = new People(random.fork());
    this.slips = new Slips(random.fork());
  }

  /** Takes an answer's events into what later corrections refer to. */
  heard(answer: Answer): void {
    for (const { stream, type, version } of answer.events ?? []) {
      if (!stream.startsWith('case-')) continue;
      const caseId = stream.slice(5);
      const of = this.versions.get(caseId) ?? new Map<string, number>();
      this.versions.set(caseId, of.set(type, version));
    }
  }

  versionOf(caseId: string, type: string): number | undefined {
    return this.versions.get(caseId)?.get(type);
  }

  /** 64 hex digits, as of a file that only the simulation knows. */
  digest(): string {
    return Array.from({ length: 2 }, () => this.random.uuid().replaceAll('-', '')).join('');
  }

  serial(): number {
    return ++this.serials;
  }

  step(at: string, actor: Actor, command: string, data: object, refusedBy?: string): Step {
    return { id: this.random.uuid(), at, actor, command, data, ...(refusedBy === undefined ? {} : { refusedBy }) };
  }
}

export function join(waiting: Map<string, SimulatedCase[]>, unit: string, ...cases: readonly SimulatedCase[]): void {
  waiting.set(unit, [...(waiting.get(unit) ?? []), ...cases]);
}

export function takeAll(waiting: Map<string, SimulatedCase[]>, unit: string): SimulatedCase[] {
  const all = waiting.get(unit) ?? [];
  waiting.delete(unit);
  return all;
}

import type { Json } from './json';

/** 操作人: who acted. `unit` is a reporting unit for staff and the USCC for INSTITUTION, EMPLOYER and EVALUATOR; a LEARNER's `id` is the person's pseudonym. */
export interface Actor {
  readonly id: string;
  readonly role: string;
  readonly unit: string;
}

/** 依据文件: the document that an act stands on. `issuedOn` is YYYY-MM-DD; `sha256` the digest of the file in the vault, in hex. */
export interface DocumentRef {
  readonly kind: string;
  readonly number: string;
  readonly issuer: string;
  readonly issuedOn: string;
  readonly title: string;
  readonly sha256?: string;
}

/** The event that a compensating event corrects. */
export interface EventRef {
  readonly stream: string;
  readonly version: number;
}

/** What a decision took from a stream other than its target: the value, and where it stood. */
export interface Fact {
  readonly stream: string;
  readonly version: number;
  readonly name: string;
  readonly value: Json;
}

/** One rule that was checked and the value that it was judged on. */
export interface CheckedRule {
  readonly ruleId: string;
  readonly value?: Json;
}

/** 裁量依据: why it was decided so, kept on every decision and refusal. */
export interface Evidence {
  readonly rules: readonly CheckedRule[];
  readonly facts: readonly Fact[];
}

/** What a decider says happened, before the envelope is put around it. */
export interface EventBody<T extends string = string, D = unknown> {
  readonly type: T;
  readonly data: D;
  /** Of the shape of `data`; 1 where absent. */
  readonly schemaVersion?: number;
  readonly corrects?: EventRef;
  /** Business time, where it differs from the command's (a fund line never runs back). */
  readonly occurredAt?: string;
}

/**
 * The envelope: all that is remembered of one event. `version` counts from 1 within the stream.
 * `occurredAt` is business time, `recordedAt` the ledger's clock; both ISO 8601 UTC with milliseconds.
 */
export interface LedgerEvent<T extends string = string, D = unknown> {
  readonly id: string;
  readonly stream: string;
  readonly version: number;
  readonly type: T;
  readonly schemaVersion: number;
  readonly data: D;
  readonly actor: Actor;
  /** The subject's managing unit 管理单位, which need not be the actor's. */
  readonly unit: string;
  readonly command: { readonly name: string; readonly id: string; readonly digest: string };
  readonly correlationId: string;
  readonly causationId: string;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly policyVersion: string;
  readonly evidence?: Evidence;
  readonly reason?: string;
  readonly document?: DocumentRef;
  readonly corrects?: EventRef;
  /** Present on imported history: who ran the import, for an actor who did not act here. */
  readonly operator?: Actor;
  readonly asserted?: boolean;
}

/** Opaque, increasing; comparable within one log only. */
export type Position = number;

/** An event as the log gives it back. */
export interface RecordedEvent<T extends string = string, D = unknown> extends LedgerEvent<T, D> {
  readonly position: Position;
}

/** The events of a slice as one union, from its map of type → data. */
export type EventsOf<M> = { [T in keyof M & string]: EventBody<T, M[T]> }[keyof M & string];

/** The same, as `evolve` sees them: with their envelope. */
export type RecordedOf<M> = { [T in keyof M & string]: LedgerEvent<T, M[T]> }[keyof M & string];

import type { MaybePromise } from '@ledger/eventlog';
import { nameOf, type Actor, type DocumentRef, type Label, type LedgerEvent, type RecordedEvent } from '@ledger/kernel';
import { caseStream, type CaseEventMap } from '@ledger/streams/case';
import { historyAt, type Discounted, type HistoryEntry, type Moment } from '@ledger/streams/replay';
import { eventLabel } from '../labels';
import { CASE_SENTENCES, type Sentence, type SlotChange } from './case-sentences.table';
import type { MoneyNote } from './money-notes';

/** 时间线: one event as an official reads it. */
export interface TimelineEntry {
  readonly position?: number;
  readonly version: number;
  readonly type: string;
  readonly label: Label;
  /** What happened, in a sentence. */
  readonly zh: string;
  readonly en: string;
  readonly slot?: SlotChange;
  readonly money: readonly MoneyNote[];
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly actor: Actor;
  readonly command: string;
  readonly reason?: string;
  readonly document?: DocumentRef;
  /** Version of the event that it corrects, and of those that correct it. */
  readonly corrects?: number;
  readonly correctedBy: readonly number[];
  /** Why it does not count at the moment that was asked for. */
  readonly discounted?: Discounted;
  /** Imported history: the actor did not act here. */
  readonly asserted?: boolean;
}

/** Reads a stream, oldest first. */
export type ReadStream = (stream: string) => MaybePromise<readonly RecordedEvent[]>;

/**
 * The case's whole history at a moment, from its own stream: tens of events that say all of it, so no rows are kept for it.
 * Empty where there is no such case.
 */
export async function caseTimeline(
  read: ReadStream,
  caseId: string,
  moment: Moment = {},
): Promise<readonly TimelineEntry[]> {
  return timelineOf(historyAt(await read(nameOf(caseStream, caseId)), moment));
}

export const timelineOf = (history: readonly HistoryEntry[]): readonly TimelineEntry[] => history.map(entryOf);

function entryOf({ event, correctedBy, discounted }: HistoryEntry): TimelineEntry {
  const { version, type, occurredAt, recordedAt, actor, command, reason, document, corrects, asserted } = event;
  const { zh, en, slot, money = [] } = sentenceOf(event);
  return {
    // Present on what was read from a log.
    position: (event as Partial<RecordedEvent>).position,
    version,
    type,
    label: eventLabel(type),
    zh,
    en,
    slot,
    money,
    occurredAt,
    recordedAt,
    actor,
    command: command.name,
    reason,
    document,
    corrects: corrects?.stream === event.stream ? corrects.version : undefined,
    correctedBy,
    discounted,
    asserted,
  };
}

function sentenceOf({ stream, type, data }: LedgerEvent): Sentence {
  if (!stream.startsWith(`${caseStream.prefix}-`) || !Object.hasOwn(CASE_SENTENCES, type)) return eventLabel(type);
  // The sentence of a type is called with data of that type.
  return CASE_SENTENCES[type as keyof CaseEventMap](data as never);
}

import { event, type EventBody, type RecordedOf } from '@ledger/kernel';

/** A line that was left out of a list, with the rule that left it out. */
export interface OmittedLine {
  readonly caseId: string;
  readonly ruleId: string;
}

/** 公示: on `publicity-<id>`. `digest` is SHA-256 (hex) of the published list, whose bytes are in the vault. Days YYYY-MM-DD, both counted. */
export interface PublicityEventMap {
  PublicityOpened: {
    unit: string;
    caseIds: readonly string[];
    firstDay: string;
    lastDay: string;
    digest: string;
    omitted: readonly OmittedLine[];
  };
  PublicityClosed: { closedOn: string; caseIds: readonly string[] };
  /** Compensates an opening or closing made in error: these cases go back to the step before. */
  PublicityWithdrawn: { caseIds: readonly string[] };
}
export type PublicityRecorded = RecordedOf<PublicityEventMap>;

/** An event of this stream, its data checked against its type. */
export const publicityEvent = <T extends keyof PublicityEventMap & string>(
  type: T,
  data: PublicityEventMap[T],
  more?: Omit<EventBody, 'type' | 'data'>,
): EventBody<T, PublicityEventMap[T]> => event(type, data, more);

import {
  nameOf,
  type Effect,
  type Facts,
  type Json,
  type LedgerEvent,
  type Loaded,
  type StreamRef,
} from '@ledger/kernel';
import { caseRef, caseStream, type CaseState } from '../case';
import type { PolicyState } from '../policy';
import { publicityStream } from './publicity.stream';

/** The cases of a list as facts, each under its stream's name. */
export type ListFacts = Facts & { policy: Loaded<PolicyState> };

export const casesAsFacts = (caseIds: readonly string[]): Record<string, StreamRef<CaseState>> =>
  Object.fromEntries(caseIds.map((caseId) => [nameOf(caseStream, caseId), caseRef(caseId)]));

/** The fact that `casesAsFacts` asked for. */
export const listedCase = (facts: Facts, caseId: string): Loaded<CaseState> =>
  facts[nameOf(caseStream, caseId)] as Loaded<CaseState>;

/** The step that follows on each case of a list. */
export const onEachCase = (
  event: LedgerEvent,
  caseIds: readonly string[],
  effect: string,
  days: Json = {},
): Effect[] => {
  const publicityId = event.stream.slice(publicityStream.prefix.length + 1);
  return caseIds.map((caseId) => ({
    stream: nameOf(caseStream, caseId),
    effect,
    data: { publicityId, ...(days as object) },
  }));
};

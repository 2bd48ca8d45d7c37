import {
  factOf,
  nameOf,
  type Context,
  type Fact,
  type Facts,
  type Loaded,
  type Refusal,
  type StreamRef,
} from '@ledger/kernel';
import { caseRef, caseStream, type CaseState } from '../case';

/** The cases of a batch as facts, each under its stream's name. */
export const casesAsFacts = (caseIds: readonly string[]): Record<string, StreamRef<CaseState>> =>
  Object.fromEntries(caseIds.map((caseId) => [nameOf(caseStream, caseId), caseRef(caseId)]));

/** The fact that `casesAsFacts` asked for. */
export const caseIn = (facts: Facts, caseId: string): Loaded<CaseState> =>
  facts[nameOf(caseStream, caseId)] as Loaded<CaseState>;

/** What a case answered to a step of this command, if it refused it. */
export const refusedFor =
  (omitted: Context['omitted']) =>
  (caseId: string): Refusal | undefined => {
    const refusal = omitted.get(nameOf(caseStream, caseId));
    return refusal && { ...refusal, clause: '二(三)2' };
  };

export const caseIdsOf = (lines: readonly { readonly caseId: string }[]): string[] => [
  ...new Set(lines.map(({ caseId }) => caseId)),
];

/** Where each case stood when the batch was judged. */
export const stepsOf = (facts: Facts, caseIds: readonly string[]): Fact[] =>
  caseIds.map((caseId) => {
    const found = caseIn(facts, caseId);
    return factOf(found, 'step', found.state.step);
  });

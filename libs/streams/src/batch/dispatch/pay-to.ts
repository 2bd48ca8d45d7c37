import { nameOf, type EventRef, type Facts, type Loaded, type StreamRef } from '@ledger/kernel';
import { caseStream, type CaseState } from '../../case';
import { orgRef, orgStream, type OrgState } from '../../org';
import type { BatchLine } from '../batch.events';
import { caseIn } from '../cases-of-batch';

/** Who is paid for a case where that is an organisation, whose account stands on its own record. */
const organisationOf = ({ account }: CaseState): string | undefined =>
  account && account.kind !== 'PERSON' ? account.payee : undefined;

/** The organisations that are paid for the cases, once these are known. */
export function organisationsAsFacts(facts: Facts, caseIds: readonly string[]): Record<string, StreamRef> {
  const usccs = caseIds.flatMap((caseId) => {
    // Asked again once the cases are there.
    const found = facts[nameOf(caseStream, caseId)] as Loaded<CaseState> | undefined;
    return (found && organisationOf(found.state)) ?? [];
  });
  return Object.fromEntries(usccs.map((uscc) => [nameOf(orgStream, uscc), orgRef(uscc)]));
}

/**
 * 收款账户的出处: for each case that goes, the event that its account came from. Whatever is corrected after the dispatch, what the
 * bank is told is a function of the dispatch alone (D.4: settled on the account that was checked and signed).
 */
export function payToOf(lines: readonly BatchLine[], facts: Facts): Record<string, EventRef> {
  const payTo: Record<string, EventRef> = {};
  for (const { caseId } of lines) {
    const found = caseIn(facts, caseId);
    const uscc = organisationOf(found.state);
    const org = uscc === undefined ? undefined : (facts[nameOf(orgStream, uscc)] as Loaded<OrgState> | undefined);
    const version = org ? org.state.accountBy : found.state.accountVersion;
    if (version !== undefined) payTo[caseId] = { stream: org?.stream ?? found.stream, version };
  }
  return payTo;
}

import type { LedgerEvent } from '@ledger/kernel';

/** A step of a matter that takes two people. */
export interface ProposalStep {
  readonly id: string;
  readonly step: 'proposed' | 'withdrawn' | 'declined' | 'approved';
}

/**
 * 提议: what an event has to do with a proposal, read from its name and data: `…Proposed` opens one, `…Withdrawn` is the
 * proposer's own, `…Declined` says no, everything else that carries its id carries it out.
 */
export function proposalOf({ type, data }: LedgerEvent): ProposalStep | undefined {
  const { proposalId, exceptionId } = data as { readonly proposalId?: unknown; readonly exceptionId?: unknown };
  const id = proposalId ?? (type.startsWith('QuotaException') ? exceptionId : undefined);
  if (typeof id !== 'string') return undefined;
  if (type.endsWith('Proposed')) return { id, step: 'proposed' };
  if (type.endsWith('Withdrawn')) return { id, step: 'withdrawn' };
  return { id, step: type.endsWith('Declined') ? 'declined' : 'approved' };
}

import type { LedgerEvent } from '@ledger/kernel';

const LEDGER_STREAM = 'ledger-0';

/** What the first event of a log says of its ledger. */
export interface NamedLedger {
  readonly ledgerId: string;
  readonly clock: string;
}

/** The opening of a ledger, which no command made and no command id is taken by. */
export const isOpening = ({ stream, version, type }: LedgerEvent): boolean =>
  stream === LEDGER_STREAM && version === 1 && type === 'LedgerOpened';

/** Undefined where the event does not open a ledger. */
export function ledgerNamedBy(first: LedgerEvent | undefined): NamedLedger | undefined {
  if (!first || !isOpening(first)) return undefined;
  const { ledgerId, clock } = (first.data ?? {}) as Partial<NamedLedger>;
  return typeof ledgerId === 'string' && typeof clock === 'string' ? { ledgerId, clock } : undefined;
}

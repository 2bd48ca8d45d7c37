import type { BankLine, BankResult, BatchLine } from '../batch.events';

/** What an answer file comes to. */
export interface Reading {
  /** In the order of the file, without those that say nothing new. */
  readonly lines: readonly BankLine[];
  /** in transit → paid. */
  readonly paidFen: number;
  /** in transit → owed: rejected before booking, or returned without ever being told paid. */
  readonly bouncedFen: number;
  /** paid → owed. */
  readonly returnedFen: number;
  readonly ignored: readonly { readonly endToEndId: string; readonly why: string }[];
}

/** Reads the lines one after another on what is known; what contradicts it is named and moves nothing. */
export function readAnswer(
  dispatched: readonly BatchLine[],
  known: Readonly<Record<string, BankResult>>,
  said: readonly BankLine[],
): Reading {
  const amounts = new Map(dispatched.map(({ endToEndId, amountFen }) => [endToEndId, amountFen]));
  const results = new Map(Object.entries(known));
  const lines: BankLine[] = [];
  const ignored: { endToEndId: string; why: string }[] = [];
  let [paidFen, bouncedFen, returnedFen] = [0, 0, 0];
  for (const { endToEndId, result, reason } of said) {
    const amountFen = amounts.get(endToEndId);
    const before = results.get(endToEndId);
    const why = amountFen === undefined ? 'UNKNOWN_LINE' : whyIgnored(before, result);
    if (amountFen === undefined || why !== undefined) {
      ignored.push({ endToEndId, why: why ?? 'UNKNOWN_LINE' });
      continue;
    }
    results.set(endToEndId, result);
    lines.push({ endToEndId, result, ...(reason === undefined ? {} : { reason }) });
    if (result === 'PAID') paidFen += amountFen;
    else if (before === 'PAID') returnedFen += amountFen;
    else bouncedFen += amountFen;
  }
  return { lines, paidFen, bouncedFen, returnedFen, ignored };
}

/** A line is answered once; after that the bank may still return what it paid, and nothing else. */
function whyIgnored(before: BankResult | undefined, result: BankResult): string | undefined {
  if (before === undefined || (before === 'PAID' && result === 'RETURNED')) return undefined;
  return before === result ? 'KNOWN_ALREADY' : `CONTRADICTS_${before}`;
}

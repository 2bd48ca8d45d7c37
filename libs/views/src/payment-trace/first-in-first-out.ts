/** 资金来源: money that came to a unit's line: an allotment, less what was returned of it, or what was recovered from a payee. */
export interface Source {
  readonly kind: 'ALLOTMENT' | 'RECOVERY';
  /** Allotment id, or recovery id. */
  readonly id: string;
  /** Of its posting on the line. */
  readonly version: number;
  readonly amountFen: number;
  /** Of a recovery: whose payment came back. */
  readonly caseId?: string;
}

/** One part of a payment, and where it came from. */
export interface Slice {
  readonly source: Source;
  readonly amountFen: number;
}

/**
 * 先进先出: the money of a line is one pool, so which yuan of it paid whom is a convention: payments, in order, take from sources,
 * in order, until each is used up. Every payment's slices sum to it and no source gives more than it has; `shortFen` is what
 * payments took beyond all sources: 0, or the line was overspent.
 */
export function firstInFirstOut<P extends { readonly amountFen: number }>(
  sources: readonly Source[],
  payments: readonly P[],
): { readonly paid: readonly { readonly payment: P; readonly slices: readonly Slice[] }[]; readonly shortFen: number } {
  let at = 0;
  let left = sources[0]?.amountFen ?? 0;
  let shortFen = 0;
  const paid = payments.map((payment) => {
    const slices: Slice[] = [];
    let open = payment.amountFen;
    for (let source = sources[at]; open > 0 && source; source = sources[at]) {
      const amountFen = Math.min(open, left);
      if (amountFen > 0) slices.push({ source, amountFen });
      open -= amountFen;
      left -= amountFen;
      if (left > 0) break;
      at += 1;
      left = sources[at]?.amountFen ?? 0;
    }
    shortFen += open;
    return { payment, slices };
  });
  return { paid, shortFen };
}

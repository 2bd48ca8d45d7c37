/** 分: an amount of money in whole fen, 1/100 yuan; may be negative where a difference is meant. */
export type Fen = number;

/** The largest amount that is exact: 90,071,992,547,409.91 yuan. */
export const MAX_FEN: Fen = Number.MAX_SAFE_INTEGER;

/** The amount itself; throws if it is not a whole, exactly representable number of fen. */
export function assertFen(amount: Fen): Fen {
  if (!Number.isSafeInteger(amount)) throw new RangeError('An amount must be a whole number of fen, at most 2^53 - 1');
  return amount === 0 ? 0 : amount;
}

/** The sum in fen; none of nothing is 0. */
export function addFen(...amounts: readonly Fen[]): Fen {
  let sum = 0;
  for (const amount of amounts) sum = assertFen(sum + assertFen(amount));
  return sum;
}

/** What is left of `amount` after `taken`, in fen; negative if more was taken. */
export function subtractFen(amount: Fen, taken: Fen): Fen {
  return assertFen(assertFen(amount) - assertFen(taken));
}

/** `count` times the amount, in fen: head-count times rate. */
export function multiplyFen(amount: Fen, count: number): Fen {
  if (!Number.isSafeInteger(count)) throw new RangeError('A count must be a whole number');
  return assertFen(assertFen(amount) * count);
}

/** 元: the amount as people read it, `119,500,000.00`; a negative one is `-1,200.00`. */
export function yuan(amount: Fen): string {
  const digits = String(Math.abs(assertFen(amount))).padStart(3, '0');
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${amount < 0 ? '-' : ''}${whole}.${digits.slice(-2)}`;
}

const YUAN = /^(-?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?$/;

/** Fen of an amount in yuan such as `1,200.00`, `1200.5` or `-3`; undefined if it is none, is finer than a fen or too large. */
export function parseYuan(text: string): Fen | undefined {
  const found = YUAN.exec(text.trim());
  if (found === null) return undefined;
  const [, sign, whole, cents = ''] = found;
  const amount = Number(whole!.replaceAll(',', '') + cents.padEnd(2, '0'));
  if (!Number.isSafeInteger(amount)) return undefined;
  return sign === '-' && amount !== 0 ? -amount : amount;
}

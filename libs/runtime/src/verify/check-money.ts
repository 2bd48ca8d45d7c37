import { REPORTING_UNIT_IDS } from '@ledger/kernel';
import { ACCOUNTS, compareMoney, fundPosition } from '@ledger/views';
import type { ViewReader } from '@ledger/viewstore';
import { BATCHES } from '@ledger/views/batches/batch-row';

/** Two books that should agree and do not, or an account below zero. Amounts in fen. */
export interface MoneyFault {
  /** Unit, class, or line. */
  readonly of: string;
  readonly what: string;
  readonly fundFen: number;
  readonly otherFen: number;
}

/**
 * 资金核验: the identity of every line; the sums by case against those by class, by batch and by line; no account below zero.
 * For a ledger at rest.
 */
export async function checkMoney(views: ViewReader): Promise<readonly MoneyFault[]> {
  const faults: MoneyFault[] = (await compareMoney(views)).map(({ of, what, fundFen, claimsFen }) => ({
    of,
    what,
    fundFen,
    otherFen: claimsFen,
  }));
  const { city, units } = await fundPosition(views);
  for (const { line, balances } of [...(city ? [city] : []), ...units]) {
    for (const account of ACCOUNTS)
      if (balances[account] < 0)
        faults.push({ of: line, what: `${account} < 0`, fundFen: balances[account], otherFen: 0 });
  }
  const pending = await views.sumBy(BATCHES, 'pendingFen', 'unit', [
    { column: 'status', is: ['dispatched', 'answered'] },
  ]);
  for (const unit of REPORTING_UNIT_IDS) {
    const fundFen = units.find((each) => each.unit === unit)?.balances.inTransit ?? 0;
    const otherFen = pending[unit] ?? 0;
    if (fundFen !== otherFen) faults.push({ of: unit, what: 'inTransit by batch', fundFen, otherFen });
  }
  return faults;
}

import { parseAccountNumber, parsePersonName, type Keyed } from '@ledger/kernel';
import type { PersonState } from '../../person';
import type { AccountDerived } from './claim-input';

interface GivenAccount {
  readonly accountNumber?: string;
  readonly accountName?: string;
}

/** What the account says, before it is sealed: its form, and whether it is in the learner's name. */
export function deriveAccount(
  { accountNumber, accountName }: GivenAccount,
  person: string,
  { nameTag }: PersonState,
  keyed: Keyed,
): AccountDerived {
  if (accountNumber === undefined || accountName === undefined) return {};
  const number = parseAccountNumber(accountNumber);
  const name = parsePersonName(accountName);
  const tag = name.ok ? keyed.tag(person, name.normalised) : undefined;
  return {
    numberOk: number.ok,
    luhnOk: number.ok && number.luhn !== 'FAILS',
    nameMatches: tag !== undefined && tag === nameTag,
  };
}

import { addDays, makeIdNumber, makeLuhn, makeCnaps } from '@ledger/kernel';
import names from '../../reference/data/names.json';
import type { Random } from './random';

/** A made-up person with valid check digits. */
export interface MadeUpPerson {
  readonly idNumber: string;
  readonly name: string;
  readonly phone: string;
  readonly accountNumber: string;
  readonly bankCnaps: string;
}

const DIVISIONS = ['411002', '411003', '411023', '411024', '411025', '411081', '411082', '411001'] as const;
const BANKS = ['102', '103', '105', '402', '403'] as const;

/** Makes people who do not exist: unique ID numbers, phones and accounts within one programme. */
export class People {
  private made = 0;

  constructor(private readonly random: Random) {}

  /** Born so as to be `from` to `to` years old in 2020. */
  make(from = 19, to = 54): MadeUpPerson {
    const number = ++this.made;
    const born = addDays(`${2020 - this.random.int(from, to)}-01-01`, this.random.int(0, 364));
    return {
      // The sequence runs with the person's number, so that no two share division, birthday and sequence.
      idNumber: makeIdNumber(
        DIVISIONS[Math.floor(number / 999) % DIVISIONS.length] as string,
        born,
        (number % 999) + 1,
      ),
      name: this.name(number),
      phone: `1${3 + (number % 7)}9${String(10_000_000 + number).padStart(8, '0')}`,
      accountNumber: makeLuhn(`621799${String(number).padStart(12, '0')}`),
      bankCnaps: makeCnaps(this.random.pick(BANKS), '5030', String(1 + (number % 900)).padStart(4, '0')),
    };
  }

  private name(number: number): string {
    const whole = names.wholeNames.values;
    if (number % 97 === 0) return this.random.pick(whole);
    const surname = this.random.chance(0.02)
      ? this.random.pick(names.compoundSurnames.values)
      : this.random.pick(names.surnames.values);
    const given = names.givenCharacters.values;
    if (number % 89 === 0) return surname + this.random.pick(names.rareGivenCharacters.values);
    return surname + this.random.pick(given) + (this.random.chance(0.7) ? this.random.pick(given) : '');
  }
}

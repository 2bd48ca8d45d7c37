import { createHash } from 'node:crypto';
import type { Keyed, SealedValue } from '@ledger/kernel';

const hash = (...parts: string[]): string =>
  createHash('sha256').update(parts.join('\u0000')).digest('hex').slice(0, 32);

/** Keyed functions without a key: the same for every run, so that specs can name a person's stream. */
export class FakeKeyed implements Keyed {
  /** @param destroyed pseudonyms whose key is destroyed: no tag, nothing can be revealed */
  constructor(private readonly destroyed: ReadonlySet<string> = new Set()) {}

  pseudonym(idNumber: string): string {
    return hash('person', idNumber.trim().toUpperCase());
  }

  certificateId(kind: string, number: string): string {
    return hash('certificate', kind, number.trim().toUpperCase());
  }

  tag(person: string, value: string): string | undefined {
    return this.destroyed.has(person) ? undefined : hash('tag', person, value);
  }

  sha256(text: string): string {
    return createHash('sha256').update(text).digest('hex');
  }

  reveal(sealed: SealedValue): string | undefined {
    return this.destroyed.has(sealed.person) ? undefined : Buffer.from(sealed.cipher, 'base64').toString('utf8');
  }
}

const keyed = new FakeKeyed();

/** The pseudonym that specs see for an ID number. */
export const pseudonymOf = (idNumber: string): string => keyed.pseudonym(idNumber);

/** A sealed value as specs see it: readable again by `reveal` alone. */
export const sealedFor = (person: string, value: string): SealedValue => ({
  person,
  generation: 1,
  cipher: Buffer.from(value, 'utf8').toString('base64'),
});

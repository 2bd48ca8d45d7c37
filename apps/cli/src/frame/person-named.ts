import { text } from 'node:stream/consumers';
import { ledgerKeyed, type Reading } from '@ledger/runtime';

/** Pseudonyms are 32 hex digits; ID numbers have at most 18 characters. */
const PSEUDONYM = /^[0-9a-f]{32}$/;

/** The words for a person: as given, or from standard input for `-`, where no other user of the machine can see them. */
export const personWords = async (given: string): Promise<string> =>
  given === '-' ? (await text(process.stdin)).trim() : given.trim();

/** The pseudonym of a person who is named by ID number, hashed at once, or by pseudonym. */
export const pseudonymIn = ({ vault }: Reading, words: string): string =>
  PSEUDONYM.test(words) ? words : ledgerKeyed(vault).pseudonym(words);

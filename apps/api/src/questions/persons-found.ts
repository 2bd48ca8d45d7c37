import type { Actor } from '@ledger/kernel';
import type { Reading } from '@ledger/runtime';
import { SEARCH_FIELDS, type FoundPerson, type SearchTerm } from '@ledger/vault';
import { problem } from '../problems/api-problem';
import type { CaseSearchAsked } from './asked.dto';

const MOST_PERSONS = 200;
const CASE = 'case-';

/** Whom the personal values name, and which cases where the values stand on cases; undefined: all of theirs. */
export interface PersonsFound {
  readonly persons: readonly string[];
  readonly caseIds?: readonly string[];
}

/**
 * Looks for persons by their values; the vault's journal says who looked, by what, why, and whom they found.
 * @throws ProblemAnswer 400 for a search by nothing, or one that fits too many
 */
export async function personsFound(asked: CaseSearchAsked, actor: Actor, reading: Reading): Promise<PersonsFound> {
  const terms = SEARCH_FIELDS.flatMap((field): SearchTerm[] => {
    const value = asked[field];
    return value === undefined ? [] : [{ field, value }];
  });
  if (terms.length === 0) throw byNothing();
  // What was answered before must be found, whether `after` says so or not.
  await reading.searchable(await reading.log.head());
  const why = { actor, purpose: asked.purpose, fields: terms.map(({ field }) => field) };
  const { persons, isTooMany } = await reading.vault.find(terms, why, MOST_PERSONS);
  if (isTooMany) throw tooMany();
  const names = persons.map(({ person }) => person);
  const isOnCases = persons.some(({ streams }) => streams.some(areCases));
  return isOnCases ? { persons: names, caseIds: persons.flatMap(casesOf) } : { persons: names };
}

const areCases = (streams: readonly string[]): boolean => streams.every((stream) => stream.startsWith(CASE));

/** The cases that every term that stands on cases agrees on. */
function casesOf({ streams }: FoundPerson): readonly string[] {
  const [first = [], ...others] = streams.filter(areCases);
  return first.filter((each) => others.every((other) => other.includes(each))).map((each) => each.slice(CASE.length));
}

const byNothing = () =>
  problem(
    400,
    'invalid-query',
    '请至少给出一项个人信息；不按个人信息的检索用 GET /cases。',
    'Give one personal value at least; GET /cases searches by anything else.',
  );

const tooMany = () =>
  problem(
    400,
    'invalid-query',
    `符合的人员超过 ${MOST_PERSONS} 名；请再给一项个人信息。`,
    `More than ${MOST_PERSONS} persons fit; give one more personal value.`,
  );

import { isUnitId, type Actor } from '@ledger/kernel';
import { authority, CONDITIONS, mayAsk, ROLES, WHO_MAY, type Role } from '@ledger/streams/authority';
import { isTokenless, type Standing } from './standings';
import type { Whose } from './cast';

/** What must come of a request, as far as who asks decides it. */
export type Verdict = 'not signed in' | 'A-083-role' | 'A-002-unit' | 'passed' | 'not visible';

/** Nobody signs in as the system itself. */
const signsIn = (role: Role, standing: Standing): boolean => role !== 'SYSTEM' && !isTokenless(standing);

/** By the rows of the table and the conditions alone, read here once more. */
export function expectedOfCommand(
  command: string,
  role: Role,
  standing: Standing,
  actor: Actor,
  whose: Whose,
): Verdict {
  if (!signsIn(role, standing)) return 'not signed in';
  if (ROLES[role].kind === 'staff' && !isUnitId(actor.unit)) return 'A-002-unit';
  const row = WHO_MAY.find((each) => each.command === command);
  const condition = row?.who[role];
  if (condition === undefined) return 'A-083-role';
  if (CONDITIONS[condition].holds(actor, whose)) return 'passed';
  return condition === 'own-organisation' || condition === 'own-person' ? 'A-083-role' : 'A-002-unit';
}

/** `isList`: narrowed to what may be seen, never refused for it. */
export function expectedOfQuestion(
  question: string,
  standing: Standing,
  actor: Actor,
  whose: Whose | undefined,
): Verdict {
  if (!signsIn(actor.role as Role, standing)) return 'not signed in';
  const powers = mayAsk(actor, question);
  if ('refusal' in powers) return 'A-083-role';
  if (whose === undefined) return 'passed';
  const { unit, organisation, person, office } = powers.visible;
  const sees =
    (unit === undefined || unit === whose.unit) &&
    (office === undefined || office === whose.office) &&
    (organisation === undefined || whose.orgs.includes(organisation)) &&
    (person === undefined || person === whose.person);
  if (!sees) return 'not visible';
  // Whoever has a roster done must be one who may enrol.
  return question === 'bulk-commit' && authority.mayTry(actor, 'EnrolLearner') ? 'A-083-role' : 'passed';
}

/** What the authority may say to somebody about a command: a decider's own refusal by the same rule says something else. */
export function authoritySays(actor: Actor, command: string, whose: Whose): ReadonlySet<string> {
  const nobodys = { unit: '', orgs: [], person: '' };
  const refusals = [whose, nobodys].map((subject) => authority.may(actor, command, subject)?.zh);
  return new Set(refusals.filter((each) => each !== undefined));
}

import { parseIdNumber, type Actor } from '@ledger/kernel';
import { DEVELOPMENT_CLAIMS } from '@ledger/runtime/sign-in/development-key';
import { isRole, ROLES } from '@ledger/streams/authority';
import type { JWTPayload } from 'jose';
import type { Configuration } from '../configuration/configuration';

/** Which claims say who somebody is. */
interface ClaimNames {
  readonly role: string;
  readonly unit: string;
  readonly idNumber: string;
}

/** As the identity provider names them; the development key's tokens have names of their own. */
export const claimNamesOf = ({ signIn, roleClaim, unitClaim, idNumberClaim }: Configuration): ClaimNames =>
  signIn === 'local' ? DEVELOPMENT_CLAIMS : { role: roleClaim, unit: unitClaim, idNumber: idNumberClaim };

const MAX_NAME = 64;
/** Learners belong to no office; their matters are theirs in every unit. */
const CITY = 'XC';

/**
 * 操作人: who a verified token says it is; undefined where it does not say so in full. A learner is known by ID number, which
 * the ledger turns into a pseudonym; everybody else by the token's subject.
 */
export function actorOfClaims(claims: JWTPayload, names: ClaimNames, today: string): Actor | undefined {
  const role = textIn(claims, names.role);
  if (role === undefined || !isRole(role) || role === 'SYSTEM') return undefined;
  if (ROLES[role].kind === 'learner') {
    const idNumber = textIn(claims, names.idNumber);
    const read = idNumber === undefined ? undefined : parseIdNumber(idNumber, today);
    return read?.ok ? { id: read.normalised, role, unit: CITY } : undefined;
  }
  const [id, unit] = [textIn(claims, 'sub'), textIn(claims, names.unit)];
  return id === undefined || unit === undefined ? undefined : { id, role, unit };
}

function textIn(claims: JWTPayload, name: string): string | undefined {
  const value = claims[name];
  return typeof value === 'string' && value.length > 0 && value.length <= MAX_NAME ? value : undefined;
}

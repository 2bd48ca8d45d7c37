import type { Actor } from '@ledger/kernel';
import {
  DEVELOPMENT_ALGORITHM,
  DEVELOPMENT_AUDIENCE,
  DEVELOPMENT_CLAIMS,
  DEVELOPMENT_ISSUER,
  developmentKey,
} from '@ledger/runtime/sign-in/development-key';
import { ROLES, type Role } from '@ledger/streams/authority';
import { importJWK, SignJWT } from 'jose';
import type { Whose } from './cast';

/** 立场: as who, and with what token, somebody comes to a thing. */
export const STANDINGS = [
  'own unit',
  'city',
  'other unit',
  'other organisation',
  'other person',
  'no token',
  'expired token',
  'alg none',
  'wrong audience',
] as const;
export type Standing = (typeof STANDINGS)[number];

/** Those whose token is not one. */
export const isTokenless = (standing: Standing): boolean =>
  ['no token', 'expired token', 'alg none', 'wrong audience'].includes(standing);

/** Others than those of the programme's things: a unit, an organisation, a learner. */
export interface Others {
  readonly unitBut: (unit: string) => string;
  readonly org: string;
  readonly person: string;
  /** For things that are nobody's. */
  readonly anyOrg: string;
  readonly anyPerson: string;
}

/** Who comes in a role and standing. A member of staff of “another organisation” signs in with its code as the unit. */
export function actorOf(role: Role, standing: Standing, whose: Whose, others: Others): Actor {
  const id = standing === 'other person' ? `other-${role.toLowerCase()}` : `matrix-${role.toLowerCase()}`;
  switch (ROLES[role].kind) {
    case 'staff': {
      if (standing === 'other organisation') return { id, role, unit: others.org };
      if (standing === 'other unit') return { id, role, unit: others.unitBut(whose.unit) };
      return { id, role, unit: standing === 'city' ? 'XC' : whose.unit };
    }
    case 'organisation': {
      const own = (role === 'EVALUATOR' ? whose.orgs.at(-1) : whose.orgs[0]) ?? others.anyOrg;
      if (standing === 'other organisation') return { id, role, unit: others.org };
      return { id, role, unit: standing === 'other unit' ? others.unitBut(whose.unit) : own };
    }
    case 'learner':
      return { id: standing === 'other person' ? others.person : (whose.person ?? others.anyPerson), role, unit: 'XC' };
    case 'outside':
      return { id, role, unit: 'XC' };
  }
}

const HOUR_S = 3_600;

const signed = new Map<string, Promise<string>>();

/** Tokens that must not be taken, each wrong in one thing only. */
export function wrongToken(folder: string, standing: Standing, actor: Actor): Promise<string> | undefined {
  if (standing === 'no token') return undefined;
  const key = JSON.stringify([folder, standing, actor]);
  const token = signed.get(key) ?? signWrong(folder, standing, actor);
  signed.set(key, token);
  return token;
}

async function signWrong(folder: string, standing: Standing, actor: Actor): Promise<string> {
  const { role, unit, idNumber } = DEVELOPMENT_CLAIMS;
  const now = Math.floor(Date.now() / 1000);
  const isLearner = actor.role === 'LEARNER';
  const claims = {
    [role]: actor.role,
    ...(isLearner ? { [idNumber]: actor.id } : { [unit]: actor.unit }),
    sub: isLearner ? 'learner' : actor.id,
    iss: DEVELOPMENT_ISSUER,
    aud: standing === 'wrong audience' ? 'another-system' : DEVELOPMENT_AUDIENCE,
    iat: now - 2 * HOUR_S,
    exp: standing === 'expired token' ? now - HOUR_S : now + HOUR_S,
  };
  if (standing === 'alg none') {
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    return `${part({ alg: 'none' })}.${part(claims)}.`;
  }
  const key = await developmentKey(folder);
  return new SignJWT(claims)
    .setProtectedHeader({ alg: DEVELOPMENT_ALGORITHM, ...(key.kid === undefined ? {} : { kid: key.kid }) })
    .sign(await importJWK(key, DEVELOPMENT_ALGORITHM));
}

import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Actor } from '@ledger/kernel';
import { exportJWK, generateKeyPair, importJWK, SignJWT, type JWK } from 'jose';

/* 开发登录: a key of this machine stands in for an identity provider. Production configuration refuses it. */

export const DEVELOPMENT_ALGORITHM = 'ES256';
export const DEVELOPMENT_ISSUER = 'urn:skill-ledger:development';
export const DEVELOPMENT_AUDIENCE = 'skill-ledger';

/** The claims that its tokens carry beside the subject. */
export const DEVELOPMENT_CLAIMS = { role: 'ledger_role', unit: 'ledger_unit', idNumber: 'id_number' } as const;

const FILE = 'development-key.json';

/** The private key beside the ledger, made at its first use; readable by its owner only. */
export async function developmentKey(folder: string): Promise<JWK> {
  const file = join(folder, FILE);
  const found = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (found !== undefined) return JSON.parse(found) as JWK;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { privateKey } = await generateKeyPair(DEVELOPMENT_ALGORITHM, { extractable: true });
  const made = { ...(await exportJWK(privateKey)), kid: randomUUID(), alg: DEVELOPMENT_ALGORITHM };
  const part = `${file}.${made.kid}`;
  await writeFile(part, `${JSON.stringify(made)}\n`, { mode: 0o600, flag: 'wx' });
  try {
    // Whoever is second takes what the first has made.
    await link(part, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(part);
  }
  return JSON.parse(await readFile(file, 'utf8')) as JWK;
}

/** A bearer token for somebody, by the development key. A learner is named by ID number. */
export async function developmentToken(folder: string, { id, role, unit }: Actor, lifetimeS: number): Promise<string> {
  const key = await developmentKey(folder);
  const { role: roleClaim, unit: unitClaim, idNumber } = DEVELOPMENT_CLAIMS;
  const claims = role === 'LEARNER' ? { [roleClaim]: role, [idNumber]: id } : { [roleClaim]: role, [unitClaim]: unit };
  return new SignJWT(claims)
    .setProtectedHeader({ alg: DEVELOPMENT_ALGORITHM, ...(key.kid === undefined ? {} : { kid: key.kid }) })
    .setSubject(role === 'LEARNER' ? 'learner' : id)
    .setIssuer(DEVELOPMENT_ISSUER)
    .setAudience(DEVELOPMENT_AUDIENCE)
    .setIssuedAt()
    .setExpirationTime(`${lifetimeS}s`)
    .sign(await importJWK(key, DEVELOPMENT_ALGORITHM));
}

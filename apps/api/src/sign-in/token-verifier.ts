import {
  DEVELOPMENT_ALGORITHM,
  DEVELOPMENT_AUDIENCE,
  DEVELOPMENT_ISSUER,
  developmentKey,
} from '@ledger/runtime/sign-in/development-key';
import { createRemoteJWKSet, importJWK, jwtVerify, type JWK, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import type { Configuration } from '../configuration/configuration';

/** 验证令牌: the claims of a token that is genuine, for us, and in time; undefined for every other. */
export type VerifyToken = (token: string) => Promise<JWTPayload | undefined>;

/** The token under which it is injected. */
export const VERIFY_TOKEN = Symbol('verify-token');

interface Trusted {
  readonly key: JWTVerifyGetKey | Awaited<ReturnType<typeof importJWK>>;
  readonly issuer: string;
  readonly audience: string;
  readonly algorithms: string[];
}

/** How long a request waits for the provider's keys. */
const KEYS_TIMEOUT_MS = 5_000;

/** By an OpenID provider's published keys (fetched anew when a token names an unknown one), or by the development key. */
export async function tokenVerifier(configuration: Configuration): Promise<VerifyToken> {
  const trusted =
    configuration.signIn === 'oidc' ? await provider(configuration) : await development(configuration.folder);
  const { issuer, audience, algorithms, key } = trusted;
  return async (token) => {
    const options = {
      issuer,
      audience,
      algorithms,
      clockTolerance: configuration.clockSkewS,
      requiredClaims: ['sub', 'exp', 'iat'],
    };
    try {
      const { payload } = await (typeof key === 'function'
        ? jwtVerify(token, key, options)
        : jwtVerify(token, key, options));
      return payload;
    } catch (error) {
      // What is wrong with a token is nobody's business but the provider's; a provider that cannot be asked is ours.
      if (isUnreachable(error)) throw error;
      return undefined;
    }
  };
}

async function provider(configuration: Configuration): Promise<Trusted> {
  const { issuer = '', audience = '', jwksUri, algorithms, keysCooldownS } = configuration;
  const url = new URL(jwksUri ?? (await discovered(issuer)));
  return {
    key: createRemoteJWKSet(url, { timeoutDuration: KEYS_TIMEOUT_MS, cooldownDuration: keysCooldownS * 1_000 }),
    issuer,
    audience,
    algorithms: [...algorithms],
  };
}

/** OpenID Connect Discovery 1.0, section 4. */
async function discovered(issuer: string): Promise<string> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const response = await fetch(address, { signal: AbortSignal.timeout(KEYS_TIMEOUT_MS) });
  const found = (await response.json()) as { readonly issuer?: unknown; readonly jwks_uri?: unknown };
  if (found.issuer !== issuer || typeof found.jwks_uri !== 'string')
    throw new Error(`the discovery document of ${issuer} does not name that issuer and its keys`);
  return found.jwks_uri;
}

async function development(folder: string): Promise<Trusted> {
  const { d: _secret, ...open } = await developmentKey(folder);
  return {
    key: await importJWK(open as JWK, DEVELOPMENT_ALGORITHM),
    issuer: DEVELOPMENT_ISSUER,
    audience: DEVELOPMENT_AUDIENCE,
    algorithms: [DEVELOPMENT_ALGORITHM],
  };
}

const UNREACHABLE = new Set(['ERR_JWKS_TIMEOUT', 'ECONNREFUSED', 'ERR_JOSE_GENERIC']);
const isUnreachable = (error: unknown): boolean =>
  error instanceof TypeError || UNREACHABLE.has((error as { code?: string }).code ?? '');

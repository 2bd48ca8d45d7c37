import { createHmac } from 'node:crypto';
import { createPublicKey } from 'node:crypto';
import { Workplace } from '../cli/run-ledger';
import { IdentityProvider } from './identity-provider';
import { RunningService } from './running-service';

jest.setTimeout(90_000);

const AUDIENCE = 'https://ledger.xuchang.example';
const SKEW_S = 30;
const HOUR_S = 3_600;
const POLICY_ADMIN = { ledger_role: 'POLICY_ADMIN', ledger_unit: 'XC' };

const place = new Workplace();
let provider: IdentityProvider;
let service: RunningService;

beforeAll(async () => {
  provider = await IdentityProvider.of({
    'policy-1': POLICY_ADMIN,
    'clerk-1': { ledger_role: 'CLERK', ledger_unit: 'XC-411002' },
    'learner-app': { ledger_role: 'LEARNER', id_number: '411002198110310023' },
    'no-role': {},
    'made-up-role': { ledger_role: 'MAYOR', ledger_unit: 'XC' },
    'the-system': { ledger_role: 'SYSTEM', ledger_unit: 'XC' },
    'no-unit': { ledger_role: 'CLERK' },
    'bad-number': { ledger_role: 'LEARNER', id_number: '411002198110310024' },
  });
  service = await RunningService.on(place.at('data'), {
    LEDGER_SIGN_IN: 'oidc',
    OIDC_ISSUER: provider.issuer,
    OIDC_AUDIENCE: AUDIENCE,
    OIDC_CLOCK_SKEW_S: String(SKEW_S),
    OIDC_KEYS_COOLDOWN_S: '0',
  });
});
afterAll(async () => {
  await service?.stop();
  await provider?.stop();
  place.clear();
});

const asked = (token: string, question = 'status'): Promise<Response> =>
  fetch(`${service.url}/api/v1/${question}`, { headers: { authorization: `Bearer ${token}` } });

const statusWith = async (token: string): Promise<number> => (await asked(token)).status;

const nowS = (): number => Math.floor(Date.now() / 1000);
/** What a right token says, but for its issuer, which signs. */
const claims = (more: object = {}): object => ({
  ...POLICY_ADMIN,
  sub: 'policy-1',
  aud: AUDIENCE,
  iat: nowS(),
  exp: nowS() + HOUR_S,
  ...more,
});

describe('signing in with an OpenID provider', () => {
  it('lets in whom it has given a token for this service, in the role and unit that the token says', async () => {
    expect(await statusWith(await provider.token('policy-1', AUDIENCE))).toBe(200);
    const clerk = await asked(await provider.token('clerk-1', AUDIENCE));
    expect([clerk.status, ((await clerk.json()) as { ruleId: string }).ruleId]).toEqual([403, 'A-083-role']);
    const learner = await provider.token('learner-app', AUDIENCE);
    expect((await asked(learner, 'persons/me/archive')).status).toBe(200);
    expect((await asked(learner, 'classes')).status).toBe(403);
  });

  it('lets in nobody whose token is for another service, or does not say in full who it is', async () => {
    expect(await statusWith(await provider.token('policy-1', 'https://other.xuchang.example'))).toBe(401);
    for (const name of ['no-role', 'made-up-role', 'the-system', 'no-unit', 'bad-number'])
      expect([name, await statusWith(await provider.token(name, AUDIENCE))]).toEqual([name, 401]);
  });

  it('takes tokens of a new key as soon as the provider signs with it, and the old ones until they expire', async () => {
    const before = await provider.token('policy-1', AUDIENCE);
    expect(await statusWith(before)).toBe(200);
    await provider.rotate();
    const after = await provider.token('policy-1', AUDIENCE);
    const kid = (token: string): unknown =>
      (JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()) as { kid: string }).kid;
    expect(kid(after)).not.toBe(kid(before));
    expect([await statusWith(after), await statusWith(before)]).toEqual([200, 200]);
  });

  it('forgives the clock as much as is set and no more', async () => {
    const after = async (more: object): Promise<number> => statusWith(await provider.sign(claims(more)));
    expect(await after({})).toBe(200);
    expect(await after({ exp: nowS() - SKEW_S / 2 })).toBe(200);
    expect(await after({ exp: nowS() - SKEW_S - 5 })).toBe(401);
    expect(await after({ nbf: nowS() + SKEW_S / 2 })).toBe(200);
    expect(await after({ nbf: nowS() + SKEW_S + 5 })).toBe(401);
  });

  it('refuses what the provider’s key has signed for another issuer or without what a token must say', async () => {
    const wrong = [{ iss: 'https://evil.example' }, { iss: null }, { aud: undefined }, { sub: undefined }];
    for (const more of [...wrong, { exp: undefined }, { iat: undefined }, { aud: ['a', 'b'] }, { sub: 'x'.repeat(65) }])
      expect([more, await statusWith(await provider.sign(claims(more)))]).toEqual([more, 401]);
  });

  it('refuses a token that was signed with the public key as if it were a secret, and one of no algorithm', async () => {
    const [key = {}] = await provider.keys();
    const pem = createPublicKey({ key, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const payload = part({ ...claims(), iss: provider.issuer });
    for (const secret of [pem, JSON.stringify(key)]) {
      const signed = `${part({ alg: 'HS256', kid: key['kid'] })}.${payload}`;
      expect(await statusWith(`${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`)).toBe(
        401,
      );
    }
    expect(await statusWith(`${part({ alg: 'none' })}.${payload}.`)).toBe(401);
    // The key comes from the provider, never from the token.
    const own = await provider.sign(claims(), { jwk: key, kid: 'nobody-knows-it' });
    expect(await statusWith(own)).toBe(401);
  });

  it('answers a token that is none with 401, never with a failure', async () => {
    const good = await provider.token('policy-1', AUDIENCE);
    const [head = '', payload = '', signature = ''] = good.split('.');
    const flipped = `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
    const tokens = [
      `${head}.${payload}.${flipped}`,
      `${head}.${payload}.`,
      `${head}.${payload}`,
      `${head}.${payload}.${signature.slice(0, -4)}`,
      `${payload}.${head}.${signature}`,
      `..`,
      'x',
      `${Buffer.from('{"alg":"ES256","kid":7}').toString('base64url')}.${payload}.${signature}`,
      `${Buffer.from('{"alg":"RS256","kid":"key-1"}').toString('base64url')}.${payload}.${signature}`,
      `${Buffer.from('{"alg":"ES256","crit":["b64"],"b64":false}').toString('base64url')}.${payload}.${signature}`,
      `${head}.${Buffer.from('null').toString('base64url')}.${signature}`,
      'y'.repeat(9_000),
    ];
    for (const token of tokens)
      expect([token.slice(0, 40), await statusWith(token)]).toEqual([token.slice(0, 40), 401]);
    expect(await statusWith(good)).toBe(200);
  });
});

describe('a provider that is gone', () => {
  it('stops nobody whose key is known, and others are asked to come again', async () => {
    const known = await provider.token('policy-1', AUDIENCE);
    expect(await statusWith(known)).toBe(200);
    const unknown = await provider.sign(claims(), { kid: 'not-fetched-yet' });
    await provider.stop();
    expect(await statusWith(known)).toBe(200);
    const response = await asked(unknown);
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
  });
});

import { ConfigurationRefused } from '@ledger/operating';
import { configurationOf } from './configuration';

const wrongIn = (env: Record<string, string>): readonly string[] => {
  try {
    configurationOf(env);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigurationRefused)) throw error;
    return error.wrong.map(({ name }) => name);
  }
};
const OIDC = { LEDGER_SIGN_IN: 'oidc', OIDC_ISSUER: 'https://id.example.cn', OIDC_AUDIENCE: 'skill-ledger' };

describe('the configuration', () => {
  it('needs nothing on a developer’s machine', () => {
    expect(configurationOf({})).toMatchObject({ folder: './data', host: '127.0.0.1', port: 8080, signIn: 'local' });
  });

  it('tells everything that is wrong at once, and repeats no value', () => {
    const env = { LEDGER_PORT: 'eighty', OIDC_ALGORITHMS: 'HS256', LEDGER_SIGN_IN: 'secret-word' };
    expect(wrongIn(env).toSorted()).toEqual(['LEDGER_PORT', 'LEDGER_SIGN_IN', 'OIDC_ALGORITHMS']);
    expect(() => configurationOf(env)).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('secret') }),
    );
  });

  it('takes no shared secret and no unsigned token for a signature', () => {
    for (const algorithm of ['HS256', 'none', 'RS256,none', ''])
      expect(wrongIn({ ...OIDC, OIDC_ALGORITHMS: algorithm })).toEqual(algorithm === '' ? [] : ['OIDC_ALGORITHMS']);
  });

  it('refuses the development key in production, and a provider over plain http elsewhere', () => {
    expect(wrongIn({ LEDGER_PRODUCTION: '1' })).toEqual(['LEDGER_SIGN_IN']);
    expect(wrongIn({ ...OIDC, LEDGER_PRODUCTION: '1' })).toEqual([]);
    expect(wrongIn({ ...OIDC, OIDC_ISSUER: 'http://id.example.cn' })).toEqual(['OIDC_ISSUER']);
    expect(wrongIn({ LEDGER_SIGN_IN: 'oidc' })).toEqual(['OIDC_ISSUER', 'OIDC_AUDIENCE']);
  });
});

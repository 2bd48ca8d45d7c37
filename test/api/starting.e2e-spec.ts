import { ledger, Workplace } from '../cli/run-ledger';
import { RunningService } from './running-service';

jest.setTimeout(60_000);

const place = new Workplace();
afterAll(() => place.clear());

/** What the service says when it does not start: its exit code and its complaints. */
async function refused(folder: string, env: Readonly<Record<string, string>> = {}): Promise<string> {
  try {
    const service = await RunningService.again(folder, env);
    await service.stop();
    return 'it started';
  } catch (error) {
    return (error as Error).message;
  }
}

const ledgerAt = async (name: string): Promise<string> => {
  await ledger(['init', '--clock', 'simulated', '--data', place.at(name)]);
  return place.at(name);
};

describe('a service that cannot start', () => {
  it('names every wrong setting at once and what it must be like, and repeats no value', async () => {
    const said = await refused(await ledgerAt('settings'), {
      LEDGER_PORT: '70000-not-a-port',
      LEDGER_REQUESTS_PER_MINUTE: '0',
      LEDGER_SIGN_IN: 'oidc',
      OIDC_ISSUER: 'http://sso.example/s3cret',
      OIDC_ALGORITHMS: 'HS256',
    });
    expect(said).toContain('ended with 78');
    const names = ['LEDGER_PORT', 'LEDGER_REQUESTS_PER_MINUTE', 'OIDC_ISSUER', 'OIDC_AUDIENCE', 'OIDC_ALGORITHMS'];
    for (const name of names) expect(said).toContain(name);
    expect(said).toMatch(/须为.*must be/);
    expect(said).not.toMatch(/70000|s3cret|HS256|\n\s+at /);
  });

  it('does not serve in production what anybody with the development key could enter', async () => {
    const said = await refused(await ledgerAt('production'), { LEDGER_PRODUCTION: '1' });
    expect(said).toContain('ended with 78');
    expect(said).toContain('LEDGER_SIGN_IN');
  });

  it('says in one sentence in each language that there is no ledger, or that another process writes it', async () => {
    const none = await refused(place.at('nowhere'));
    expect(none).toMatch(/^the service ended with 1: .*没有台账.*\nNoLedger: There is no ledger in .*\n$/);
    const folder = await ledgerAt('busy');
    const writer = await RunningService.again(folder);
    try {
      const busy = await refused(folder);
      expect(busy).toContain('ended with 1: ');
      expect(busy).toMatch(/LedgerInUse: .*\n$/);
      expect(busy).not.toMatch(/\n\s+at /);
    } finally {
      expect(await writer.stop()).toBe(0);
    }
  });
});

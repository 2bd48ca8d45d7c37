import { ledger, type Ran } from '../cli/run-ledger';
import { SharedPlace } from './shared-place';

jest.setTimeout(120_000);

let place: SharedPlace;
beforeAll(async () => {
  place = await SharedPlace.open();
});
afterAll(() => place.close());

const run = (words: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> =>
  ledger([...words, '--json', '--data', place.newFolder()], { env: { ...place.env, ...env } });

const problemOf = ({ stdout }: Ran): string =>
  (JSON.parse(stdout) as { readonly problem: { readonly type: string } }).problem.type;

describe('the command line on servers', () => {
  it('makes no second ledger where there is one', async () => {
    const again = await run(['init', '--clock', 'real']);
    expect([again.code === 0, problemOf(again)]).toEqual([false, 'ledger-exists']);
    const status = await run(['status']);
    expect(JSON.parse(status.stdout)).toMatchObject({
      clock: 'simulated',
      countsEvents: false,
      views: expect.any(Array),
    });
  });

  it('makes no new vault beside a log that is there, for its keys would be others', async () => {
    const elsewhere = (place.env['VAULT_URL'] ?? '').replace('/?', '/another?');
    for (let attempt = 0; attempt < 2; attempt++) {
      const lost = await run(['status'], { VAULT_URL: elsewhere });
      expect([lost.code === 0, problemOf(lost)]).toEqual([false, 'vault-missing']);
    }
  });

  it('opens nothing with another master key', async () => {
    const wrong = await run(['status'], { LEDGER_MASTER_KEY: 'ab'.repeat(32) });
    expect([wrong.code === 0, problemOf(wrong)]).toEqual([false, 'wrong-master-key']);
  });

  it('says what is wrong with the variables, all of it, and repeats no address', async () => {
    const refused = await run(['status'], { EVENTSTORE_URL: 'http://admin:secret@events', MONGODB_URL: '' });
    expect(problemOf(refused)).toBe('stores-refused');
    expect(refused.stdout + refused.stderr).toContain('EVENTSTORE_URL');
    expect(refused.stdout + refused.stderr).not.toContain('secret');
  });

  it('says that a server is away, and where, without a password', async () => {
    const away = await run(['status'], {
      MONGODB_URL: 'mongodb://clerk:secret@127.0.0.1:1/x?serverSelectionTimeoutMS=200',
    });
    expect([away.code === 0, problemOf(away)]).toEqual([false, 'database-unreachable']);
    expect(away.stdout + away.stderr).not.toContain('secret');
  });
});

import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import type { SealedValue } from '@ledger/kernel';
import { openMongoKeyVault } from '@ledger/vault/mongodb/open-mongo-key-vault';

const COMPILED = path.resolve(__dirname, '../../dist/test');
const run = promisify(execFile);

/** A double in a program of its own, as several programs share a server. */
interface Shared {
  readonly url: string;
  readonly control: string;
}
let double: ChildProcess;
let shared: Shared;

beforeAll(async () => {
  double = spawn(process.execPath, [path.join(COMPILED, 'doubles/mongodb/main.js')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  if (!double.stdout) throw new Error('the double says nothing');
  const [line] = (await once(createInterface({ input: double.stdout }), 'line')) as [string];
  shared = JSON.parse(line) as Shared;
});
afterAll(async () => {
  double.stdin?.end();
  await once(double, 'exit');
});

const tell = async (at: string, body: unknown): Promise<unknown> =>
  (await fetch(`${shared.control}${at}`, { method: 'POST', body: JSON.stringify(body) })).json();

interface Told {
  readonly text: string;
  readonly sealed: SealedValue;
}

async function clerk(name: string, times: number): Promise<Told[]> {
  const program = path.join(COMPILED, 'shared/vault-clerk.main.js');
  const { stdout } = await run(process.execPath, [program, shared.url, 'programs', name, String(times)]);
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Told);
}

describe('several programs on one vault in MongoDB', () => {
  it('make each person’s key once, write one journal, and lose no line to a server that fails now and then', async () => {
    const lost = { kind: 'cut', when: 'after' };
    await tell('/faults', { commands: ['commitTransaction'], after: 7, times: 1, harm: lost });
    await tell('/faults', { commands: ['insert'], collection: 'vault_keys', after: 3, times: 1, harm: lost });
    const names = ['one', 'two', 'three'];
    const told = (await Promise.all(names.map((name) => clerk(name, 12)))).flat();
    expect(told.map(({ text }) => text)).toEqual(
      names.flatMap((name) => Array.from({ length: 12 }, (_, no) => `${name} ${no + 1}`)),
    );
    expect(new Set(told.map(({ sealed }) => `${sealed.person} ${sealed.generation}`)).size).toBe(12);
    const vault = await openMongoKeyVault({
      url: shared.url,
      database: 'programs',
      masterKey: '7e'.repeat(32),
      now: () => '',
    });
    const lines = await vault.decryptions(0, 100);
    expect(lines.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 36 }, (_, no) => no + 1));
    for (const name of names) expect(lines.filter(({ actor }) => actor.id === name)).toHaveLength(12);
    expect(await vault.verifyJournal()).toBeUndefined();
    expect(await vault.findDamage(10)).toEqual([]);
    await vault.close();
    expect(await (await fetch(`${shared.control}/state`)).json()).toMatchObject({ faults: 0 });
  });
});

import { copyFileSync, cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ledger, ledgerJson, simulated, Workplace } from './run-ledger';

jest.setTimeout(180_000);

const place = new Workplace();
const programme = place.at('programme.ndjson');

beforeAll(async () => {
  await simulated(programme, 30);
  for (const name of ['whole', 'other']) {
    const ran = await ledger(['import', programme, '--clock', 'simulated', '--data', place.at(name)]);
    if (ran.code !== 0) throw new Error(ran.stderr);
  }
});
afterAll(() => place.clear());

/** A copy to take something from; a fresh one each time. */
function copy(name: string): string {
  const folder = place.at(name);
  cpSync(place.at('whole'), folder, { recursive: true });
  return folder;
}

/** Words that ask, that write, and that check. */
const CALLS = [['position'], ['import', programme], ['verify']];

describe('a ledger that has lost its vault', () => {
  it('is not given a new one, under which every person would be another', async () => {
    const folder = copy('no-vault');
    rmSync(path.join(folder, 'vault.db'));
    for (const words of CALLS) {
      const ran = await ledger([...words, '--data', folder]);
      expect([ran.code, ran.stderr]).toEqual([3, expect.stringContaining('there is no vault')]);
    }
    expect(existsSync(path.join(folder, 'vault.db'))).toBe(false);
  });

  it('does not take that of another ledger for its own', async () => {
    const folder = copy('other-vault');
    for (const file of ['vault.db', 'master.key'])
      copyFileSync(path.join(place.at('other'), file), path.join(folder, file));
    for (const words of CALLS) {
      const ran = await ledger([...words, '--data', folder]);
      expect([ran.code, ran.stderr]).toEqual([3, expect.stringContaining("another ledger's")]);
    }
  });

  it('is found out by verify when an older copy of it is put back', async () => {
    const folder = place.at('grown');
    const early = place.at('early.ndjson');
    writeFileSync(early, readFileSync(programme, 'utf8').split('\n').slice(0, 60).join('\n'));
    await ledger(['import', early, '--clock', 'simulated', '--data', folder]);
    copyFileSync(path.join(folder, 'vault.db'), place.at('old-vault.db'));
    await ledger(['import', programme, '--data', folder]);
    copyFileSync(place.at('old-vault.db'), path.join(folder, 'vault.db'));
    const { sound, vault } = await ledgerJson<{ sound: boolean; vault: { faults: { en: string }[] } }>(
      ['verify', '--data', folder],
      1,
    );
    expect(sound).toBe(false);
    expect(vault.faults[0]?.en).toMatch(/the vault lacks the key of a value in [a-z]+-.+@\d+/);
  });
});

describe('a ledger that has lost its log', () => {
  it('says so instead of asking to make a new one', async () => {
    const folder = copy('no-log');
    rmSync(path.join(folder, 'log.db'));
    for (const words of [['status'], ['import', programme]]) {
      const ran = await ledger([...words, '--data', folder]);
      expect([ran.code, ran.stderr]).toEqual([3, expect.stringContaining('log.db is not there')]);
    }
  });
});

describe('a ledger whose views are damaged', () => {
  it('makes them anew by itself where nothing of them can be read', async () => {
    const folder = copy('no-views');
    const before = await ledgerJson(['position', '--data', place.at('whole')]);
    overwrite(folder, 0);
    expect(await ledgerJson(['position', '--data', folder])).toEqual(before);
  });

  it('says so where some of them can, and rebuild makes them whole again', async () => {
    const folder = copy('half-views');
    const before = await ledgerJson(['search', '--limit', '200', '--data', place.at('whole')]);
    // The first pages, which say how far the views are, stay as they were.
    overwrite(folder, 0.5);
    const ran = await ledger(['search', '--limit', '200', '--data', folder]);
    expect([ran.code, ran.stderr]).toEqual([3, expect.stringContaining('ledger rebuild')]);
    expect((await ledger(['rebuild', '--data', folder])).code).toBe(0);
    expect(await ledgerJson(['search', '--limit', '200', '--data', folder])).toEqual(before);
    expect((await ledgerJson<{ sound: boolean }>(['verify', '--data', folder])).sound).toBe(true);
  });
});

/** Everything in the views' file behind a share of it. */
function overwrite(folder: string, share: number): void {
  const file = path.join(folder, 'views-000001.db');
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.fill('x', Math.floor(bytes.length * share)));
}

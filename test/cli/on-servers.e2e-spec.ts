import { cpSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Cluster } from '../doubles/eventstoredb';
import { MongoDouble } from '../doubles/mongodb/mongo-double';
import { RunningWorker } from './running-worker';
import { ledger, simulated, Workplace, type ProgrammeLine, type Ran } from './run-ledger';

jest.setTimeout(300_000);

const place = new Workplace();
const [source, backup, list] = [place.at('source'), place.at('backup'), place.at('destroyed.json')];
const masterKey = path.join(source, 'master.key');
const programme = place.at('programme.ndjson');
let cluster: Cluster;
let mongo: MongoDouble;
/** As the processes of a shared ledger are told where it is; each has a folder of its own. */
let onServers: Readonly<Record<string, string>>;
let lines: ProgrammeLine[] = [];
let worker: RunningWorker | undefined;

beforeAll(async () => {
  [cluster, mongo] = [await Cluster.start({ maxAppendSize: 16 * 1024 * 1024 }), await MongoDouble.start()];
  lines = await simulated(programme, 15);
  const first = place.at('first.ndjson');
  writeFileSync(
    first,
    lines
      .slice(0, -40)
      .map((line) => JSON.stringify(line))
      .join('\n'),
  );
  await done(await ledger(['import', first, '--clock', 'simulated', '--data', source]));
  onServers = {
    STORE: 'eventstoredb',
    VIEWS: 'mongodb',
    EVENTSTORE_URL: cluster.connectionString(),
    MONGODB_URL: mongo.url.replace(/\/(\?|$)/, '/ledger$1'),
    VAULT_URL: mongo.url.replace(/\/(\?|$)/, '/vault$1'),
    LEDGER_MASTER_KEY_FILE: masterKey,
    LEDGER_DATA: place.at('own-folder'),
  };
});
afterAll(async () => {
  await worker?.stop();
  await cluster.stop();
  await mongo.close();
  place.clear();
});

async function done(ran: Ran): Promise<Ran> {
  if (ran.code !== 0) throw new Error(`ended with ${ran.code}: ${ran.stdout}${ran.stderr}`);
  return ran;
}
const there = (words: readonly string[]): Promise<Ran> => ledger(words, { env: onServers });
const inFolder = (folder: string, words: readonly string[]): Promise<Ran> =>
  ledger([...words, '--data', folder], { env: { LEDGER_MASTER_KEY_FILE: masterKey } });
const json = <T>({ stdout }: Ran): T => JSON.parse(stdout) as T;

describe('a ledger that is moved from a folder to servers', () => {
  it('is the same ledger there: money, cases, and what is a duplicate', async () => {
    const moved = await done(await there(['migrate', source, cluster.connectionString(), '--json']));
    expect(json<{ vault: boolean }>(moved).vault).toBe(true);
    worker = await RunningWorker.on({ ...onServers, LEDGER_DATA: place.at('worker-folder') });
    await worker.caughtUp();
    const [before, after] = [await inFolder(source, ['position', '--json']), await there(['position', '--json'])];
    expect([after.code, after.stderr]).toEqual([0, expect.any(String)]);
    expect(json<object>(after)).toEqual(json<object>(before));
    const again = await done(await there(['import', programme, '--json']));
    const counts = json<{ duplicate: number; accepted: number; refused: number; invalid: number }>(again);
    expect(counts).toMatchObject({ duplicate: lines.length - 40, invalid: 0 });
    expect(counts.accepted + counts.refused).toBe(40);
    await worker.caughtUp();
  });

  it('is backed up from there into a folder, and restored as an embedded ledger that holds', async () => {
    const made = await done(await there(['backup', backup, '--json']));
    expect(readdirSync(backup).toSorted()).toEqual([
      'destroyed-keys.json',
      'head',
      'log.db',
      'manifest.json',
      'vault.db',
    ]);
    const restored = await inFolder(source, ['restore', backup, place.at('restored'), '--json']);
    expect(json<{ events: number }>(restored).events).toBe(json<{ events: number }>(made).events);
    const verified = await inFolder(place.at('restored'), ['verify']);
    expect([verified.code, verified.stdout]).toEqual([
      0,
      expect.stringContaining('Everything that was looked at holds'),
    ]);
    expect(json<object>(await inFolder(place.at('restored'), ['position', '--json']))).toEqual(
      json<object>(await there(['position', '--json'])),
    );
  });

  it('keeps forgotten, restored from an older backup, who was forgotten on the servers since', async () => {
    const idNumber = String(lines.find(({ command }) => command === 'RegisterPerson')?.data['idNumber']);
    const document = {
      kind: 'APPROVAL',
      number: '许人社〔2021〕9号',
      issuer: '许昌市人社局',
      issuedOn: '2021-12-01',
      title: '审批',
    };
    const at = ['--at', '2022-01-05T10:00:00+08:00'];
    const proposal = ['--propose', '--reason', '本人申请', '--document', JSON.stringify(document)];
    for (const [i, step] of [proposal, ['--approve']].entries())
      await done(await there(['forget', idNumber, ...step, '--actor', `POLICY_ADMIN:XC:admin-${i + 1}`, ...at]));
    writeFileSync(list, (await done(await there(['destroyed-keys']))).stdout);
    const folder = place.at('restored-later');
    for (const [i, newer] of [
      ['--destroyed', list],
      ['--newer-log', cluster.connectionString()],
    ].entries()) {
      const restored = await done(await inFolder(source, ['restore', backup, `${folder}-${i}`, ...newer, '--json']));
      const { destroyedAgain, behind } = json<{ destroyedAgain: object[]; behind: object }>(restored);
      expect([destroyedAgain, behind]).toEqual([[expect.objectContaining({ generation: 1 })], expect.any(Object)]);
    }
  });

  it('comes back from the servers as a folder', async () => {
    const back = place.at('back');
    await done(await there(['migrate', cluster.connectionString(), back]));
    expect(existsSync(path.join(back, 'vault.db'))).toBe(true);
    cpSync(masterKey, path.join(back, 'master.key'));
    const verified = await ledger(['verify', '--data', back]);
    expect([verified.code, verified.stdout]).toEqual([
      0,
      expect.stringContaining('Everything that was looked at holds'),
    ]);
  });
});

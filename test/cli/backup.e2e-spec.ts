import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createHash, randomUUID } from 'node:crypto';
import path from 'node:path';
import { Ledger } from '@ledger/runtime';
import { ledger, ledgerJson, simulated, Workplace, type ProgrammeLine, type Ran } from './run-ledger';

jest.setTimeout(180_000);

const AT_ONCE = 64;

const place = new Workplace();
const [live, backup, list] = [place.at('live'), place.at('backup'), place.at('destroyed.json')];
const masterKey = path.join(live, 'master.key');
const withKey = { LEDGER_MASTER_KEY_FILE: masterKey };

interface BackedUp {
  readonly events: number;
  readonly asOf: { readonly position: number };
}
interface Restored {
  readonly events: number;
  readonly destroyedAgain: readonly { readonly person: string }[];
  readonly behind?: { readonly events: number; readonly by: string };
  readonly notices?: readonly { readonly en: string }[];
}

let programme: ProgrammeLine[] = [];
/** Written before the backup began, in it, and after it had ended. */
const events = { before: 0, inBackup: 0, after: 0 };
/** Who is forgotten after the backup, and a case of theirs that is in it. */
const forgotten = { idNumber: '', caseId: '' };

/** Gives the lines to the ledger, that many at a time. */
async function given(to: Ledger, lines: readonly ProgrammeLine[]): Promise<void> {
  for (let at = 0; at < lines.length; at += AT_ONCE)
    await Promise.all(lines.slice(at, at + AT_ONCE).map((line) => to.execute(line)));
}

/** A programme half given, then a backup while more is written than it can take in. */
beforeAll(async () => {
  programme = await simulated(place.at('programme.ndjson'), 60);
  const half = Math.floor(programme.length / 2);
  for (const [name, count] of [
    ['early', 60],
    ['first', half],
  ] as const) {
    const file = place.at(`${name}.ndjson`);
    const lines = programme.slice(0, count).map((line) => JSON.stringify(line));
    writeFileSync(file, lines.join('\n'));
    await ledger(['import', file, '--clock', 'simulated', '--data', live]);
    cpSync(path.join(live, 'vault.db'), place.at(`vault-${name}.db`));
  }
  const writer = await Ledger.open({ folder: live });
  events.before = await writer.parts.store.head();
  const backing: { ran?: Ran } = {};
  const backingUp = ledger(['backup', backup, '--data', live, '--json']).then((ran) => (backing.ran = ran));
  // What comes again under a new id is decided again, so there is always more to write.
  for (let at = half; !backing.ran || at < programme.length; at += AT_ONCE) {
    const run = Array.from({ length: AT_ONCE }, (_, i) => programme[(at + i) % programme.length]!);
    await given(writer, at < programme.length ? run : run.map((line) => ({ ...line, id: randomUUID() })));
  }
  const { code, stdout, stderr } = await backingUp;
  if (code !== 0) throw new Error(stdout + stderr);
  events.inBackup = (JSON.parse(stdout) as BackedUp).events;
  events.after = await writer.parts.store.head();
  await writer.close();
  await forgetOneOfTheBackup();
});
afterAll(() => place.clear());

/** By two people, on the live ledger; then the list is taken. */
async function forgetOneOfTheBackup(): Promise<void> {
  const into = ['--data', live];
  const half = programme.slice(0, Math.floor(programme.length / 2));
  for (const { data } of half.filter(({ command }) => command === 'EnrolLearner')) {
    const idNumber = String(data['idNumber']);
    const { cases } = await ledgerJson<{ cases: { key: string }[] }>(['search', '--person', idNumber, ...into]);
    if (!cases[0]) continue;
    Object.assign(forgotten, { idNumber, caseId: cases[0].key });
    break;
  }
  const document = {
    kind: 'APPROVAL',
    number: '许人社〔2021〕9号',
    issuer: '许昌市人社局',
    issuedOn: '2021-12-01',
    title: '删除审批',
  };
  const at = ['--at', '2022-01-05T10:00:00+08:00', ...into];
  const proposal = ['--propose', '--reason', '本人申请', '--document', JSON.stringify(document)];
  for (const [i, step] of [proposal, ['--approve']].entries()) {
    const ran = await ledger([
      'forget',
      forgotten.idNumber,
      ...step,
      '--actor',
      `POLICY_ADMIN:XC:admin-${i + 1}`,
      ...at,
    ]);
    if (ran.code !== 0) throw new Error(ran.stdout + ran.stderr);
  }
  writeFileSync(list, (await ledger(['destroyed-keys', ...into])).stdout);
}

const restored = (name: string, ...more: readonly string[]): Promise<Restored> =>
  ledgerJson<Restored>(['restore', backup, place.at(name), '--master-key-file', masterKey, ...more]);

/** What can be read of the forgotten person's case. */
async function revealed(folder: string): Promise<string | null | undefined> {
  const who = ['--reveal', '--actor', 'AUDITOR:XC:auditor-1', '--why', '抽查'];
  const ran = await ledger(['case', forgotten.caseId, ...who, '--data', folder, '--json'], { env: withKey });
  expect([ran.code, ran.stderr]).toEqual([0, expect.any(String)]);
  return (JSON.parse(ran.stdout) as { revealed: Record<string, string | null> }).revealed['idNumber'];
}

describe('a backup that is taken while 64 commands at a time are written', () => {
  it('is of one moment in between, and lies whole under its name', () => {
    expect(events.inBackup).toBeGreaterThanOrEqual(events.before);
    expect(events.inBackup).toBeLessThan(events.after);
    expect(readdirSync(backup).toSorted()).toEqual([
      'destroyed-keys.json',
      'head',
      'log.db',
      'manifest.json',
      'vault.db',
    ]);
    expect(existsSync(`${backup}.unfinished`)).toBe(false);
  });

  it('restored on an empty folder is a ledger that holds, and goes on', async () => {
    const folder = place.at('restored');
    const report = await restored('restored', '--destroyed', list);
    expect(report.events).toBe(events.inBackup);
    const verified = await ledger(['verify', '--data', folder], { env: withKey });
    expect([verified.code, verified.stdout]).toEqual([
      0,
      expect.stringContaining('Everything that was looked at holds'),
    ]);
    const again = place.at('again.ndjson');
    const fresh = programme.slice(0, AT_ONCE).map((line) => ({ ...line, id: randomUUID() }));
    writeFileSync(again, [...programme.slice(0, AT_ONCE), ...fresh].map((line) => JSON.stringify(line)).join('\n'));
    const ran = await ledger(['import', again, '--data', folder, '--json'], { env: withKey });
    const counts = JSON.parse(ran.stdout) as { duplicate: number; accepted: number; refused: number };
    expect([counts.duplicate, counts.accepted + counts.refused]).toEqual([AT_ONCE, AT_ONCE]);
    expect((await ledger(['verify', '--data', folder], { env: withKey })).code).toBe(0);
  });

  it('keeps forgotten who was forgotten after it: by a newer list, or by the newer log', async () => {
    const byList = await restored('by-list', '--destroyed', list);
    const byLog = await restored('by-log', '--newer-log', live);
    expect(byList.destroyedAgain).toHaveLength(1);
    expect(byLog.destroyedAgain.map(({ person }) => person)).toEqual(byList.destroyedAgain.map(({ person }) => person));
    for (const name of ['by-list', 'by-log']) expect(await revealed(place.at(name))).toBeNull();
    await restored('by-nothing');
    expect(await revealed(place.at('by-nothing'))).toBe(forgotten.idNumber);
  });

  it('says that the ledger is older than what a list or a log has seen, and what was done, in the journal', async () => {
    const report = await restored('older', '--newer-log', live);
    expect(report.behind).toMatchObject({ by: 'newer-log' });
    expect(report.behind!.events).toBeGreaterThan(report.events);
    expect(report.notices?.map(({ en }) => en)).toEqual([expect.stringContaining('is older than what has been seen')]);
    const ran = await ledger(['decryptions', '--limit', '1000', '--data', place.at('older'), '--json'], {
      env: withKey,
    });
    const { decryptions } = JSON.parse(ran.stdout) as { decryptions: { outcome: string; person: string }[] };
    expect(decryptions.slice(-2).map(({ outcome }) => outcome)).toEqual(['restored', 'destroyed-again']);
  });
});

describe('a backup that is not as it was made', () => {
  const copy = (name: string): string => {
    const folder = place.at(name);
    cpSync(backup, folder, { recursive: true });
    return folder;
  };
  const refusal = async (folder: string, ...more: readonly string[]): Promise<Ran> => {
    const target = place.at('never');
    const ran = await ledger(['restore', folder, target, '--master-key-file', masterKey, ...more]);
    expect([existsSync(target), existsSync(`${target}.unfinished`)]).toEqual([false, false]);
    return ran;
  };
  const changed = (folder: string, change: (manifest: Record<string, unknown>) => void): void => {
    const file = path.join(folder, 'manifest.json');
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    change(manifest);
    writeFileSync(file, JSON.stringify(manifest));
  };

  it.each(['log.db', 'vault.db', 'head', 'destroyed-keys.json'])(
    'with a flipped bit in %s is refused',
    async (name) => {
      const folder = copy(`flipped-${name}`);
      const bytes = readFileSync(path.join(folder, name));
      bytes[Math.floor(bytes.length / 2)]! ^= 1;
      writeFileSync(path.join(folder, name), bytes);
      const ran = await refusal(folder);
      expect([ran.code, ran.stderr]).toEqual([
        1,
        expect.stringContaining(`The file ${name} is not what the manifest says`),
      ]);
    },
  );

  it('with a file that is cut or missing is refused', async () => {
    const folder = copy('cut');
    writeFileSync(path.join(folder, 'log.db'), readFileSync(path.join(folder, 'log.db')).subarray(0, 4096));
    expect((await refusal(folder)).stderr).toContain('The file log.db has 4096 bytes instead of');
    rmSync(path.join(folder, 'log.db'));
    expect((await refusal(folder)).stderr).toContain('The file log.db is not there');
  });

  it.each(['../outside.db', '/etc/passwd', 'log.db/../../x', '.hidden', 'other.db'])(
    'that names the file %s is refused',
    async (name) => {
      const folder = copy('names');
      changed(folder, ({ files }) => Object.assign((files as object[])[0]!, { name }));
      const ran = await refusal(folder);
      expect([ran.code, ran.stderr]).toEqual([1, expect.stringMatching(/entry of file 1 is not acceptable/)]);
    },
  );

  it('whose log was exchanged together with its entry in the manifest is refused', async () => {
    const [folder, later] = [copy('exchanged'), place.at('later-backup')];
    await ledger(['backup', later, '--data', live]);
    cpSync(path.join(later, 'log.db'), path.join(folder, 'log.db'));
    const manifest = JSON.parse(readFileSync(path.join(later, 'manifest.json'), 'utf8')) as {
      files: { name: string }[];
    };
    const entry = manifest.files.find(({ name }) => name === 'log.db')!;
    changed(folder, (own) => {
      own['files'] = (own['files'] as { name: string }[]).map((file) => (file.name === 'log.db' ? entry : file));
    });
    const ran = await refusal(folder);
    expect([ran.code, ran.stderr]).toEqual([
      1,
      expect.stringMatching(/not the one that the manifest names|is damaged/),
    ]);
  });

  it('whose vault is older than its log is refused', async () => {
    const folder = copy('old-vault');
    cpSync(place.at('vault-early.db'), path.join(folder, 'vault.db'));
    const bytes = readFileSync(path.join(folder, 'vault.db'));
    changed(folder, (own) => {
      const entry = { name: 'vault.db', bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
      own['files'] = (own['files'] as { name: string }[]).map((file) => (file.name === 'vault.db' ? entry : file));
    });
    const ran = await refusal(folder);
    expect([ran.code, ran.stderr]).toEqual([1, expect.stringContaining('the vault lacks the key of a value')]);
  });

  it('is refused without its master key, with another one, into a folder that holds something, and with another ledger’s list', async () => {
    const target = place.at('never');
    const none = await ledger(['restore', backup, target]);
    expect([none.code, none.stderr]).toEqual([1, expect.stringContaining('holds no master key')]);
    const wrong = place.at('wrong.key');
    writeFileSync(wrong, Buffer.alloc(32, 7).toString('base64'));
    const other = await ledger(['restore', backup, target, '--master-key-file', wrong]);
    expect([other.code, other.stderr]).toEqual([3, expect.stringContaining('wrong master key')]);
    const full = await ledger(['restore', backup, live, '--master-key-file', masterKey, '--lang', 'zh']);
    expect([full.code, full.stderr]).toEqual([1, expect.stringContaining('不是空目录')]);
    writeFileSync(list + '.other', readFileSync(list, 'utf8').replace(/"ledgerId": "[^"]+"/, '"ledgerId": "x"'));
    const foreign = await refusal(backup, '--destroyed', `${list}.other`);
    expect([foreign.code, foreign.stderr]).toEqual([1, expect.stringContaining('of another ledger')]);
    expect(existsSync(target)).toBe(false);
  });
});

describe('the master key that lies beside the data', () => {
  it('is left out of a backup, with a word about it, unless a demonstration asks for it', async () => {
    const plain = await ledger(['backup', place.at('plain'), '--data', live]);
    expect(plain.stderr).toContain('was left out of the backup');
    const demo = await ledger(['backup', place.at('demo'), '--with-master-key', '--data', live]);
    expect([demo.code, demo.stderr]).toEqual([0, '']);
    expect(existsSync(path.join(place.at('demo'), 'master.key'))).toBe(true);
    expect((await ledger(['restore', place.at('demo'), place.at('demo-restored')])).code).toBe(0);
    expect((await ledger(['verify', '--data', place.at('demo-restored')])).code).toBe(0);
  });
});

import { ledger, ledgerJson } from './run-ledger';

jest.setTimeout(120_000);

const COMMANDS = (
  'init schema import do replay explain case search publicity position trace rules compensations refusals parked rebuild status verify ' +
  'forget decryptions backup restore destroyed-keys migrate export import-log simulate demo'
).split(' ');

describe('the words of the CLI', () => {
  it('help lists every command in English and in Chinese', async () => {
    const en = await ledger(['--help']);
    const zh = await ledger(['--help'], { env: { LANG: 'zh_CN.UTF-8' } });
    for (const name of COMMANDS) {
      expect(en.stdout).toMatch(new RegExp(`^  ${name} `, 'm'));
      expect(zh.stdout).toMatch(new RegExp(`^  ${name} .*\\p{Script=Han}`, 'mu'));
    }
    expect(en.stdout).not.toMatch(/\p{Script=Han}/u);
    expect(zh.stdout).toMatch(/用法.*[\s\S]*命令/);
    expect([en.stdout, zh.stdout].map((words) => /3/.test(words) && /130/.test(words))).toEqual([true, true]);
  });

  it.each(COMMANDS)('%s explains itself in both languages', async (name) => {
    const [en, zh] = await Promise.all([ledger([name, '--help']), ledger([name, '--help', '--lang', 'zh'])]);
    expect([en.code, zh.code]).toEqual([0, 0]);
    expect(en.stdout).not.toMatch(/\p{Script=Han}/u);
    expect(zh.stdout).toMatch(/\p{Script=Han}/u);
    for (const option of ['--data', '--json', '--lang']) expect(en.stdout).toContain(option);
  });

  it('wrong usage ends with 2 and one sentence', async () => {
    for (const words of [
      ['nothing'],
      ['replay'],
      ['import', '--nope', 'x'],
      ['init', '--clock', 'sun'],
      ['position', '--unit', 'XC-9'],
    ]) {
      const ran = await ledger(words);
      expect([ran.code, ran.stdout]).toEqual([2, '']);
      expect(ran.stderr.trim().split('\n').length).toBeLessThanOrEqual(2);
    }
  });

  it('with --json even a failure is one document', async () => {
    const failed = await ledgerJson<{ problem: { type: string; detail: string; detailEn: string } }>(
      ['position', '--data', '/nowhere/at/all'],
      3,
    );
    expect(failed.problem).toEqual({
      type: 'no-ledger',
      detail: expect.stringMatching(/台账/),
      detailEn: expect.stringMatching(/ledger/),
    });
  });

  it('a mistake in the data is not repeated, for it may be personal', async () => {
    const ran = await ledger([
      'do',
      'RegisterPerson',
      '{"idNumber":"411002199003052110"',
      '--actor',
      'CLERK:XC-411002:c',
    ]);
    expect(ran.code).toBe(2);
    expect(`${ran.stdout}${ran.stderr}`).not.toContain('411002199');
  });

  it('rules are listed with clause and title, one of them in full in both languages', async () => {
    const { rules } = await ledgerJson<{ rules: { ruleId: string; clause: string }[] }>(['rules']);
    expect(rules.map(({ ruleId }) => ruleId)).toEqual(expect.arrayContaining(['A-063', 'B.5-four-eyes', 'D.4-batch']));
    const one = await ledger(['rules', 'A-063']);
    expect(one.stdout).toMatch(/A-063[\s\S]*每人每年[\s\S]*at most/i);
    expect((await ledger(['rules', 'A-999'])).code).toBe(1);
  });

  it('compensations are shown for one command and one state, in both languages and as JSON', async () => {
    const zh = await ledger(['compensations', 'SubmitClaim', '--state', 'paid', '--lang', 'zh']);
    expect(zh.stdout).toMatch(/已拨付[\s\S]*ProposeRevocation[\s\S]*向收款人追回/);
    const en = await ledger(['compensations', 'SubmitClaim', '--state', 'paid', '--lang', 'en']);
    expect(en.stdout).toMatch(/paid[\s\S]*two people[\s\S]*asked back from the payee/);
    expect(en.stdout).not.toMatch(/\p{Script=Han}/u);
    const { rows } = await ledgerJson<{ rows: { command: string; twoPeople: boolean }[] }>([
      'compensations',
      'SubmitClaim',
      '--state',
      'paid',
    ]);
    expect(rows).toMatchObject([{ command: 'SubmitClaim', twoPeople: true, refusedNow: { ruleId: 'D.4-batch' } }]);
    expect((await ledger(['compensations', 'SubmitNothing'])).code).toBe(1);
  });

  it('the schema of one command holds what it needs and no more', async () => {
    const { oneOf, $defs } = await ledgerJson<{ oneOf: { title: string }[]; $defs: Record<string, object> }>([
      'schema',
      'SubmitClaim',
    ]);
    expect(oneOf.map(({ title }) => title)).toEqual(['SubmitClaim']);
    expect(Object.keys($defs)).toEqual(['SubmitClaim']);
    const filing = await ledgerJson<{ $defs: Record<string, object> }>(['schema', 'FileClass']);
    expect(Object.keys(filing.$defs).toSorted()).toEqual(['FileClass', 'PlannedSessionDto']);
  });
});

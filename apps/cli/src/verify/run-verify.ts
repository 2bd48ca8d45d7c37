import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { NoLedger, verifyLedger, type LedgerOptions, type VerifyReport, type VerifyStep } from '@ledger/runtime';
import type { Call } from '../frame/cli-command';
import { EXIT, type ExitCode } from '../frame/exit-codes';
import type { Text } from '../frame/language';
import { ledgerOptions } from '../frame/open-ledger';
import { ProgressLine } from '../frame/progress-line';
import type { Terminal } from '../frame/terminal';
import { money, plainNumber } from '../frame/words';

export async function runVerify(call: Call): Promise<ExitCode> {
  const { terminal } = call;
  const options = ledgerOptions(call);
  if (!options.eventStore && !existsSync(join(call.folder, 'log.db'))) throw new NoLedger(call.folder);
  const report = await verifying(call, options);
  if (terminal.json) terminal.document(report);
  else show(terminal, report);
  return report.sound ? EXIT.ok : EXIT.refused;
}

const STEPS: readonly VerifyStep[] = ['log', 'vault', 'form', 'views', 'money'];

async function verifying(call: Call, options: LedgerOptions): Promise<VerifyReport> {
  const progress = new ProgressLine(call.terminal, { zh: '核验', en: 'verify' }, { zh: '步', en: 'steps' });
  const startedAt = performance.now();
  try {
    return await verifyLedger({
      ...options,
      onProgress(step, share) {
        const done = STEPS.indexOf(step) + share;
        const seconds = (performance.now() - startedAt) / 1_000;
        const secondsLeft = done > 0 ? (seconds / done) * (STEPS.length - done) : 0;
        progress.moved({ share: done / STEPS.length, done, perSecond: done / Math.max(seconds, 0.001), secondsLeft });
      },
    });
  } finally {
    progress.end();
  }
}

const SKIPPED: Readonly<Record<NonNullable<VerifyReport['skipped']>, Text>> = {
  'log-damaged': {
    zh: '日志已损坏，其余未核验。',
    en: 'The log is damaged; nothing else was looked at.',
  },
  'in-use': {
    zh: '另一进程正在写入，视图与资金未核验。',
    en: 'Another process is writing; views and money were not looked at.',
  },
};

function show(terminal: Terminal, report: VerifyReport): void {
  const { log, vault, form, documents, views, money: books, skipped, sound } = report;
  const check = (what: Text, faults: readonly string[]): void => {
    const mark = faults.length === 0 ? terminal.paint('green', '✓') : terminal.paint('red', '✗');
    terminal.line(`${mark} ${terminal.text(what)}`);
    for (const fault of faults) terminal.line(`    ${fault}`);
  };
  check(
    {
      zh: `日志：${plainNumber(log.events)} 个事件，${plainNumber(log.streams)} 个流，散列与连续性`,
      en: `log: ${plainNumber(log.events)} events on ${plainNumber(log.streams)} streams, hashes and gaps`,
    },
    log.damages.map(({ position, to, stream, version, what, zh }) => {
      const place = stream === undefined ? '' : ` ${stream}@${version}`;
      return `#${position ?? '?'}${to === undefined ? '' : `–${to}`}${place}  ${terminal.language === 'zh' ? zh : what}`;
    }),
  );
  if (vault)
    check(
      { zh: '密钥库与解密日志', en: 'vault and decryption journal' },
      vault.faults.map((each) => terminal.text(each)),
    );
  if (documents)
    check(
      { zh: `附件：${documents.named} 份在库`, en: `documents: ${documents.named} named, all in the vault` },
      documents.missing.map(({ sha256, stream, version }) => `${sha256} (${stream}@${version})`),
    );
  if (form)
    check(
      { zh: '形式规则：不相容岗位、先后次序、更正指向', en: 'rules of form: two people, order in time, corrections' },
      form.faults.map((each) => `${each.ruleId} ${each.stream}@${each.version}  ${terminal.text(each)}`),
    );
  if (views)
    check({ zh: '视图与由日志重建者一致', en: 'views equal a rebuild from the log' }, [
      ...views.differences.map(({ table, key }) => `${table} ${key}`),
      ...(views.parked > 0
        ? [terminal.text({ zh: `${views.parked} 个停放事件`, en: `${views.parked} parked events` })]
        : []),
    ]);
  if (books)
    check(
      {
        zh: '资金：恒等式，按个案 = 按班期 = 按批次 = 按账户',
        en: 'money: identity; by case = by class = by batch = by line',
      },
      books.faults.map(({ of, what, fundFen, otherFen }) => `${of} ${what}: ${money(fundFen)} ≠ ${money(otherFen)}`),
    );
  if (skipped) terminal.note(SKIPPED[skipped]);
  terminal.line(
    sound
      ? terminal.paint('green', terminal.text({ zh: '已核验的全部相符。', en: 'Everything that was looked at holds.' }))
      : terminal.paint('red', terminal.text({ zh: '核验未通过。', en: 'The check failed.' })),
  );
}

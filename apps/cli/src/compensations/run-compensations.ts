import { writeFile } from 'node:fs/promises';
import { compensationMatrix, type MatrixRow } from '@ledger/runtime/compensation/compensation-matrix';
import { matrixMarkdown, papers } from '@ledger/runtime/compensation/matrix-markdown';
import type { Call } from '../frame/cli-command';
import { EXIT, type ExitCode } from '../frame/exit-codes';
import { CallRefused } from '../frame/problem';
import type { Terminal } from '../frame/terminal';
import { textOf } from '../frame/values';

export async function runCompensations(call: Call): Promise<ExitCode> {
  const { terminal, options } = call;
  const rows = asked(call);
  if (options['markdown'] === true) await written(call, matrixMarkdown(rows));
  else if (terminal.json) terminal.document({ rows });
  else {
    terminal.table(
      [
        { head: { zh: '事项', en: 'Command' } },
        { head: { zh: '此后状态', en: 'Later state' } },
        { head: { zh: '补偿', en: 'Compensation' } },
        { head: { zh: '材料', en: 'Papers' } },
        { head: { zh: '名额', en: 'Slot' } },
        { head: { zh: '资金', en: 'Money' } },
      ],
      rows.map((row) => wordsOf(terminal, row)),
    );
    if (call.arguments[0] !== undefined) notes(terminal, rows);
  }
  return EXIT.ok;
}

async function written(call: Call, words: string): Promise<void> {
  const out = textOf(call, 'out');
  if (out === undefined) call.terminal.line(words.trimEnd());
  else await writeFile(out, words);
}

/** The rows that were asked for; of a state only that of its states. */
function asked(call: Call): MatrixRow[] {
  const [command] = call.arguments;
  const state = textOf(call, 'state');
  const rows = compensationMatrix()
    .filter((row) => command === undefined || row.command === command)
    .map((row) => (state === undefined ? row : { ...row, stages: row.stages.filter(({ id }) => id === state) }))
    .filter(({ stages }) => stages.length > 0);
  if (rows.length > 0) return rows;
  throw new CallRefused(
    'nothing-found',
    {
      zh: '矩阵中没有这样的命令和状态；请核对（ledger compensations --json 列出全部）。',
      en: 'The matrix has no such command and state; check both (ledger compensations --json lists them all).',
    },
    EXIT.refused,
  );
}

function wordsOf(terminal: Terminal, row: MatrixRow): string[] {
  const { command, name, variant, stages, slot, money } = row;
  return [
    `${terminal.text(name)}\n${terminal.paint('dim', variant ? `${command} ${variant}` : command)}`,
    stages.map((stage) => terminal.text(stage)).join('\n'),
    compensation(terminal, row),
    terminal.text(papers(row)),
    slot ? terminal.text(slot) : '',
    money ? terminal.text(money) : '',
  ];
}

function compensation(terminal: Terminal, { is, steps, or, refusedNow }: MatrixRow): string {
  const refused = refusedNow ? [terminal.paint('yellow', `✗ ${refusedNow.command}: ${refusedNow.ruleId}`)] : [];
  if (is === 'none') return terminal.text({ zh: '无须', en: 'none needed' });
  if (is === 'over') return [terminal.text({ zh: '不再需要', en: 'not any more' }), ...refused].join('\n');
  const ways = [steps.map(({ command }) => command), ...or].map((way) => way.join('\n→ '));
  return [ways.join(`\n${terminal.text({ zh: '或', en: 'or' })} `), ...refused].join('\n');
}

/** Of one command there is room for who may, and why. */
function notes(terminal: Terminal, rows: readonly MatrixRow[]): void {
  const who = new Map(rows.flatMap(({ steps }) => steps.map((step) => [step.command, step] as const)));
  for (const { command, zh, en, who: roles } of who.values())
    terminal.line(`${command} ${terminal.text({ zh, en })}: ${roles.map((role) => terminal.text(role)).join('; ')}`);
  for (const words of new Set(rows.flatMap(({ note }) => (note ? [terminal.text(note)] : []))))
    terminal.line(`· ${words}`);
}

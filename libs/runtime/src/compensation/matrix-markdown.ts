import type { Label } from '@ledger/kernel';
import { compensationMatrix, type Asked, type CompensatingStep, type MatrixRow } from './compensation-matrix';

const HEAD = `# 补偿矩阵 Compensation matrix

由程序生成 generated: \`npm run ledger -- compensations --markdown --out docs/compensation-matrix.md\`. A test fails when it is out of date.

办理有误，不改历史，只办补偿事项：每一行写明该事项办理之后、对象处于某一状态时，由谁、用哪些命令补偿，以及名额和资金如何。
Nothing recorded is ever changed: for each command and each later state, these rows say which commands undo it, who may give them, on
what papers, and what becomes of slot and money. Steps are given in order; “refused” names what does not do there, and the rule that says so.
`;

/** 成文: the matrix as a document for people, in both languages. */
export function matrixMarkdown(rows: readonly MatrixRow[] = compensationMatrix()): string {
  const lines = [HEAD];
  let subject = '';
  for (const row of rows) {
    if (row.subject.id !== subject) {
      subject = row.subject.id;
      lines.push(`\n## ${both(row.subject.name, ' ')}\n`, ...TABLE_HEAD);
    }
    lines.push(`| ${cellsOf(row).map(plain).join(' | ')} |`);
  }
  return `${[...lines, ...legend(rows)].join('\n')}\n`;
}

const TABLE_HEAD = [
  '| 事项 command | 此后状态 later state | 补偿 compensation | 材料 papers | 名额 slot | 资金 money | 说明 note |',
  '| --- | --- | --- | --- | --- | --- | --- |',
];

const both = ({ zh, en }: Label, between = '<br>'): string => `${zh}${between}${en}`;
const plain = (words: string): string => words.replaceAll('|', '\\|');

function cellsOf(row: MatrixRow): string[] {
  const { command, name, variant, stages, steps, slot, money } = row;
  return [
    `${both(name)}<br>\`${command}\`${variant ? ` ${variant}` : ''}`,
    stages.map((stage) => both(stage, ' ')).join('<br>'),
    compensation(row),
    steps.length === 0 ? '' : both(papers(row)),
    slot ? both(slot) : '',
    money ? both(money) : '',
    note(row),
  ];
}

function compensation({ is, steps, or }: MatrixRow): string {
  if (is === 'none') return both({ zh: '无须', en: 'none needed' });
  if (is === 'over') return both({ zh: '不再需要', en: 'not any more' });
  const ways = [steps.map(({ command }) => command), ...or].map((way) => way.map((step) => `\`${step}\``).join(' → '));
  return ways.join('<br>或 or ');
}

/** Each compensating command once: who may give it, on what papers. */
function legend(rows: readonly MatrixRow[]): string[] {
  const steps = new Map(rows.flatMap((row) => row.steps.map((step) => [step.command, step] as const)));
  const lines = [...steps.values()].map((step) => {
    const who = step.who.map((each) => both(each, ' ')).join('<br>');
    const words = both(papers({ steps: [step], twoPeople: false }));
    return `| ${both(step)}<br>\`${step.command}\` | ${who} | ${words} |`;
  });
  return [
    '\n## 补偿事项 Compensating commands\n',
    '| 事项 command | 谁可以办 who may | 材料 papers |',
    '| --- | --- | --- |',
    ...lines,
  ];
}

const PAPERS: Readonly<Record<Asked, number>> = { required: 2, optional: 1, none: 0 };

/** What the steps ask for, all together; and whether two people must act. */
export function papers({ steps, twoPeople }: Pick<MatrixRow, 'steps' | 'twoPeople'>): Label {
  const most = (of: (step: CompensatingStep) => Asked): number => Math.max(0, ...steps.map((step) => PAPERS[of(step)]));
  const words: Label[] = [
    ...naming(
      most((step) => step.reason),
      { zh: '理由', en: 'reason' },
    ),
    ...naming(
      most((step) => step.document),
      { zh: '文件', en: 'document' },
    ),
    ...(twoPeople ? [{ zh: '两人', en: 'two people' }] : []),
  ];
  return { zh: words.map(({ zh }) => zh).join('、'), en: words.map(({ en }) => en).join(', ') };
}

const naming = (asked: number, { zh, en }: Label): Label[] =>
  asked === 2 ? [{ zh, en }] : asked === 1 ? [{ zh: `${zh}（可附）`, en: `${en} (may be given)` }] : [];

function note({ refusedNow, note: more }: MatrixRow): string {
  const refused = refusedNow ? [`\`${refusedNow.command}\` 拒绝 refused: ${refusedNow.ruleId}`] : [];
  return [...refused, ...(more ? [both(more)] : [])].join('<br>');
}

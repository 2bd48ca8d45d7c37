import type { Label } from '@ledger/kernel';
import {
  allCommands,
  compensationCells,
  CONDITIONS,
  MONEY_OUTCOMES,
  ROLES,
  SLOT_OUTCOMES,
  SUBJECTS,
  WHO_MAY,
  type Cell,
  type Role,
} from '@ledger/streams';
import { commandSchema, type Schema } from '../schema/command-schema';

/** 须附材料: whether a command asks for it, read from the class that validation is made from. */
export type Asked = 'required' | 'optional' | 'none';

/** One compensating command: who may give it, and on what papers. */
export interface CompensatingStep extends Label {
  readonly command: string;
  readonly who: readonly (Label & { readonly role: Role })[];
  readonly reason: Asked;
  readonly document: Asked;
}

/** 矩阵的一行: one command in states that have the same answer. */
export interface MatrixRow {
  readonly command: string;
  readonly name: Label;
  /** Which correction, of ApproveCorrection. */
  readonly variant?: string;
  readonly subject: { readonly id: string; readonly name: Label };
  readonly stages: readonly (Label & { readonly id: string })[];
  readonly is: 'undone' | 'over' | 'none';
  readonly steps: readonly CompensatingStep[];
  readonly or: readonly (readonly string[])[];
  /** Two people, each with a command of their own (D11). */
  readonly twoPeople: boolean;
  readonly slot?: Label;
  readonly money?: Label;
  /** Refused there, and by which rule. */
  readonly refusedNow?: { readonly command: string; readonly ruleId: string };
  readonly note?: Label;
}

const REASONS = ['reason', 'opinion', 'cause', 'summary'];

/** 补偿矩阵, made from the table of compensations, the table of powers and the shapes of the commands. */
export function compensationMatrix(): MatrixRow[] {
  const steps = stepsByCommand();
  const rows: MatrixRow[] = [];
  for (const cell of compensationCells()) {
    const row = rowOf(cell, steps);
    const last = rows.at(-1);
    if (last && sameAnswer(last, row)) rows[rows.length - 1] = { ...last, stages: [...last.stages, ...row.stages] };
    else rows.push(row);
  }
  return rows;
}

const sameAnswer = ({ stages: _a, ...a }: MatrixRow, { stages: _b, ...b }: MatrixRow): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

function stepsByCommand(): ReadonlyMap<string, CompensatingStep> {
  const { $defs } = commandSchema() as Schema & { readonly $defs: Readonly<Record<string, Schema>> };
  const powers = new Map(WHO_MAY.map(({ command, who }) => [command, who]));
  return new Map(
    allCommands.map(({ name: command, zh, en, shape }) => {
      const schema = $defs[shape.name];
      const who = Object.entries(powers.get(command) ?? {}).map(([role, condition]) => {
        const { zh: roleZh, en: roleEn } = ROLES[role as Role];
        const on = CONDITIONS[condition];
        return { role: role as Role, zh: `${roleZh}（${on.zh}）`, en: `${roleEn} (${on.en})` };
      });
      return [command, { command, zh, en, who, reason: asked(schema, REASONS), document: asked(schema, ['document']) }];
    }),
  );
}

function asked(schema: Schema | undefined, fields: readonly string[]): Asked {
  const required = (schema?.['required'] ?? []) as readonly string[];
  if (fields.some((field) => required.includes(field))) return 'required';
  return fields.some((field) => field in (schema?.properties ?? {})) ? 'optional' : 'none';
}

function rowOf(
  { command, variant, subject, stage, answer }: Cell,
  all: ReadonlyMap<string, CompensatingStep>,
): MatrixRow {
  const { name, stages } = SUBJECTS[subject];
  const label = (stages as Readonly<Record<string, Label>>)[stage] ?? { zh: stage, en: stage };
  const { zh = command, en = command } = all.get(command) ?? {};
  const done = answer.is === 'undone' ? answer : undefined;
  const steps = (done?.steps ?? []).flatMap((step) => all.get(step) ?? []);
  return {
    command,
    name: { zh, en },
    ...(variant === undefined ? {} : { variant }),
    subject: { id: subject, name },
    stages: [{ id: stage, ...label }],
    is: answer.is,
    steps,
    or: done?.or ?? [],
    twoPeople: steps.some(({ command: step }) => step.startsWith('Approve') || FOUR_EYES.includes(step)),
    ...(done ? { slot: SLOT_OUTCOMES[done.slot], money: MONEY_OUTCOMES[done.money] } : {}),
    ...('refusedNow' in answer && answer.refusedNow ? { refusedNow: answer.refusedNow } : {}),
    ...(answer.note ? { note: answer.note } : {}),
  };
}

/** Given by another person than who did what they undo. */
const FOUR_EYES: readonly string[] = [
  'TakeBackClassCancellation',
  'DeclineCorrection',
  'DeclineClassAmendment',
  'DeclinePersonCorrection',
  'DeclineQuotaException',
  'DeclineKeyDestruction',
  'DeclineOrgAccountChange',
  'DeclineRateConfirmation',
];

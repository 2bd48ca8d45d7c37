import { existsSync, readFileSync } from 'node:fs';
import type { EventSummary } from '@ledger/commanding';
import type { CommandsInLog } from './commands-in-log';

/** 已作出的答复: what a caller had been told of a command, in an answer or in a line of a report. */
export interface ToldAnswer {
  readonly id: string | null;
  readonly outcome: string;
  readonly events?: readonly EventSummary[];
  readonly flags?: readonly string[];
  readonly problem?: { readonly type: string; readonly ruleId?: string };
  readonly first?: ToldAnswer;
}

/** The whole lines of a file that its writer may have been killed over. */
export function answersIn(file: string): ToldAnswer[] {
  if (!existsSync(file)) return [];
  const whole = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  return whole.map((line) => JSON.parse(line) as ToldAnswer);
}

/** The outcome itself, of a first answer or of its repetition. */
export const firstOf = (answer: ToldAnswer): ToldAnswer => answer.first ?? answer;

/** True when the log says of the command exactly what was answered: these events and no refusal, or one refusal. */
export function stands(answer: ToldAnswer, log: CommandsInLog): boolean {
  const { id, outcome, events = [] } = firstOf(answer);
  const there = log.of(id ?? '');
  const refusals = there.filter(({ type }) => type === 'CommandRefused');
  switch (outcome) {
    case 'accepted':
      return refusals.length === 0 && told(there) === told(events);
    case 'refused':
      return refusals.length === 1 && refusals[0]?.stream === `command-${id}`;
    default:
      return there.length === 0;
  }
}

const told = (events: readonly EventSummary[]): string =>
  events.map(({ stream, version, type }) => `${stream}@${version} ${type}`).join('\n');

import type { Answer } from '@ledger/commanding';
import { eventLabel } from '@ledger/views/labels';
import { EXIT, type ExitCode } from './exit-codes';
import type { Terminal } from './terminal';

const OUTCOMES = {
  accepted: { zh: '已受理', en: 'accepted' },
  refused: { zh: '已拒绝', en: 'refused' },
  invalid: { zh: '无效', en: 'invalid' },
  duplicate: { zh: '重复(以首次答复为准)', en: 'duplicate (the first answer stands)' },
  conflict: { zh: '冲突', en: 'conflict' },
  unavailable: { zh: '暂不可用', en: 'unavailable' },
} as const;

/** The one outcome of a command, for people or programs. */
export function showAnswer(terminal: Terminal, answer: Answer): ExitCode {
  if (terminal.json) terminal.document(answer);
  else write(terminal, answer);
  const { outcome } = answer.outcome === 'duplicate' && answer.first ? answer.first : answer;
  return outcome === 'accepted' ? EXIT.ok : EXIT.refused;
}

function write(terminal: Terminal, { id, outcome, problem, events, flags, first }: Answer): void {
  const colour = outcome === 'accepted' ? 'green' : outcome === 'duplicate' ? 'yellow' : 'red';
  terminal.line(`${terminal.paint(colour, terminal.text(OUTCOMES[outcome]))}  ${id}`);
  if (problem) {
    const { ruleId, clause, detail, detailEn, errors } = problem;
    if (ruleId) terminal.line(`  ${ruleId}${clause ? `  ${clause}` : ''}`);
    terminal.line(`  ${detail}`);
    terminal.line(`  ${detailEn}`);
    for (const { pointer, message } of errors ?? []) terminal.line(`  ${pointer}: ${message}`);
  }
  for (const { stream, version, type } of events ?? [])
    terminal.line(`  ${stream}@${version}  ${terminal.text(eventLabel(type))} (${type})`);
  if (flags && flags.length > 0) terminal.line(`  ${terminal.paint('yellow', flags.join(', '))}`);
  if (first) write(terminal, first);
}

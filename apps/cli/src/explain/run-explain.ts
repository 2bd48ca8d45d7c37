import { ruleById } from '@ledger/streams';
import { eventLabel } from '@ledger/views/labels';
import type { Call } from '../frame/cli-command';
import { EXIT, type ExitCode } from '../frame/exit-codes';
import { reading } from '../frame/open-ledger';
import { nothingNamed } from '../frame/problem';
import { eventsOf, streamNamed } from '../frame/stream-named';
import type { Terminal } from '../frame/terminal';
import { argumentOf } from '../frame/values';
import { withoutCiphers } from '@ledger/runtime/questions/without-ciphers';
import { actorWords, localTime } from '../frame/words';
import { chosen, decisionsOn, type ExplainedDecision } from '@ledger/runtime/questions/decisions';
import { factWords, ruleValueWords } from './evidence-words';

export async function runExplain(call: Call): Promise<ExitCode> {
  const stream = streamNamed(argumentOf(call, 0));
  const [, event] = call.arguments;
  return reading(call, async (ask) => {
    const all = await ask(async (ledger) => decisionsOn(ledger, stream, await eventsOf(ledger, stream)));
    const decisions = chosen(all, event);
    if (decisions.length === 0) throw nothingNamed(`${stream} ${event}`);
    if (call.terminal.json) call.terminal.document({ stream, decisions: decisions.map(forPrograms) });
    else for (const decision of decisions) show(call.terminal, decision);
    return EXIT.ok;
  });
}

function forPrograms({ event, refusal, evidence, decidedOn }: ExplainedDecision): object {
  const { version, type, actor, command, occurredAt, recordedAt, policyVersion, reason, document } = event;
  return {
    ...(refusal ? { refusal } : { version }),
    type,
    actor,
    command: { name: command.name, id: command.id },
    occurredAt,
    recordedAt,
    policyVersion,
    reason,
    document,
    rules: evidence.rules,
    facts: withoutCiphers(evidence.facts),
    decidedOn,
  };
}

function show(terminal: Terminal, { event, refusal, evidence, decidedOn }: ExplainedDecision): void {
  const place = refusal ? terminal.paint('red', '×') : `v${event.version}`;
  terminal.line(
    terminal.paint(
      'bold',
      `${place} ${localTime(event.occurredAt)}  ${terminal.text(eventLabel(event.type))} (${event.command.name})`,
    ),
  );
  terminal.line(`   ${actorWords(terminal, event.actor)}  ${event.policyVersion}`);
  if (refusal) {
    terminal.line(`   ${refusal.ruleId}  ${refusal.clause}`);
    terminal.line(`   ${refusal.zh}`);
    terminal.line(`   ${refusal.en}`);
  }
  if (decidedOn)
    terminal.say({
      zh: `   随 ${decidedOn.stream}@${decidedOn.version} 的决定而来`,
      en: `   follows from the decision at ${decidedOn.stream}@${decidedOn.version}`,
    });
  for (const { ruleId, value } of evidence.rules) {
    const rule = ruleById(ruleId);
    const failed = refusal?.ruleId === ruleId ? terminal.paint('red', '✗') : terminal.paint('green', '✓');
    terminal.line(
      `   ${failed} ${ruleId} ${rule ? terminal.text(rule.title) : ''}${value === undefined ? '' : `: ${ruleValueWords(terminal, ruleId, value)}`}`,
    );
  }
  for (const fact of evidence.facts)
    terminal.line(terminal.paint('dim', `     ${factWords(terminal, fact)}  (${fact.stream}@${fact.version})`));
}

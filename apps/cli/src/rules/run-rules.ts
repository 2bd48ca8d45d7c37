import { RULES_CATALOGUE, ruleById } from '@ledger/streams/rules-catalogue';
import type { Call } from '../frame/cli-command';
import { EXIT, type ExitCode } from '../frame/exit-codes';
import { nothingNamed } from '../frame/problem';

export async function runRules({ terminal, arguments: [asked] }: Call): Promise<ExitCode> {
  if (asked === undefined) {
    if (terminal.json) terminal.document({ rules: RULES_CATALOGUE });
    else
      terminal.table(
        [
          { head: { zh: '规则', en: 'Rule' } },
          { head: { zh: '条款', en: 'Clause' } },
          { head: { zh: '名称', en: 'Title' } },
        ],
        RULES_CATALOGUE.map(({ ruleId, clause, title }) => [ruleId, clause, terminal.text(title)]),
      );
    return EXIT.ok;
  }
  const rule = ruleById(asked);
  if (!rule) throw nothingNamed(asked);
  if (terminal.json) terminal.document(rule);
  else {
    terminal.line(`${terminal.paint('bold', rule.ruleId)}  ${rule.clause}`);
    for (const { zh, en } of [rule.title, rule.text]) {
      terminal.line(`  ${zh}`);
      terminal.line(`  ${en}`);
    }
  }
  return EXIT.ok;
}

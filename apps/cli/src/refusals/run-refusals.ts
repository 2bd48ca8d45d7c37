import { instantOfLocal, isValidLocalDate } from '@ledger/kernel';
import { ruleById } from '@ledger/streams/rules-catalogue';
import type { RefusalRow } from '@ledger/views/refusals/refusals.projection';
import { refusalsByRule, searchRefusals, type RefusalSearch } from '@ledger/views/refusals/refusals.query';
import type { WithKey } from '@ledger/viewstore';
import type { Call } from '../frame/cli-command';
import { EXIT, type ExitCode } from '../frame/exit-codes';
import { reading } from '../frame/open-ledger';
import { nothingNamed } from '../frame/problem';
import type { Terminal } from '../frame/terminal';
import { countIn, momentIn, textOf } from '../frame/values';
import { actorWords, localTime, plainNumber } from '../frame/words';

const ROWS = 20;
const MOST_ROWS = 10_000;

export async function runRefusals(call: Call): Promise<ExitCode> {
  const search: RefusalSearch = {
    rule: textOf(call, 'rule'),
    since: sinceIn(call),
    command: textOf(call, 'command'),
    unit: textOf(call, 'unit'),
  };
  if (search.rule !== undefined && !ruleById(search.rule)) throw nothingNamed(search.rule);
  const limit = Math.max(countIn(call, 'limit', MOST_ROWS) ?? ROWS, 1);
  return reading(call, async (ask) => {
    const byRule = await ask(({ views }) => refusalsByRule(views, search));
    const page = await ask(({ views }) => searchRefusals(views, { ...search, limit, cursor: textOf(call, 'cursor') }));
    if (call.terminal.json) call.terminal.document({ byRule, refusals: page.rows, cursor: page.cursor });
    else {
      showByRule(call.terminal, byRule);
      for (const row of page.rows) showRefusal(call.terminal, row);
      if (page.cursor)
        call.terminal.say({ zh: `下一页：--cursor '${page.cursor}'`, en: `next page: --cursor '${page.cursor}'` });
    }
    return EXIT.ok;
  });
}

/** Since a day means since its beginning. */
function sinceIn(call: Call): string | undefined {
  const text = textOf(call, 'since');
  return text !== undefined && isValidLocalDate(text) ? instantOfLocal(text, '00:00') : momentIn(call, 'since');
}

function showByRule(terminal: Terminal, byRule: Readonly<Record<string, number>>): void {
  const rows = Object.entries(byRule).toSorted(([, a], [, b]) => b - a);
  terminal.table(
    [
      { head: { zh: '规则', en: 'Rule' } },
      { head: { zh: '名称', en: 'Title' } },
      { head: { zh: '拒绝', en: 'Refusals' }, right: true },
    ],
    rows.map(([ruleId, count]) => {
      const rule = ruleById(ruleId);
      return [ruleId, rule ? terminal.text(rule.title) : '', plainNumber(count)];
    }),
  );
}

function showRefusal(terminal: Terminal, row: WithKey<RefusalRow>): void {
  const { ruleId, clause, name, target, actor, occurredAt, key } = row;
  terminal.line(`${localTime(occurredAt)}  ${terminal.paint('red', ruleId)} ${clause}  ${name} → ${target}`);
  terminal.line(`   ${actorWords(terminal, actor)}  ${terminal.paint('dim', key)}`);
  terminal.line(`   ${terminal.text(row)}`);
}

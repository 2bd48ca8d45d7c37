import type { ParkedEvent } from '@ledger/viewstore';
import type { Call } from '../frame/cli-command';
import { EXIT, type ExitCode } from '../frame/exit-codes';
import { reading, writing } from '../frame/open-ledger';
import { CallRefused } from '../frame/problem';
import type { Terminal } from '../frame/terminal';
import { argumentOf } from '../frame/values';

/** Exit code 1 while anything is parked, so that a watch notices. */
export async function runParked(call: Call): Promise<ExitCode> {
  return reading(call, async (ask) => {
    const parked = await ask(({ views }) => views.parked());
    if (call.terminal.json) call.terminal.document({ parked });
    else show(call.terminal, parked);
    return parked.length === 0 ? EXIT.ok : EXIT.refused;
  });
}

export async function runRetry(call: Call): Promise<ExitCode> {
  const which = argumentOf(call, 0);
  if (which !== 'all' && !/^\d+$/.test(which))
    throw new CallRefused('invalid-position', { zh: '请给出位置或 all。', en: 'Give a position, or all.' });
  return writing(call, {}, async (_execute, _ask, { parts }) => {
    const outcomes = await (await parts.background.projector()).retry(which === 'all' ? 'all' : Number(which));
    const stillParked = await parts.views.parked();
    const { terminal } = call;
    if (terminal.json) terminal.document({ outcomes, parked: stillParked });
    else {
      for (const { projection, stream, digested, parked } of outcomes)
        terminal.say({
          zh: `${projection} ${stream}：处理了 ${digested} 个${parked ? `，${parked.error}` : ''}`,
          en: `${projection} ${stream}: ${digested} digested${parked ? `, then ${parked.error}` : ''}`,
        });
      show(terminal, stillParked);
    }
    return stillParked.length === 0 ? EXIT.ok : EXIT.refused;
  });
}

function show(terminal: Terminal, parked: readonly ParkedEvent[]): void {
  if (parked.length === 0) {
    terminal.say({ zh: '没有停放事件。', en: 'Nothing is parked.' });
    return;
  }
  terminal.table(
    [
      { head: { zh: '视图', en: 'View' } },
      { head: { zh: '位置', en: 'Position' }, right: true },
      { head: { zh: '事件', en: 'Event' } },
      { head: { zh: '次数', en: 'Tries' }, right: true },
      { head: { zh: '原因', en: 'Why' } },
    ],
    parked.map(({ projection, position, stream, version, attempts, error, failed }) => [
      projection,
      String(position),
      `${stream}@${version}`,
      String(attempts),
      failed ? error : terminal.text({ zh: '等待同一流的前一事件', en: 'waits for an earlier one of its stream' }),
    ]),
  );
}

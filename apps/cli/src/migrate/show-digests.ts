import type { DigestOfLog } from '@ledger/moving';
import type { Terminal } from '../frame/terminal';
import { plainNumber } from '../frame/words';

/** Both sides of a move: counts by type, and the digest over the canonical bytes. */
export function showDigests(
  terminal: Terminal,
  [one, first]: readonly [string, DigestOfLog],
  [other, second]: readonly [string, DigestOfLog],
): void {
  const names = [...new Set([...Object.keys(first.types), ...Object.keys(second.types)])].toSorted();
  const count = (of: DigestOfLog, name: string): string => plainNumber(of.types[name] ?? 0);
  terminal.table(
    [
      { head: { zh: '事件类型', en: 'Event type' } },
      { head: { zh: '来源', en: 'Source' }, right: true },
      { head: { zh: '目标', en: 'Target' }, right: true },
    ],
    [
      ...names.map((name) => [name, count(first, name), count(second, name)]),
      [terminal.text({ zh: '合计', en: 'all' }), plainNumber(first.events), plainNumber(second.events)],
    ],
  );
  terminal.line(`${terminal.text({ zh: '来源', en: 'source' })}  ${first.digest}  ${one}`);
  terminal.line(`${terminal.text({ zh: '目标', en: 'target' })}  ${second.digest}  ${other}`);
  terminal.line(terminal.paint('green', terminal.text({ zh: '两侧相符。', en: 'Both sides agree.' })));
}

import type { CommandsInLog } from './commands-in-log';
import type { Kill } from './killed-import';

/** The kills after which a command went on to another stream than those on which it had written, each with what it wrote. */
export function betweenStreams(kills: readonly Kill[], end: CommandsInLog): Map<Kill, string> {
  const told = new Map<Kill, string>();
  for (const kill of kills) {
    for (const { command, id } of kill.midway) {
      const events = end.of(id);
      const [before, after] = [true, false].map((died) =>
        events.filter(({ position }) => position <= kill.position === died).map(({ stream }) => stream),
      ) as [string[], string[]];
      if (before.length > 0 && after.some((stream) => !before.includes(stream)))
        told.set(kill, `${command}: ${kindsOf(before)} ✝ ${kindsOf(after)}`);
    }
  }
  return told;
}

/** Streams by their kind, as often as each follows itself; their names say nothing here. */
function kindsOf(streams: readonly string[]): string {
  const runs: { kind: string; count: number }[] = [];
  for (const stream of streams) {
    const kind = stream.slice(0, stream.indexOf('-'));
    const last = runs.at(-1);
    if (last?.kind === kind) last.count += 1;
    else runs.push({ kind, count: 1 });
  }
  return runs.map(({ kind, count }) => (count === 1 ? kind : `${count} × ${kind}`)).join(', ');
}

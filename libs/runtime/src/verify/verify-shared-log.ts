import { encodeEvent, LogDamaged, RunningHash, type EventStore, type LogReport } from '@ledger/eventlog';
import type { Position } from '@ledger/kernel';

const AT_ONCE = 1_000;
const CLAIMS_AT_ONCE = 50;

/**
 * Looks at every event of a log on a server: the adapter re-hashes each as it reads it; versions of every stream run without
 * gap; ids of commands have their claims. Ends at the first damage, which it lists.
 */
export async function verifySharedLog(
  log: Pick<EventStore, 'readAll' | 'head' | 'findClaim'>,
  onProgress: (done: number, of: number) => void,
): Promise<LogReport> {
  const upTo = await log.head();
  const versions = new Map<string, number>();
  let events = 0;
  /** How many events each command has written. */
  const commands = new Map<string, number>();
  const report = (damages: LogReport['damages'], unclaimed = 0, running?: string): LogReport => ({
    events,
    streams: versions.size,
    last: upTo,
    ...(running === undefined ? {} : { running }),
    unclaimed,
    damages,
    more: false,
  });
  const hash = RunningHash.atStart();
  try {
    for (let at: Position = 0; at < upTo;) {
      const slice = await log.readAll(at, AT_ONCE);
      for (const event of slice.events) {
        if (event.position > upTo) break;
        const { position, ...envelope } = event;
        const before = versions.get(event.stream) ?? 0;
        if (event.version !== before + 1) {
          const where = { stream: event.stream, version: before + 1, position };
          return report([{ ...where, what: 'the stream has a gap', zh: '流中缺少事件' }]);
        }
        versions.set(event.stream, event.version);
        hash.add(encodeEvent(envelope).hash);
        commands.set(event.command.id, (commands.get(event.command.id) ?? 0) + 1);
        events++;
      }
      at = slice.next;
      onProgress(Math.min(at, upTo), upTo);
    }
  } catch (error) {
    if (!(error instanceof LogDamaged)) throw error;
    return report([{ ...error.where, what: error.message, zh: error.zh }]);
  }
  return report([], await unclaimedOf(log, commands), hash.head().running);
}

/** Events of commands whose id nothing keeps from being used again. */
async function unclaimedOf(log: Pick<EventStore, 'findClaim'>, commands: ReadonlyMap<string, number>): Promise<number> {
  const ids = [...commands.keys()];
  let unclaimed = 0;
  for (let first = 0; first < ids.length; first += CLAIMS_AT_ONCE) {
    const some = ids.slice(first, first + CLAIMS_AT_ONCE);
    const claims = await Promise.all(some.map(async (id) => log.findClaim(id)));
    some.forEach((id, i) => (unclaimed += claims[i] ? 0 : (commands.get(id) ?? 0)));
  }
  return unclaimed;
}

import { openSqliteLogReader, type ClaimRecord } from '@ledger/eventlog';
import type { RecordedEvent } from '@ledger/kernel';

const NOTHING: readonly RecordedEvent[] = [];

/** 日志所见: what a folder's log holds, command by command, as another process reads it. */
export class CommandsInLog {
  private readonly byCommand = new Map<string, RecordedEvent[]>();

  private constructor(
    readonly events: readonly RecordedEvent[],
    /** By command id. */
    readonly claims: ReadonlyMap<string, ClaimRecord>,
    readonly openClaims: readonly ClaimRecord[],
  ) {
    for (const event of events) {
      const own = this.byCommand.get(event.command.id);
      if (own) own.push(event);
      else this.byCommand.set(event.command.id, [event]);
    }
  }

  static async read(folder: string): Promise<CommandsInLog> {
    const log = openSqliteLogReader({ folder });
    try {
      const { events } = log.readAll(0, Number.MAX_SAFE_INTEGER);
      const claims = new Map<string, ClaimRecord>();
      for (const { command } of events) {
        const claim = log.findClaim(command.id);
        if (claim) claims.set(command.id, claim);
      }
      return new CommandsInLog(events, claims, log.openClaims());
    } finally {
      await log.close();
    }
  }

  /** Position of the last event. */
  get head(): number {
    return this.events.at(-1)?.position ?? 0;
  }

  /** The command's events in the order in which they were written. */
  of(commandId: string): readonly RecordedEvent[] {
    return this.byCommand.get(commandId) ?? NOTHING;
  }
}

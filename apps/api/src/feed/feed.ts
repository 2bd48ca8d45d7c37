import type { Slice } from '@ledger/eventlog';
import type { Position, RecordedEvent } from '@ledger/kernel';
import { withoutCiphers } from '@ledger/runtime/questions/without-ciphers';
import type { FeedAsked } from './feed.dto';
import type { SeenBy } from './seen-by';

/** 事件: one event as other systems get it: no evidence, no ciphertext, persons by pseudonym. */
export interface FedEvent {
  readonly position: Position;
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  readonly schemaVersion: number;
  readonly unit: string;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly commandId: string;
  readonly correlationId: string;
  readonly data: unknown;
}

/** What is wanted of the log, besides what may be seen of it. */
export class Wanted {
  private readonly kinds: ReadonlySet<string> | undefined;
  private readonly types: ReadonlySet<string> | undefined;

  constructor(
    { kinds, types, unit }: FeedAsked,
    private readonly seen: SeenBy,
  ) {
    this.kinds = kinds === undefined ? undefined : new Set(kinds.split(','));
    this.types = types === undefined ? undefined : new Set(types.split(','));
    this.unit = unit;
  }

  private readonly unit: string | undefined;

  /** The events of a run that are wanted and may be seen, in order. */
  async of({ events }: Pick<Slice, 'events'>): Promise<readonly FedEvent[]> {
    const found: FedEvent[] = [];
    for (const event of events) if (this.isWanted(event) && (await this.seen.sees(event))) found.push(fed(event));
    return found;
  }

  private isWanted({ stream, type, unit }: RecordedEvent): boolean {
    return (
      (this.kinds === undefined || this.kinds.has(stream.slice(0, stream.indexOf('-')))) &&
      (this.types === undefined || this.types.has(type)) &&
      (this.unit === undefined || this.unit === unit)
    );
  }
}

const fed = (event: RecordedEvent): FedEvent => ({
  position: event.position,
  stream: event.stream,
  version: event.version,
  type: event.type,
  schemaVersion: event.schemaVersion,
  unit: event.unit,
  occurredAt: event.occurredAt,
  recordedAt: event.recordedAt,
  commandId: event.command.id,
  correlationId: event.correlationId,
  data: withoutCiphers(event.data),
});

import { randomUUID } from 'node:crypto';
import type { LedgerEvent, Position, RecordedEvent } from '@ledger/kernel';
import { damaged } from '../damaged';
import { encodeEvent } from '../encode-event';
import { LogUnavailable } from '../event-store.port';
import type { LogPoint, ProposedEvent, ServerEvent } from './server-client.port';

/** What stands in the metadata beside `data`: the rest of the envelope, and the hash of all of it. */
interface StoredMetadata extends Omit<
  LedgerEvent,
  'stream' | 'version' | 'type' | 'data' | 'correlationId' | 'causationId'
> {
  /** The server's own names, by which its user interface and projections follow a correlation. */
  readonly $correlationId: string;
  readonly $causationId: string;
  /** SHA-256 of the canonical envelope, hex. */
  readonly sha256: string;
}

/**
 * The event as it is stored. The server's event id is not the event's own, which stands in the metadata, but one made up for
 * this append: the server takes an append whose ids stand there already for a repetition and answers with success, and that
 * must be said of this append only, tried again, never of another that says the same or, under the same id, something else.
 */
export function toStored(event: LedgerEvent): ProposedEvent {
  const { hash } = encodeEvent(event);
  const { stream: _, version: __, type, data, correlationId, causationId, ...rest } = event;
  const metadata: StoredMetadata = {
    ...('position' in rest ? { ...rest, position: undefined } : rest),
    $correlationId: correlationId,
    $causationId: causationId,
    sha256: hash.toString('hex'),
  };
  return { id: randomUUID(), type, data, metadata };
}

/** @throws LogDamaged when it is not what was appended */
export function fromStored(stored: ServerEvent): RecordedEvent {
  const { stream, revision, type, data, metadata } = stored;
  const position = positionOf(stored);
  const where = { stream, version: revision + 1, position };
  if (typeof metadata !== 'object' || metadata === null || !('sha256' in metadata))
    throw damaged(where, 'an event is not one of the ledger', '有不属于台账的事件');
  const { sha256, $correlationId, $causationId, ...rest } = metadata as StoredMetadata;
  const event = {
    ...rest,
    stream,
    version: revision + 1,
    type,
    data,
    correlationId: $correlationId,
    causationId: $causationId,
  };
  if (hashOf(event) !== sha256) throw damaged(where, 'the event was changed', '事件已被更改');
  return { ...event, position };
}

function hashOf(event: LedgerEvent): string | undefined {
  try {
    return encodeEvent(event).hash.toString('hex');
  } catch {
    // What canonical JSON cannot carry was never appended.
    return undefined;
  }
}

/** The commit position, which is a number of bytes: exact as a number up to eight pebibytes of log. */
export function positionOf({ point }: Pick<ServerEvent, 'point'>): Position {
  if (point === undefined)
    throw new LogUnavailable(
      'the server is older than 22.10 and tells no positions',
      '服务器版本低于 22.10，不提供位置',
    );
  return toPosition(point);
}

export function toPosition({ commit }: LogPoint): Position {
  if (commit > BigInt(Number.MAX_SAFE_INTEGER))
    throw new LogUnavailable('the log has outgrown its positions', '事件日志过大，位置无法表示');
  return Number(commit);
}

/** Of an event that was committed with itself, as all are that come by gRPC (AllReader.cs, `IsSelfCommitted`). */
export const pointAt = (position: Position): LogPoint => ({ commit: BigInt(position), prepare: BigInt(position) });

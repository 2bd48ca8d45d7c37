import type { AllStreamResolvedEvent, ResolvedEvent } from '@eventstore/db-client';
import type { LogPoint, ServerEvent } from './server-client.port';

/** 2^64 − 1: how the server says that it does not know the position (ConvertToRecordedEvent in Streams.Read.cs). */
const NO_POSITION = 0xffff_ffff_ffff_ffffn;

/** Links are not resolved, so `event` is the record itself. */
export function toServerEvent({ event }: ResolvedEvent | AllStreamResolvedEvent): ServerEvent | undefined {
  if (!event) return undefined;
  const { streamId, revision, id, type, data, metadata, created, position } = event;
  return {
    stream: streamId,
    revision: Number(revision),
    id,
    type,
    data,
    metadata,
    created: created.toISOString(),
    point: pointOf(position),
  };
}

const pointOf = (position: LogPoint | undefined): LogPoint | undefined =>
  position === undefined || position.commit === NO_POSITION ? undefined : position;

import { WrongExpectedVersion } from '@eventstore/db-client/generated/shared_pb';
import type { Status } from '@eventstore/db-client/generated/status_pb';
import type { BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';
import { RevisionMismatch, ServerFault, type FaultKind, type LogPoint } from './server-client.port';

/** What the server packs into an answer that is no success (EventStore.Core/Services/Transport/Grpc/Status.cs), by its type. */
const KINDS: Record<string, FaultKind> = {
  'event_store.client.AccessDenied': 'refused',
  'event_store.client.StreamDeleted': 'refused',
  'event_store.client.InvalidTransaction': 'refused',
  'event_store.client.MaximumAppendSizeExceeded': 'refused',
  'event_store.client.MaximumAppendEventSizeExceeded': 'refused',
  'event_store.client.BadRequest': 'refused',
  // Packed with "Server Is Not Ready" and "Server Is Busy" (Streams.BatchAppend.cs, ConvertMessage).
  'event_store.client.Empty': 'not-taken',
  'google.protobuf.Empty': 'not-taken',
};

const MISMATCH = 'event_store.client.WrongExpectedVersion';

export function refusalOf(error: Status): ServerFault | RevisionMismatch {
  const details = error.getDetails();
  const type = details?.getTypeName() ?? '';
  if (type !== MISMATCH) return new ServerFault(KINDS[type] ?? 'not-answered', error.getMessage() || type);
  const mismatch = details?.unpack(WrongExpectedVersion.deserializeBinary, MISMATCH);
  return new RevisionMismatch(
    mismatch?.hasCurrentStreamRevision() === true ? Number(mismatch.getCurrentStreamRevision()) : -1,
  );
}

export function pointOf(success: BatchAppendResp.Success | undefined): LogPoint | undefined {
  const position = success?.getPosition();
  return position && { commit: BigInt(position.getCommitPosition()), prepare: BigInt(position.getPreparePosition()) };
}

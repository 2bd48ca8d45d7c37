import { status } from '@grpc/grpc-js';
import { Any } from 'google-protobuf/google/protobuf/any_pb';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import { Code } from '@eventstore/db-client/generated/code_pb';
import {
  AccessDenied,
  AllStreamPosition,
  MaximumAppendSizeExceeded,
  StreamIdentifier,
  Timeout,
  WrongExpectedVersion,
  type UUID,
} from '@eventstore/db-client/generated/shared_pb';
import { Status } from '@eventstore/db-client/generated/status_pb';
import { BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';
import type { Expected, Taken } from './records';

type Problem = { readonly tooLarge: number } | { readonly current: number; readonly expected: Expected };

function responseTo(id: UUID | undefined, stream: string): BatchAppendResp {
  const identifier = new StreamIdentifier();
  identifier.setStreamName(Uint8Array.from(Buffer.from(stream, 'utf8')));
  return new BatchAppendResp().setCorrelationId(id).setStreamIdentifier(identifier);
}

export function batchSuccess(
  id: UUID | undefined,
  stream: string,
  taken: Exclude<Taken, { outcome: 'wrong-version' }>,
): BatchAppendResp {
  const position = new AllStreamPosition();
  position.setCommitPosition(String(taken.position)).setPreparePosition(String(taken.position));
  const success = new BatchAppendResp.Success();
  success.setCurrentRevision(String(taken.lastRevision)).setPosition(position);
  return responseTo(id, stream).setSuccess(success);
}

/** Answers of EventStore.Core/Services/Transport/Grpc/Status.cs, packed as it packs them. */
export function batchError(id: UUID | undefined, stream: string, problem: Problem): BatchAppendResp {
  const details = new Any();
  const answer = new Status();
  if ('tooLarge' in problem) {
    const exceeded = new MaximumAppendSizeExceeded().setMaxappendsize(problem.tooLarge);
    details.pack(exceeded.serializeBinary(), 'event_store.client.MaximumAppendSizeExceeded');
    answer.setCode(Code.INVALID_ARGUMENT).setMessage('MaximumAppendSizeExceeded');
  } else {
    details.pack(
      mismatch(problem.current, problem.expected).serializeBinary(),
      'event_store.client.WrongExpectedVersion',
    );
    answer.setCode(Code.ALREADY_EXISTS).setMessage('WrongExpectedVersion');
  }
  return responseTo(id, stream).setError(answer.setDetails(details));
}

/** What keeps the server from taking an append now, told of this one only (Streams.BatchAppend.cs, ConvertMessage). */
export function batchRefusal(id: UUID | undefined, stream: string, refusal: Error): BatchAppendResp | undefined {
  const details = new Any();
  const answer = new Status();
  const code = 'code' in refusal ? refusal.code : undefined;
  if (code === status.UNAVAILABLE) {
    details.pack(new Empty().serializeBinary(), 'google.protobuf.Empty');
    answer.setMessage('Server Is Not Ready');
  } else if (code === status.ABORTED) {
    details.pack(new Timeout().serializeBinary(), 'event_store.client.Timeout');
    answer.setCode(Code.DEADLINE_EXCEEDED).setMessage('Timeout');
  } else if (code === status.PERMISSION_DENIED) {
    details.pack(new AccessDenied().serializeBinary(), 'event_store.client.AccessDenied');
    answer.setCode(Code.PERMISSION_DENIED).setMessage('AccessDenied');
  } else return undefined;
  return responseTo(id, stream).setError(answer.setDetails(details));
}

function mismatch(current: number, expected: Expected): WrongExpectedVersion {
  const answer = new WrongExpectedVersion();
  if (expected === 'no_stream') answer.setExpectedNoStream(new Empty());
  else if (expected === 'any') answer.setExpectedAny(new Empty());
  else if (expected === 'stream_exists') answer.setExpectedStreamExists(new Empty());
  else answer.setExpectedStreamPosition(String(expected));
  return current < 0 ? answer.setCurrentNoStream(new Empty()) : answer.setCurrentStreamRevision(String(current));
}

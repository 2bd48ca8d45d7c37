import {
  AccessDeniedError,
  MaxAppendSizeExceededError,
  NotLeaderError,
  StreamDeletedError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import { RevisionMismatch, ServerFault, type FaultKind } from './server-client.port';

/** gRPC status codes that say that a call was turned away for good (grpc/doc/statuscodes.md). */
const REFUSING = new Set([3, 7, 8, 9, 12, 16]);

/** What EventStore.Core/Services/Transport/Grpc/RpcExceptions.cs `InvalidPositionException` says, with status 3. */
const INVALID_POSITION = 'invalid position';

/** What the client rejects with, in the adapter's terms. */
export function toFault(error: unknown): ServerFault | RevisionMismatch {
  if (error instanceof ServerFault || error instanceof RevisionMismatch) return error;
  if (error instanceof WrongExpectedVersionError) {
    const { actualVersion } = error;
    return new RevisionMismatch(typeof actualVersion === 'bigint' ? Number(actualVersion) : -1);
  }
  const message = error instanceof Error ? error.message : String(error);
  return new ServerFault(kindOf(error, message), message, { cause: error });
}

function kindOf(error: unknown, message: string): FaultKind {
  if (error instanceof NotLeaderError) return 'not-taken';
  // The nodes were asked who leads; nothing else was sent.
  if (message.startsWith('Failed to discover')) return 'not-taken';
  if (message.includes(INVALID_POSITION)) return 'bad-position';
  if (
    error instanceof AccessDeniedError ||
    error instanceof StreamDeletedError ||
    error instanceof MaxAppendSizeExceededError
  )
    return 'refused';
  const code = typeof error === 'object' && error !== null && 'code' in error ? Number(error.code) : Number.NaN;
  return REFUSING.has(code) ? 'refused' : 'not-answered';
}

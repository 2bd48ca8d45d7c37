import { Metadata, status, type ServiceError } from '@grpc/grpc-js';

/** The answers of EventStore.Core/Services/Transport/Grpc/RpcExceptions.cs, with the metadata by which clients know them. */
function rpcError(code: status, details: string, metadata: Record<string, string> = {}): ServiceError {
  const map = new Metadata();
  for (const [key, value] of Object.entries(metadata)) map.set(key, value);
  return Object.assign(new Error(details), { code, details, metadata: map });
}

export const serverNotReady = (): ServiceError => rpcError(status.UNAVAILABLE, 'Server Is Not Ready');

export const notLeader = (host: string, port: number): ServiceError =>
  rpcError(status.NOT_FOUND, 'Leader info available', {
    exception: 'not-leader',
    'leader-endpoint-host': host,
    'leader-endpoint-port': String(port),
  });

export const noLeader = (): ServiceError => rpcError(status.UNKNOWN, 'No leader info available in response');

export const timedOut = (message: string): ServiceError => rpcError(status.ABORTED, `Operation timed out: ${message}`);

export const accessDenied = (): ServiceError =>
  rpcError(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' });

export const invalidPosition = (): ServiceError =>
  rpcError(status.INVALID_ARGUMENT, 'Trying to read from an invalid position.');

export const invalidArgument = (what: string): ServiceError => rpcError(status.INVALID_ARGUMENT, what);

export const maxAppendSizeExceeded = (size: number): ServiceError =>
  rpcError(status.INVALID_ARGUMENT, `Maximum Append Size of ${size} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(size),
  });

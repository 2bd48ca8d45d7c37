import type { StreamFilter } from './server-client.port';

/** 占用流: the bookkeeping of one command id. */
const CLAIM_PREFIX = 'claim-';

/** Which claims were open at a position. */
export const OPEN_CLAIMS_STREAM = 'claims-open';

export const claimStream = (commandId: string): string => `${CLAIM_PREFIX}${commandId}`;

export const commandIdOf = (stream: string): string => stream.slice(CLAIM_PREFIX.length);

export const CLAIMS_ONLY: StreamFilter = { prefixes: [CLAIM_PREFIX] };

/** Neither the server's own streams (`$…`), nor bookkeeping. The server's filter is a .NET expression; this means the same there. */
export const DOMAIN_ONLY: StreamFilter = { regex: `^(?!\\$|${CLAIM_PREFIX}|${OPEN_CLAIMS_STREAM}$)` };

export const isDomainStream = (stream: string): boolean =>
  !stream.startsWith('$') && !stream.startsWith(CLAIM_PREFIX) && stream !== OPEN_CLAIMS_STREAM;

/** A stream of the ledger must not be taken for one of the store's. */
export function assertDomainStream(stream: string): void {
  if (stream === '' || !isDomainStream(stream))
    throw new RangeError(`the name ${stream} is kept for the store's own streams`);
}

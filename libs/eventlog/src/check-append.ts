import type { LedgerEvent } from '@ledger/kernel';

/** That the events follow the expected version of the stream, without a gap. */
export function assertVersions(stream: string, expectedVersion: number, events: readonly LedgerEvent[]): void {
  if (events.length === 0) throw new RangeError(`an append to ${stream} without events`);
  for (let i = 0; i < events.length; i++) {
    const event = events[i]!;
    if (event.stream === stream && event.version === expectedVersion + 1 + i) continue;
    throw new RangeError(
      `${event.stream} version ${event.version} cannot be appended to ${stream} after version ${expectedVersion}`,
    );
  }
}

/** That the events which take a claim are all of its command. */
export function assertCommand(commandId: string, events: readonly LedgerEvent[]): void {
  for (const { command } of events) {
    if (command.id !== commandId) throw new RangeError(`an event of command ${command.id} cannot claim ${commandId}`);
  }
}

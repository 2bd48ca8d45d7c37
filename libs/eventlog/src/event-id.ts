import { hash } from 'node:crypto';
import { uuidV8FromBytes } from '@ledger/kernel';

/**
 * RFC 9562 version 8 UUID of an event, by name: SHA-256 of ledger, command, stream and the running number of this
 * command's events on that stream, from 0. A command that is run again makes the same ids.
 */
export function eventId(ledgerId: string, commandId: string, stream: string, number: number): string {
  // As a JSON array no two different names can be written alike.
  return uuidV8FromBytes(hash('sha256', JSON.stringify([ledgerId, commandId, stream, number]), 'buffer'));
}

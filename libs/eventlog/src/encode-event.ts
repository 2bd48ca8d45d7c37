import { hash } from 'node:crypto';
import { canonicalJson, type LedgerEvent } from '@ledger/kernel';

/** An event as it is stored: its canonical bytes as text, and their SHA-256. */
export interface EncodedEvent {
  readonly text: string;
  readonly hash: Buffer;
}

/** The largest real events list a payment batch of thousands of lines; readers hold more than a hundred events at once. */
const MAX_EVENT_CHARS = 2 * 1024 * 1024;

/** Canonical bytes: RFC 8785 JSON of the whole envelope but for `position`, which belongs to one log only. */
export function encodeEvent(event: LedgerEvent): EncodedEvent {
  const text = canonicalJson('position' in event ? { ...event, position: undefined } : event);
  if (text.length > MAX_EVENT_CHARS) throw new RangeError(`An event of ${text.length} characters is too large`);
  return { text, hash: hashOfText(text) };
}

/** SHA-256 of the text in UTF-8. */
export function hashOfText(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}

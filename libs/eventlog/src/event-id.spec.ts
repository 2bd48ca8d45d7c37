import { createHash } from 'node:crypto';
import { eventId } from './event-id';

const LEDGER = '0b4a6f6e-7d0c-8a52-9d3e-2f1d5c9b7a10';
const COMMAND = '3f0c9d5e-1111-8000-8000-000000000001';

describe('the id of an event', () => {
  it('is a UUID of version 8 made from the SHA-256 of ledger, command, stream and running number', () => {
    const digest = createHash('sha256').update(`["${LEDGER}","${COMMAND}","case-a",0]`).digest('hex');
    const id = eventId(LEDGER, COMMAND, 'case-a', 0);
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const bits = id.replaceAll('-', '');
    const free = (hex: string): string => hex.slice(0, 12) + hex.slice(13, 16) + hex.slice(17, 32);
    expect(free(bits)).toBe(free(digest));
  });

  it('is the same when a command is run again, and another for whatever differs', () => {
    const names: [string, string, string, number][] = [
      [LEDGER, COMMAND, 'case-a', 0],
      [LEDGER, COMMAND, 'case-a', 1],
      [LEDGER, COMMAND, 'case-a1', 0],
      [LEDGER, COMMAND, 'case-a', 10],
      [LEDGER, LEDGER, 'case-a', 0],
      [COMMAND, COMMAND, 'case-a', 0],
      [LEDGER, COMMAND, 'case-a",0,"', 0],
    ];
    const ids = names.map((name) => eventId(...name));
    expect(new Set(ids).size).toBe(names.length);
    expect(names.map((name) => eventId(...name))).toEqual(ids);
  });
});

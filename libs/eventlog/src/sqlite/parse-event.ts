import type { RecordedEvent } from '@ledger/kernel';

const EVIDENCE = ',"evidence":{"facts":[';
const AFTER_EVIDENCE = ',"id":"';
const CLOSING_BRACE = 0x7d;

/**
 * The event without its evidence, which is a quarter of the log's characters and needed for explaining alone; an event in
 * which it is not found is parsed whole.
 *
 * Why the cut cannot go wrong: neither mark can begin inside a string, where its quotes would be escaped. If a mark stands
 * deeper than the envelope's own members, the brackets of what is left do not balance, and the text is parsed whole. So what
 * is cut lies between two members of the envelope, and RFC 8785 leaves only `evidence` there.
 */
export function parseWithoutEvidence(text: string): RecordedEvent {
  const from = text.indexOf(EVIDENCE);
  if (from < 0) return JSON.parse(text) as RecordedEvent;
  const to = text.lastIndexOf(AFTER_EVIDENCE);
  if (to < from || text.charCodeAt(to - 1) !== CLOSING_BRACE) return JSON.parse(text) as RecordedEvent;
  try {
    return JSON.parse(text.slice(0, from) + text.slice(to)) as RecordedEvent;
  } catch {
    return JSON.parse(text) as RecordedEvent;
  }
}

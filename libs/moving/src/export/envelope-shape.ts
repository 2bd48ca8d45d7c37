import { encodeEvent } from '@ledger/eventlog';
import { isUuid, isValidInstant, type LedgerEvent } from '@ledger/kernel';

const TRACE = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';
const isWhole = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) > 0;
const isId = (value: unknown): boolean => typeof value === 'string' && isUuid(value);
/** Written as a UUID, but perhaps a trace's 16 bytes, which have no version. */
const isTrace = (value: unknown): boolean => typeof value === 'string' && TRACE.test(value);
const isMoment = (value: unknown): boolean => typeof value === 'string' && isValidInstant(value);
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const allTexts =
  (...names: readonly string[]) =>
  (value: unknown): boolean =>
    isObject(value) && Object.keys(value).length === names.length && names.every((name) => isText(value[name]));
const isActor = allTexts('id', 'role', 'unit');
const isRef = (value: unknown): boolean => isObject(value) && isText(value['stream']) && isWhole(value['version']);

/** Every member of the envelope (see `LedgerEvent`), and what it must be. */
const MEMBERS = new Map<string, (value: unknown) => boolean>(
  Object.entries({
    id: isId,
    stream: isText,
    version: isWhole,
    type: isText,
    schemaVersion: isWhole,
    data: (value: unknown) => value !== undefined,
    actor: isActor,
    unit: isText,
    command: allTexts('name', 'id', 'digest'),
    correlationId: isTrace,
    causationId: isId,
    occurredAt: isMoment,
    recordedAt: isMoment,
    policyVersion: isText,
  }),
);
const OPTIONAL = new Map<string, (value: unknown) => boolean>(
  Object.entries({
    evidence: (value: unknown) => isObject(value) && Array.isArray(value['rules']) && Array.isArray(value['facts']),
    reason: (value: unknown) => typeof value === 'string',
    document: isObject,
    corrects: isRef,
    operator: isActor,
    asserted: (value: unknown) => typeof value === 'boolean',
  }),
);

/** The event of a line that is the canonical bytes of an envelope; else the member that is wrong, or `''` for the whole. */
export function eventOfLine(line: string): { readonly event: LedgerEvent } | { readonly wrong: string } {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { wrong: '' };
  }
  if (!isObject(value)) return { wrong: '' };
  for (const [name, fits] of MEMBERS) if (!fits(value[name])) return { wrong: name };
  for (const [name, member] of Object.entries(value)) {
    if (MEMBERS.has(name)) continue;
    if (OPTIONAL.get(name)?.(member) !== true) return { wrong: name };
  }
  // Every member was looked at.
  const event = value as unknown as LedgerEvent;
  return isCanonical(event, line) ? { event } : { wrong: '' };
}

/** Two texts that mean the same have not the same hash: only one of them is the event. */
function isCanonical(event: LedgerEvent, line: string): boolean {
  try {
    return encodeEvent(event).text === line;
  } catch {
    return false;
  }
}

import { addMilliseconds, type EventBody, type LedgerEvent, nameOf, type StreamType } from '@ledger/kernel';

/** An event of a spec: what happened and, where it matters, more of its envelope (who, when, by which command). */
export type GivenEvent = EventBody & { readonly envelope?: Partial<LedgerEvent> };

/** The event with who did it, and whatever else of the envelope matters. */
export const by = (who: LedgerEvent['actor'], body: EventBody, envelope: Partial<LedgerEvent> = {}): GivenEvent => ({
  ...body,
  envelope: { actor: who, ...envelope },
});

/** Where specs begin: 2020-01-01 08:00 in Shanghai; each event is one minute later than the one before. */
export const FIRST_INSTANT = '2020-01-01T00:00:00.000Z';
const MINUTE_MS = 60_000;

const NOBODY = { id: 'someone-else', role: 'SYSTEM', unit: 'XC' };

/** A UUID for the n-th thing of a spec. */
export const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** Frozen, so that an evolve which keeps a piece of an event and changes it later fails its spec. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(frozen);
    Object.freeze(value);
  }
  return value;
}

/** Puts the envelope around events, with increasing versions and times. */
export function recorded(stream: string, events: readonly GivenEvent[], after = 0, lastAt?: string): LedgerEvent[] {
  let at = lastAt;
  return events.map(({ envelope, ...body }, i) => {
    const version = after + i + 1;
    at = envelope?.occurredAt ?? body.occurredAt ?? (at === undefined ? FIRST_INSTANT : addMilliseconds(at, MINUTE_MS));
    return {
      id: uuid(900_000 + version),
      stream,
      version,
      type: body.type,
      schemaVersion: body.schemaVersion ?? 1,
      data: frozen(structuredClone(body.data)),
      actor: NOBODY,
      unit: 'XC',
      command: { name: 'Earlier', id: uuid(800_000 + version), digest: '' },
      correlationId: uuid(800_000 + version),
      causationId: uuid(800_000 + version),
      occurredAt: at,
      recordedAt: at,
      policyVersion: 'policy-XC@1',
      ...(body.corrects ? { corrects: body.corrects } : {}),
      ...envelope,
    };
  });
}

/** The state that the events make. */
export function stateOf<S>(type: StreamType<S>, ...events: readonly GivenEvent[]): S {
  return recorded(nameOf(type, 'spec'), events).reduce((state, event) => type.evolve(state, event), type.initial());
}

import type { LedgerEvent, RecordedEvent } from '@ledger/kernel';

/** What a test says of an event; the rest of the envelope is filled in. */
export type EventSeed = Pick<LedgerEvent, 'stream' | 'type' | 'data'> & Partial<LedgerEvent>;

const CLERK = { id: 'clerk-1', role: 'CLERK', unit: 'XC-WDQ' } as const;

/** Events as a log would give them back: positions from `first` on, versions counted within each stream. */
export function recordedEvents(seeds: readonly EventSeed[], first = 1): RecordedEvent[] {
  const versions = new Map<string, number>();
  return seeds.map((seed, index) => {
    const version = seed.version ?? (versions.get(seed.stream) ?? 0) + 1;
    versions.set(seed.stream, version);
    const id = `${seed.stream}@${version}`;
    const at = '2020-03-02T01:00:00.000Z';
    return {
      id,
      schemaVersion: 1,
      actor: CLERK,
      unit: CLERK.unit,
      command: { name: `Make${seed.type}`, id, digest: '' },
      correlationId: id,
      causationId: id,
      occurredAt: at,
      recordedAt: at,
      policyVersion: '2020-1',
      ...seed,
      version,
      position: first + index,
    };
  });
}

import type { LedgerEvent, RecordedEvent } from '@ledger/kernel';

/** Turns the data of one shape of an event into the next shape. Pure; must not change what it is given. */
export interface Upcaster {
  readonly type: string;
  /** The schema version that it takes; it gives `from + 1`. */
  readonly from: number;
  upcast(event: LedgerEvent): unknown;
}

/**
 * 事件升版: every event passes through here before any consumer sees it. What is stored, and its hash, stay as written.
 * Types without an upcaster cost one look-up, and nothing at all where there are no upcasters.
 */
export class Upcasters {
  private readonly byType = new Map<string, Map<number, Upcaster>>();

  constructor(upcasters: readonly Upcaster[] = []) {
    for (const upcaster of upcasters) {
      const versions = this.byType.get(upcaster.type) ?? new Map<number, Upcaster>();
      if (versions.has(upcaster.from)) throw new Error(`Two upcasters take ${upcaster.type} version ${upcaster.from}`);
      versions.set(upcaster.from, upcaster);
      this.byType.set(upcaster.type, versions);
    }
  }

  /** Brings the events of the array, in place, to their newest shapes. */
  upcastAll(events: RecordedEvent[]): void {
    if (this.byType.size === 0) return;
    for (const [i, event] of events.entries()) {
      const versions = this.byType.get(event.type);
      if (versions) events[i] = upcast(versions, event);
    }
  }
}

function upcast(versions: ReadonlyMap<number, Upcaster>, event: RecordedEvent): RecordedEvent {
  let current = event;
  for (let next = versions.get(current.schemaVersion); next; next = versions.get(current.schemaVersion)) {
    current = { ...current, data: next.upcast(current), schemaVersion: current.schemaVersion + 1 };
  }
  return current;
}

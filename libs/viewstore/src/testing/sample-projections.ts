import type { RecordedEvent } from '@ledger/kernel';
import type { Projection } from '../view-store.port';

/** What the sample events carry. `poison` names the projection that cannot digest the event. */
interface SampleData {
  readonly amountFen?: number;
  readonly poison?: string;
}

/** Poison that a test has taken the sting out of, as a corrected program would. */
export const cured = new Set<string>();

function refusePoison(projection: string, event: RecordedEvent): SampleData {
  const data = event.data as SampleData;
  if (data.poison === projection && !cured.has(projection)) throw new Error(`${event.type} cannot be digested`);
  return data;
}

/** One row a case, by stream: step, amount, and the versions seen in order, so that a wrong order shows. */
export const cases: Projection = {
  name: 'cases',
  version: 1,
  partition: 'stream',
  tables: [{ name: 'cases', columns: { step: 'text', amountFen: 'integer' }, indexes: [['step', 'amountFen']] }],
  handles: new Set(['Opened', 'Claimed', 'Paid', 'Voided']),
  apply(event, rows) {
    const old = rows.get<{ seen: number[] }>('cases', event.stream);
    if (event.type === 'Voided') {
      rows.delete('cases', event.stream);
      return;
    }
    const { amountFen = 0 } = event.data as SampleData;
    rows.put('cases', event.stream, { step: event.type, amountFen, seen: [...(old?.seen ?? []), event.version] });
    // After the write, so that undoing it is tested too.
    refusePoison('cases', event);
  },
};

/** Totals a unit, shared between streams. */
export const totals: Projection = {
  name: 'totals',
  version: 1,
  tables: [{ name: 'totals', columns: { paidFen: 'integer' }, indexes: [] }],
  handles: new Set(['Paid']),
  apply(event, rows) {
    const { amountFen = 0 } = refusePoison('totals', event);
    const old = rows.get<{ paidFen: number; events: number }>('totals', event.unit);
    rows.put('totals', event.unit, { paidFen: (old?.paidFen ?? 0) + amountFen, events: (old?.events ?? 0) + 1 });
  },
};

export const samples: readonly Projection[] = [cases, totals];

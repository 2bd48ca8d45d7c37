import type { EventSeed } from './recorded-events';

const UNITS = ['XC-WDQ', 'XC-JAQ', 'XC-YZS'];
const STEPS = ['Opened', 'Claimed', 'Noted', 'Paid'];

/** A history of cases that go on side by side, `Noted` events that no projection handles among them; every ninth is voided. */
export function sampleHistory(cases: number): EventSeed[] {
  const events: { readonly at: number; readonly event: EventSeed }[] = [];
  for (let no = 0; no < cases; no += 1) {
    const unit = UNITS[no % UNITS.length];
    const steps = no % 9 === 8 ? [...STEPS, 'Voided'] : STEPS;
    steps.forEach((type, step) => {
      const stream = `case-${no.toString(16)}`;
      events.push({ at: no + step * 7.5, event: { stream, type, unit, data: { amountFen: 100 + no } } });
    });
  }
  return events.toSorted((a, b) => a.at - b.at).map(({ event }) => event);
}

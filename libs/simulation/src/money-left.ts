import units from '../../reference/data/units.json';
import type { SimulatedClass } from './programme-state';
import { filingDay } from './world';

/** Up to a day: what a unit was allotted until then, and what its classes filed until then encumber. In fen. */
interface Stretch {
  readonly lastDay: string;
  readonly allottedFen: number;
  plannedFen: number;
}

/** 额度: what the units are allotted, and when, against what the plan has their classes encumber. Nothing is counted on to come back. */
export class Money {
  private readonly units = new Map<string, Stretch[]>();

  covers(of: SimulatedClass): boolean {
    return this.touchedBy(of).every(({ allottedFen, plannedFen }) => plannedFen + costOf(of) <= allottedFen);
  }

  take(of: SimulatedClass): void {
    for (const stretch of this.touchedBy(of)) stretch.plannedFen += costOf(of);
  }

  /** What is encumbered on the day of a filing is so until the end. */
  private touchedBy(of: SimulatedClass): Stretch[] {
    const stretches = this.units.get(of.unit) ?? stretchesOf(of.unit);
    this.units.set(of.unit, stretches);
    return stretches.filter(({ lastDay }) => filingDay(of) <= lastDay);
  }
}

const costOf = ({ headCount, rateFen }: SimulatedClass): number => headCount * rateFen;

/** One stretch up to each allotment, and one after the last. */
function stretchesOf(unit: string): Stretch[] {
  const allotments = units.allotments
    .filter(({ unitId }) => unitId === unit)
    .toSorted((a, b) => (a.allottedOn < b.allottedOn ? -1 : 1));
  const lastDays = [...allotments.map(({ allottedOn }) => allottedOn), '9999-12-31'];
  return lastDays.map((lastDay, i) => ({
    lastDay,
    allottedFen: allotments.slice(0, i).reduce((sum, { amountFen }) => sum + amountFen, 0),
    plannedFen: 0,
  }));
}

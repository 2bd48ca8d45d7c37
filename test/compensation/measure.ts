import type { LedgerEvent } from '@ledger/kernel';
import { CITY_LINE, classRef, fundRef, fundStream, openFen, personRef, caseRef } from '@ledger/streams';
import { embedded } from '@ledger/testing';
import type { Town } from '../stories/town';
import type { Training } from '../stories/training';

/** Whose slots and whose money are looked at. */
export interface Watched {
  readonly town: Town;
  readonly training: Training;
  readonly caseId: string;
  /** Streams that belong to the matter itself. */
  readonly streams: readonly string[];
}

/** 名额与资金 at one moment. */
export interface Measured {
  readonly slots: Readonly<Record<string, unknown>>;
  readonly place: boolean;
  readonly class: { readonly heldFen: number; readonly drawnFen: number };
  readonly line: Readonly<
    Record<'allotted' | 'available' | 'encumbered' | 'inTransit' | 'owed' | 'paid' | 'recovered', number>
  >;
  readonly city: Readonly<Record<'total' | 'available' | 'allotted' | 'interest', number>>;
  /** Asked back and not there yet; written off. */
  readonly openFen: number;
  readonly forgivenFen: number;
  readonly dueFen: number;
  readonly linesFen: number;
  /** Length of every stream that the matter may touch. */
  readonly lengths: Readonly<Record<string, number>>;
}

export async function measure({ town, training, caseId, streams }: Watched): Promise<Measured> {
  const { ledger } = town;
  const of = (await ledger.load(caseRef(caseId))).state;
  const held = (await ledger.load(classRef(training.classId))).state;
  const line = (await ledger.load(fundRef(training.unit))).state;
  const city = (await ledger.load({ type: fundStream, id: CITY_LINE })).state;
  const person = of.person === undefined ? undefined : await ledger.load(personRef(of.person));
  const slots = Object.values(person?.state.slots ?? {}).map(({ commandId: _command, ...slot }) => [slot.caseId, slot]);
  const names = [
    ...streams,
    `fund-SPECIAL_ACCOUNT-${training.unit}`,
    `fund-${CITY_LINE}`,
    ...(person ? [person.stream] : []),
  ];
  return {
    slots: Object.fromEntries(slots) as Measured['slots'],
    place: held.roster[caseId] !== undefined,
    class: { heldFen: held.heldFen, drawnFen: held.drawnFen },
    line: {
      allotted: line.allottedFen,
      available: line.availableFen,
      encumbered: line.encumberedFen,
      inTransit: line.inTransitFen,
      owed: line.owedFen,
      paid: line.paidFen,
      recovered: line.recoveredFen,
    },
    city: {
      total: city.totalFen,
      available: city.availableFen,
      allotted: city.allottedFen,
      interest: city.interestFen,
    },
    openFen: Object.values(of.recoveries).reduce((sum, each) => sum + openFen(each), 0),
    forgivenFen: of.forgivenFen,
    dueFen: of.pendingDueFen ?? of.dueFen,
    linesFen: of.lines.reduce((sum, { amountFen }) => sum + amountFen, 0),
    lengths: Object.fromEntries(names.map((name) => [name, embedded(ledger).store.streamVersion(name)])),
  };
}

/** D25 资金恒等式, on the line and on the city's. */
export function expectBalanced({ line, city, class: held }: Measured): void {
  const { allotted, available, encumbered, inTransit, owed, paid, recovered } = line;
  expect(available + encumbered + inTransit + owed + paid - recovered).toBe(allotted);
  expect(city.available + city.allotted).toBe(city.total);
  expect(held.drawnFen).toBeLessThanOrEqual(held.heldFen);
}

const SLOT_EVENT = /^Slot/;
/** Waits on a fund line and moves nothing. */
const PROPOSAL = /^FundCorrection/;
const MONEY_EVENT = /^(ClassDrawn$|Draw)/;
const PLACE_EVENT = /^Place/;

/** Whether slots, money or the place in the class were touched by what was written after the measure. */
export function touchedSince(town: Town, { lengths }: Measured): { slots: boolean; money: boolean; place: boolean } {
  const written = Object.entries(lengths).flatMap(([stream, version]): LedgerEvent[] =>
    embedded(town.ledger).store.readStream(stream).slice(version),
  );
  const postings = written.filter(({ stream, type }) => stream.startsWith('fund-') && !PROPOSAL.test(type));
  return {
    slots: written.some(({ stream, type }) => stream.startsWith('person-') && SLOT_EVENT.test(type)),
    place: written.some(({ type }) => PLACE_EVENT.test(type)),
    money: postings.length > 0 || written.some(({ type }) => MONEY_EVENT.test(type)),
  };
}

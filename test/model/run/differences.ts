import type { CaseState } from '@ledger/streams';
import type { Books, CaseBook, ClassBook, PersonBook } from '../book/books';
import { MODEL_PROJECTS } from '../world/world';
import type { RealStates } from './real-states';

type Plain = Record<string, unknown>;

/** Every balance of the model beside what the real streams say; empty where all agree. */
export function differences(books: Books, real: RealStates): string[] {
  const found: string[] = [];
  const compare = (what: string, expected: Plain, got: Plain): void => {
    for (const [name, value] of Object.entries(expected)) {
      const [want, is] = [JSON.stringify(value), JSON.stringify(got[name])];
      if (want !== is) found.push(`${what}, ${name}: ${want} expected, ${is} found`);
    }
  };
  const city = real.fund('XC');
  compare('city line', { ...books.city }, { available: city.availableFen, toUnits: city.allottedFen });
  for (const [unit, line] of Object.entries(books.lines)) compare(`line ${unit}`, { ...line }, lineIn(real, unit));
  for (const [id, of] of Object.entries(books.classes)) compare(`class ${id}`, classWanted(of), classIn(real, id));
  for (const [id, of] of Object.entries(books.cases)) compare(`case ${id}`, caseWanted(of), caseIn(real, id));
  for (const [id, of] of Object.entries(books.persons)) compare(`person ${id}`, slotsWanted(of), slotsIn(real, id));
  for (const [id, { status, lines }] of Object.entries(books.batches))
    compare(`batch ${id}`, { status, lines: Object.keys(lines).toSorted() }, batchIn(real, id));
  for (const [id, { open }] of Object.entries(books.lists))
    compare(`list ${id}`, { open }, { open: real.list(id).status === 'open' });
  return found;
}

function lineIn(real: RealStates, unit: string): Plain {
  const { allottedFen, availableFen, encumberedFen, inTransitFen, owedFen, paidFen, recoveredFen } = real.fund(unit);
  return {
    allotted: allottedFen,
    available: availableFen,
    encumbered: encumberedFen,
    inTransit: inTransitFen,
    owed: owedFen,
    paid: paidFen,
    recovered: recoveredFen,
  };
}

const sorted = <T>(record: Readonly<Record<string, T>>): [string, T][] =>
  Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1));

const classWanted = ({ status, held, draws, roster, plan, results }: ClassBook): Plain => ({
  status,
  held,
  draws: sorted(draws),
  roster: Object.keys(roster).toSorted(),
  headCount: plan.headCount,
  startsAt: plan.startsAt,
  results: sorted(results),
});

function classIn(real: RealStates, id: string): Plain {
  const { status, heldFen, draws, roster, plan, results } = real.class(id);
  return {
    status,
    held: heldFen,
    draws: sorted(draws).map(([key, draw]) => [key, draw.amountFen]),
    roster: Object.keys(roster).toSorted(),
    headCount: plan?.headCount,
    startsAt: plan?.startsAt,
    results: sorted(results).map(([key, result]) => [key, result.passed]),
  };
}

function caseWanted(of: CaseBook): Plain {
  const { step, due, held, list, flags, pending, forgiven, certificate, lines, recoveries, before } = of;
  return {
    step,
    goesBackTo: before?.step ?? null,
    due,
    held,
    list: step === 'publicity' ? list : null,
    flags: flags.toSorted(),
    pending: pending ?? null,
    forgiven,
    certificate: certificate ? [certificate.level, certificate.issuedOn] : null,
    lines: lines.toSorted((a, b) => a.no - b.no).flatMap(({ no, fen, place }) => (fen === 0 ? [] : [[no, fen, place]])),
    recoveries: sorted(recoveries).map(([id, { asked, released, entries, open }]) => [
      id,
      asked,
      released,
      total(entries),
      open,
    ]),
  };
}

const total = (entries: Readonly<Record<string, number>>): number =>
  Object.values(entries).reduce((sum, fen) => sum + fen, 0);

function caseIn(real: RealStates, id: string): Plain {
  const of = real.case(id);
  const { step, dueFen, held, publicityId, openFlags, pendingDueFen, forgivenFen, certificate, lines, recoveries } = of;
  return {
    step,
    goesBackTo: goesBackTo(of) ?? null,
    due: dueFen,
    held,
    list: step === 'publicity' ? publicityId : null,
    flags: openFlags.toSorted(),
    pending: pendingDueFen ?? null,
    forgiven: forgivenFen,
    certificate: certificate ? [certificate.level, certificate.issuedOn] : null,
    lines: lines.flatMap(({ line, amountFen, place }) => (amountFen === 0 ? [] : [[line, amountFen, place]])),
    recoveries: sorted(recoveries).map(([recoveryId, { amountFen, releasedFen, entries, status }]) => [
      recoveryId,
      amountFen,
      releasedFen,
      total(entries),
      status === 'open',
    ]),
  };
}

/** Where an undoing would put the claim: a publication that was running ran on without it. */
const goesBackTo = ({ stepBefore }: CaseState): CaseState['step'] | undefined =>
  stepBefore === 'publicity' ? 'second-reviewed' : stepBefore;

const slotsWanted = ({ slots }: PersonBook): Plain => ({
  slots: sorted(slots).map(([caseId, slot]) => {
    const { years, key, exception } = slot;
    const [projectId, level] = key.split('|');
    const project = MODEL_PROJECTS.find((each) => each.projectId === projectId);
    return [caseId, `${project?.occupationId}|${level}`, yearsOf(years), exception ?? null];
  }),
});

const yearsOf = ({
  certificateIssue,
  trainingEnd,
  application,
  payment,
}: PersonBook['slots'][string]['years']): number[] => [certificateIssue, trainingEnd, application, payment];

function slotsIn(real: RealStates, id: string): Plain {
  const { slots } = real.person(id);
  return {
    slots: Object.values(slots)
      .toSorted((a, b) => (a.caseId < b.caseId ? -1 : 1))
      .map(({ caseId, dedupeKey, years, exceptionId }) => [caseId, dedupeKey, yearsOf(years), exceptionId ?? null]),
  };
}

function batchIn(real: RealStates, id: string): Plain {
  const { status, lines } = real.batch(id);
  return {
    status: status === 'answered' ? 'dispatched' : status,
    lines: lines.map(({ endToEndId }) => endToEndId).toSorted(),
  };
}

import type { Books, CaseBook, PayLine } from './books';
import { classOf, encumber, endAssignments, freeOf, giveBack, inTransit, lineOf, waits } from './money';

const openOf = (of: CaseBook): number =>
  Object.values(of.recoveries).reduce((sum, each) => sum + (each.open ? restOf(each) : 0), 0);

export const restOf = ({ asked, released, entries }: CaseBook['recoveries'][string]): number =>
  asked - released - Object.values(entries).reduce((sum, fen) => sum + fen, 0);

const sumOf = (lines: readonly PayLine[]): number => lines.reduce((sum, { fen }) => sum + fen, 0);

/** Asks the payee for less: the latest recovery first. */
function ask(of: CaseBook, less: number): void {
  let rest = less;
  for (const each of Object.values(of.recoveries).toReversed()) {
    if (!each.open) continue;
    const taken = Math.min(rest, restOf(each));
    each.released += taken;
    rest -= taken;
    if (restOf(each) === 0) each.open = false;
  }
}

const nextLine = (of: CaseBook): number => Math.max(0, ...of.lines.map(({ no }) => no)) + 1;

/** More is due: first what the payee has already, then the class, then the fund line, and what finds no cover waits. */
function increase(books: Books, id: string, of: CaseBook, by: number): void {
  const dropped = Math.min(by, openOf(of));
  ask(of, dropped);
  let rest = by - dropped;
  const kept = Math.min(rest, of.forgiven);
  of.forgiven -= kept;
  rest -= kept;
  if (rest === 0) return;
  const from = classOf(books, of);
  const free = from.status === 'closed' ? 0 : Math.min(rest, freeOf(from));
  if (free > 0) {
    const first = of.lines.find(({ place }) => place === 'class');
    const line = first ?? { no: nextLine(of), fen: 0, place: 'class' as const, attempts: [] };
    if (!first) of.lines.push(line);
    line.fen += free;
    from.draws[`${id}#${line.no}`] = line.fen;
    rest -= free;
  }
  if (rest === 0) return;
  const fund = lineOf(books, of.unit);
  const covered = fund.available >= rest;
  if (covered) encumber(fund, rest);
  of.lines.push({ no: nextLine(of), fen: rest, place: covered ? 'fund' : 'unfunded', attempts: [] });
}

/** Less is due: what waits goes back, the last line first; what was paid is asked back. */
function decrease(books: Books, id: string, of: CaseBook, by: number): void {
  let rest = by;
  const waiting = of.lines.filter(waits).toReversed();
  for (const line of [...waiting.filter(({ place }) => place === 'unfunded'), ...waiting]) {
    const back = Math.min(rest, line.fen);
    if (back > 0) giveBack(books, id, of, line, back);
    rest -= back;
  }
  if (rest > 0) of.recoveries[`R${Object.keys(of.recoveries).length + 1}`] = { asked: rest, released: 0, entries: {}, open: true };
}

/**
 * 应付结算: brings what is held for, owed and paid to a case to what is due (after payment: a recovery for less, a further line for more).
 * While the bank has money of the case, its answer is waited for.
 */
export function settle(books: Books, id: string, of: CaseBook, due: number): void {
  of.due = due;
  endAssignments(of);
  if (inTransit(of)) {
    of.pending = due;
    return;
  }
  of.pending = undefined;
  // What came back from the bank is set against what is asked back.
  ask(of, Math.min(openOf(of), sumOf(of.lines.filter(({ place }) => place === 'owed'))));
  const asked = Object.values(of.recoveries).reduce((sum, each) => sum + each.asked - each.released, 0);
  const have = sumOf(of.lines.filter((line) => waits(line) || line.place === 'paid')) - asked - of.forgiven;
  if (due > have) increase(books, id, of, due - have);
  else if (due < have) decrease(books, id, of, have - due);
}

/** Whether a settlement is outstanding that nothing holds up any more. */
export const mustSettle = (of: CaseBook): boolean => !inTransit(of) && of.pending !== undefined;

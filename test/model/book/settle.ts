import type { Books, CaseBook, PayLine } from './books';
import { classOf, encumber, endAssignments, freeOf, giveBack, inTransit, lineOf } from './money';

const openOf = (of: CaseBook): number =>
  Object.values(of.recoveries).reduce((sum, each) => sum + (each.open ? restOf(each) : 0), 0);

export const restOf = ({ asked, released, entries }: CaseBook['recoveries'][string]): number =>
  asked - released - Object.values(entries).reduce((sum, fen) => sum + fen, 0);

const sumOf = (lines: readonly PayLine[]): number => lines.reduce((sum, { fen }) => sum + fen, 0);

/** Asks the payee for less: the latest recovery first. One of which less is asked ends, and the rest is a recovery of its own. */
function askLess(of: CaseBook, less: number): void {
  let left = less;
  for (const [id, each] of Object.entries(of.recoveries).toReversed()) {
    const rest = each.open ? restOf(each) : 0;
    if (left === 0 || rest === 0) continue;
    each.released += rest;
    endRecovery(of, id);
    if (rest > left) openRecovery(of, rest - left);
    left -= Math.min(left, rest);
  }
}

/** Nothing more is asked back by it, so nobody need decide whether to write it off. */
export function endRecovery(of: CaseBook, id: string): void {
  const recovery = of.recoveries[id];
  if (recovery) recovery.open = false;
  for (const [proposalId, { change }] of Object.entries(of.proposals))
    if (change.kind === 'WRITE_OFF' && change.recoveryId === id) delete of.proposals[proposalId];
}

export function openRecovery(of: CaseBook, asked: number): void {
  of.recoveries[`R${Object.keys(of.recoveries).length + 1}`] = { asked, released: 0, entries: {}, open: true };
}

/** The line that further money goes on: one that waits at the same place, else one that is gone, else the next. */
function lineFor({ apart }: Books, of: CaseBook, place: 'class' | 'fund', fits: (line: PayLine) => boolean): PayLine {
  const waits = apart ? [] : of.lines.toReversed();
  const waiting = waits.find((line) => line.place === place && (place === 'fund' || !fits(line)));
  const found = waiting ?? of.lines.find((line) => line.place === 'gone' && (place === 'fund' || fits(line)));
  if (found) return found;
  const line: PayLine = { no: Math.max(0, ...of.lines.map(({ no }) => no)) + 1, fen: 0, place, attempts: [] };
  of.lines.push(line);
  return line;
}

/** More is due: first what the payee has already, then the class, then the fund line; what finds no cover waits. */
function increase(books: Books, id: string, of: CaseBook, by: number): void {
  const dropped = Math.min(by, openOf(of));
  askLess(of, dropped);
  const kept = Math.min(by - dropped, of.forgiven);
  of.forgiven -= kept;
  const rest = by - dropped - kept;
  if (rest === 0) return;
  const from = classOf(books, of);
  const fund = lineOf(books, of.unit);
  if (from.status !== 'closed' && rest <= freeOf(from)) {
    const line = lineFor(books, of, 'class', ({ no }) => from.draws[`${id}#${no}`] === undefined);
    line.fen += rest;
    line.place = 'class';
    from.draws[`${id}#${line.no}`] = line.fen;
  } else if (rest <= fund.available) {
    const line = lineFor(books, of, 'fund', () => true);
    encumber(fund, rest);
    line.fen += rest;
    line.place = 'fund';
  } else {
    of.lines.push({ no: Math.max(0, ...of.lines.map(({ no }) => no)) + 1, fen: rest, place: 'unfunded', attempts: [] });
  }
}

/** Less is due: what has no cover, what was not sent yet, the last line first, what the bank sent back; then the payee is asked. */
function decrease(books: Books, id: string, of: CaseBook, by: number): void {
  let rest = by;
  const last = of.lines.toReversed();
  const order = [['unfunded'], ['class', 'fund'], ['owed']];
  for (const line of order.flatMap((places) => last.filter(({ place }) => places.includes(place)))) {
    const back = Math.min(rest, line.fen);
    if (back > 0) giveBack(books, id, of, line, back);
    rest -= back;
  }
  if (rest > 0) openRecovery(of, rest);
}

/** What came back from the bank is set against what is asked back. */
function setOff(books: Books, id: string, of: CaseBook): void {
  for (const line of of.lines.filter(({ place }) => place === 'owed')) {
    const off = Math.min(openOf(of), line.fen);
    if (off === 0) continue;
    askLess(of, off);
    giveBack(books, id, of, line, off);
  }
}

/**
 * 应付结算: brings what is held for, owed and paid to a case to what is due (after payment: a recovery for less, a further line for more).
 * While the bank has money of the case, its answer is waited for.
 */
export function settle(books: Books, id: string, of: CaseBook, due: number): void {
  of.due = due;
  endAssignments(of);
  const asked = Object.values(of.recoveries).reduce((sum, each) => sum + each.asked - each.released, 0);
  const have = sumOf(of.lines) - asked - of.forgiven;
  of.pending = inTransit(of) && due !== have ? due : undefined;
  if (inTransit(of)) return;
  if (due > have) increase(books, id, of, due - have);
  else if (due < have) decrease(books, id, of, have - due);
  setOff(books, id, of);
}

/** Whether a settlement is outstanding that nothing holds up any more. */
export const mustSettle = (of: CaseBook): boolean => !inTransit(of) && of.pending !== undefined;

import type { Books, CaseBook, ClassBook, LineBook, PayLine } from './books';

/** 补贴标准 (B.4) of a level certificate, fen. */
const RATES: Readonly<Record<string, number>> = { L5: 120_000, L4: 160_000, L3: 200_000 };

export const rateOf = (level: string): number => RATES[level] ?? 0;

export const lineOf = (books: Books, unit: string): LineBook => {
  const line = books.lines[unit];
  if (!line) throw new Error(`no line of ${unit}`);
  return line;
};

export const classOf = (books: Books, of: CaseBook): ClassBook => {
  const found = books.classes[of.classId];
  if (!found) throw new Error(`no class ${of.classId}`);
  return found;
};

const drawnOf = (of: ClassBook): number => Object.values(of.draws).reduce((sum, fen) => sum + fen, 0);

/** What a class holds and no claim has drawn. */
export const freeOf = (of: ClassBook): number => of.held - drawnOf(of);

export function encumber(line: LineBook, fen: number): void {
  line.available -= fen;
  line.encumbered += fen;
}

export const release = (line: LineBook, fen: number): void => encumber(line, -fen);

/** What a line that waits gives back: to its class while that is open, else to the fund line; owed money to the fund line. */
export function giveBack(books: Books, id: string, of: CaseBook, line: PayLine, fen: number): void {
  const fund = lineOf(books, of.unit);
  const from = classOf(books, of);
  if (line.place === 'class' && (from.status !== 'closed' || books.closing)) {
    const key = `${id}#${line.no}`;
    from.draws[key] = (from.draws[key] ?? 0) - fen;
    if (from.draws[key] === 0) delete from.draws[key];
  } else if (line.place === 'class') {
    // A closed class keeps the draw on record; its money goes straight back, and the rest is the fund line's from now on.
    release(fund, fen);
    line.place = 'fund';
  } else if (line.place === 'fund') {
    release(fund, fen);
  } else if (line.place === 'owed') {
    fund.owed -= fen;
    fund.available += fen;
  }
  line.fen -= fen;
  if (line.fen === 0) line.place = 'gone';
}

/** An assignment to a batch that has not gone to the bank ends. */
export function endAssignments(of: CaseBook): void {
  for (const line of of.lines) for (const each of line.attempts) if (each.status === 'assigned') each.status = 'ended';
}

export const inTransit = (of: CaseBook): boolean => of.lines.some(({ place }) => place === 'in-transit');
/** Whether the bank was ever told to pay any of it. */
export const wasSent = (of: CaseBook): boolean =>
  of.lines.some(({ attempts }) => attempts.some(({ status }) => status === 'instructed' || status === 'answered'));
export const wasPaid = (of: CaseBook): boolean => of.lines.some(({ place }) => place === 'paid');
/** Money of the claim that is not with the bank and not paid. */
export const waits = ({ place }: PayLine): boolean =>
  place === 'class' || place === 'fund' || place === 'unfunded' || place === 'owed';

/** The lines as the identity of the settled questions wants them: undefined, or what does not balance. */
export function imbalance(books: Books): string | undefined {
  for (const [unit, line] of Object.entries(books.lines)) {
    const rest = line.available + line.encumbered + line.inTransit + line.owed + line.paid - line.recovered;
    if (rest !== line.allotted) return `${unit}: ${line.allotted} allotted, ${rest} accounted for`;
    for (const [name, fen] of Object.entries(line)) if (fen < 0) return `${unit}: ${name} is ${fen}`;
  }
  return undefined;
}

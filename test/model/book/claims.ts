import type { Act } from './act';
import { fourEyes, LIVE, onCase, type Asked } from './act';
import type { Ask } from './ask';
import type { Books, CaseBook, ClassBook, PersonBook } from './books';
import { classOf, encumber, freeOf, inTransit, lineOf, rateOf, wasPaid, wasSent } from './money';
import { judgeSlot, personOf, releaseSlot, reserveSlot, slotOf } from './quota';
import { Ruling } from './ruling';
import { settle } from './settle';
import { step } from './timing';
import { completed, issuedBeforeEnd } from './training';

/** in both systems by the start, and on the roster there. */
const inBothSystems = (of: CaseBook, from: ClassBook): boolean =>
  ['TRAINING_INFO', 'REAL_NAME'].every((system) => {
    const found = from.registrations[system];
    return found !== undefined && found.at <= from.plan.startsAt && found.roster.includes(of.person);
  });

/** Where a claim's money comes from: the class while it is open and its draw for this place has not gone to the bank, else the fund line. */
export const sourceOf = (id: string, of: CaseBook, from: ClassBook): 'class' | 'fund' =>
  from.status === 'closed' || from.draws[`${id}#1`] !== undefined || wasSent(of) ? 'fund' : 'class';

function cover(books: Books, id: string, of: CaseBook, fen: number, source: 'class' | 'fund'): void {
  if (source === 'class') classOf(books, of).draws[`${id}#1`] = fen;
  else encumber(lineOf(books, of.unit), fen);
  const attempts = of.lines.find(({ no }) => no === 1)?.attempts ?? [];
  of.lines = [{ no: 1, fen, place: source, attempts }, ...of.lines.filter(({ no }) => no !== 1)];
}

/** What the payee has given back. */
const repaid = (of: CaseBook): number =>
  Object.values(of.recoveries)
    .flatMap(({ entries }) => Object.values(entries))
    .reduce((sum, fen) => sum + fen, 0);

/** Slot and money go back; what was due is remembered for an undoing. */
export function endClaim(books: Books, id: string, of: CaseBook, to: CaseBook['step'], at: string): void {
  // A publication that was running runs on without it.
  of.before = { step: of.step === 'publicity' ? 'second-reviewed' : of.step, due: of.due };
  of.correctedSinceEnd = false;
  settle(books, id, of, 0);
  releaseSlot(personOf(books, of.person), id);
  of.step = to;
  of.counts.ended += 1;
  step(of, at);
}

export const claimActs: Record<string, Act> = {
  SubmitClaim: onCase(['enrolled', 'rejected', 'withdrawn'], judgeClaim, (of, { books, ask, id, told }) => {
    const from = classOf(books, of);
    const fen = ask.data.amountFen ?? 0;
    cover(books, id, of, fen, sourceOf(id, of, from));
    const slot = slotOf(of, from.project, from.finishedOn ?? '', ask.at);
    reserveSlot(personOf(books, of.person), id, slot);
    Object.assign(of, {
      step: 'submitted',
      due: fen,
      submitter: ask.actor.id,
      flags: [...(told.flags ?? [])],
      closedFlags: {},
    });
    Object.assign(of, { first: undefined, second: undefined, confirmer: undefined, askedFor: [], askedBefore: false });
    Object.assign(of, { objections: {}, correctedAfterObjection: false, before: undefined });
    of.counts.amount += 1;
    step(of, ask.at);
  }),
  WithdrawClaim: onCase(
    LIVE,
    (of, ruling) => void ruling.must(inTransit(of) || wasPaid(of) || repaid(of) + of.forgiven > 0, 'D.4-batch'),
    (of, { books, ask, id }) => endClaim(books, id, of, 'withdrawn', ask.at),
  ),
  RejectClaim: onCase(
    LIVE.filter((each) => each !== 'confirmed'),
    (of, ruling, { ask }) => {
      fourEyes(ruling, ask, of.submitter);
      // By whom a claim is rejected before, under and after review is for the table of powers.
      ruling.may(true, 'A-083-role');
      ruling.may(of.first?.by === ask.actor.id || of.second?.by === ask.actor.id, 'B.5-four-eyes');
    },
    (of, { books, ask, id }) => endClaim(books, id, of, 'rejected', ask.at),
  ),
};

function judgeClaim(of: CaseBook, ruling: Ruling, { books, ask, id, told }: Asked): void {
  const from = classOf(books, of);
  const { amountFen = 0, accountName } = ask.data;
  if (ruling.must(from.status !== 'finished' && from.status !== 'closed', 'B.5-order')) return;
  ruling.must(!completed(id, from), 'A-005');
  ruling.must(!inBothSystems(of, from), 'A-078');
  ruling.must(accountName === 'another name', 'C.4');
  if (ruling.must(of.certificate === undefined, 'A-062') || !of.certificate) return;
  ruling.must(amountFen !== rateOf(of.certificate.level), 'A-087');
  if (issuedBeforeEnd(of.certificate, from)) ruling.flags.add('ISSUED_BEFORE_END');
  const slot = slotOf(of, from.project, from.finishedOn ?? '', ask.at);
  judgeSlot(personOf(books, of.person), id, slot, ruling);
  const seen = new Ruling();
  judgeSlot(withClaims(books, of.person, told?.beside ?? []), id, slot, seen);
  for (const flag of seen.flags) ruling.maybeFlags.add(flag);
  if (sourceOf(id, of, from) === 'fund') ruling.must(amountFen > lineOf(books, of.unit).available, 'A-071-line');
  else ruling.must(amountFen > freeOf(from), 'A-071-class');
}

/** The person's slots if the claims beside had theirs. */
function withClaims(books: Books, person: string, beside: readonly Ask[]): PersonBook {
  const { slots, ...others } = personOf(books, person);
  const held = { ...slots };
  for (const { command, data, at } of beside) {
    if (command !== 'SubmitClaim') continue;
    const of = books.cases[data.caseId ?? ''];
    if (of?.person !== person || !of.certificate) continue;
    const from = classOf(books, of);
    held[data.caseId ?? ''] ??= slotOf(of, from.project, from.finishedOn ?? '', at);
  }
  return { ...others, slots: held };
}

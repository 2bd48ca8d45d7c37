import type { OnCase } from './act';
import type { CaseBook, Change } from './books';
import { endClaim, sourceOf } from './claims';
import { classOf, freeOf, lineOf, rateOf } from './money';
import { countIn, judgeSlot, moveSlot, personOf, reserveSlot, slotOf } from './quota';
import type { Ruling } from './ruling';
import { endRecovery, openRecovery, restOf, settle } from './settle';
import { step } from './timing';
import { issuedBeforeEnd, numberTaken, obtainedThere } from './training';

/** What an approved correction does. */
interface Approval {
  judge?(of: CaseBook, change: Change, ruling: Ruling, on: Omit<OnCase, 'told'>): void;
  apply(of: CaseBook, change: Change, on: OnCase): void;
}

const PER_YEAR = 3;

/** A fact is a fact: the slot moves, even into a full year, and then a person decides on the grant. */
const certificate: Approval = {
  judge(of, { certificate: to }, ruling, { books, id, ask }) {
    if (!to) return;
    numberTaken(books, of, id, to.number, ruling);
    obtainedThere(to.issuedOn, classOf(books, of), ask.at, ruling);
    for (const flag of ['UNFUNDED', 'WAITS_FOR_BANK', 'QUOTA_BASIS_SENSITIVE', 'LEVEL_DOWNGRADE'])
      ruling.maybeFlags.add(flag);
    const person = personOf(books, of.person);
    const slot = person.slots[id];
    if (!slot) return;
    const year = Number(to.issuedOn.slice(0, 4));
    const moves = year !== slot.years.certificateIssue;
    const full = countIn(person, id, 'certificateIssue', year) >= PER_YEAR;
    if (full) (moves ? ruling.flags : ruling.maybeFlags).add('GRANT_OVER_QUOTA');
    // One that was early already was flagged for that when it was claimed on.
    const early = issuedBeforeEnd(to, classOf(books, of));
    const known = of.certificate !== undefined && issuedBeforeEnd(of.certificate, classOf(books, of));
    if (early) (known ? ruling.maybeFlags : ruling.flags).add('ISSUED_BEFORE_END');
    const key = `${classOf(books, of).project}|${to.level}`;
    const held = Object.entries(person.slots).some(([other, each]) => other !== id && each.key === key);
    if (held) (key === slot.key ? ruling.maybeFlags : ruling.flags).add('DUPLICATE_AFTER_CORRECTION');
  },
  apply(of, { certificate: to }, { books, id, told, ask }) {
    if (!to) return;
    const old = of.certificate;
    of.certificate = to;
    of.counts.certificate += 1;
    books.numbers[to.number] = { person: of.person, caseId: id };
    if (old && old.number !== to.number) delete books.numbers[old.number];
    const person = personOf(books, of.person);
    if (person.slots[id]) {
      moveSlot(person, id, Number(to.issuedOn.slice(0, 4)), `${classOf(books, of).project}|${to.level}`);
      const other = old?.level !== to.level;
      if (other) of.counts.amount += 1;
      settle(books, id, of, other ? rateOf(to.level) : of.due);
      of.flags = [...new Set([...of.flags, ...(told.flags ?? [])])];
      for (const flag of told.flags ?? []) delete of.closedFlags[flag];
    } else if (of.before) of.correctedSinceEnd = true;
    of.correctedAfterObjection = true;
    step(of, ask.at);
  },
};

const amount: Approval = {
  judge(_of, _change, ruling) {
    ruling.maybeFlags.add('UNFUNDED').add('WAITS_FOR_BANK');
  },
  apply(of, { fen = 0 }, { books, id, ask }) {
    of.counts.amount += 1;
    settle(books, id, of, fen);
    of.correctedAfterObjection = true;
    step(of, ask.at);
  },
};

const revocation: Approval = {
  judge: (_of, _change, ruling) => void ruling.maybeFlags.add('WAITS_FOR_BANK'),
  apply: (of, _change, { books, id, ask }) => endClaim(books, id, of, 'revoked', ask.at),
};

const voiding: Approval = {
  judge: (_of, _change, ruling) => void ruling.maybeFlags.add('WAITS_FOR_BANK'),
  apply(of, _change, { books, id, ask }) {
    endClaim(books, id, of, 'voided', ask.at);
    delete classOf(books, of).roster[id];
    if (of.certificate) delete books.numbers[of.certificate.number];
  },
};

/** As a new claim: refused where the place or the money is gone; else it goes on where it ended. */
const undoing: Approval = {
  judge(of, _change, ruling, { books, id }) {
    ruling.maybeFlags.add('WAITS_FOR_BANK');
    const person = personOf(books, of.person);
    const former = person.former[id];
    const from = classOf(books, of);
    const slot = former ?? slotOf(of, from.project, from.finishedOn ?? '', of.lastAt);
    judgeSlot(person, id, slot, ruling);
    ruling.flags.clear();
    const need = (of.before?.due ?? 0) - haveOf(of);
    const inClass = sourceOf(id, of, from) === 'class' && need <= freeOf(from);
    const atBank = of.lines.some(({ place }) => place === 'in-transit');
    ruling.must(
      !atBank && need > 0 && !inClass && need > lineOf(books, of.unit).available,
      'A-071-line',
      'A-071-class',
    );
  },
  apply(of, _change, { books, id, ask }) {
    const person = personOf(books, of.person);
    const former = person.former[id];
    if (former) {
      const years = of.paidYear === undefined ? former.years : { ...former.years, payment: of.paidYear };
      reserveSlot(person, id, { ...former, years });
    }
    const { before } = of;
    of.before = undefined;
    of.step = before?.step ?? 'submitted';
    settle(books, id, of, before?.due ?? 0);
    step(of, ask.at);
  },
};

/** What the payee has or is promised, beyond what is asked back; what is asked back is the first to be let go. */
function haveOf(of: CaseBook): number {
  const recovered = Object.values(of.recoveries).reduce((sum, { entries }) => sum + total(entries), 0);
  return of.lines.reduce((sum, { fen }) => sum + fen, 0) - recovered;
}

const total = (entries: Record<string, number>): number => Object.values(entries).reduce((sum, fen) => sum + fen, 0);

const writeOff: Approval = {
  apply(of, { recoveryId = '' }, { ask }) {
    const recovery = of.recoveries[recoveryId];
    if (!recovery) return;
    const rest = restOf(recovery);
    recovery.released += rest;
    endRecovery(of, recoveryId);
    of.forgiven += rest;
    of.counts.forgiven += 1;
    step(of, ask.at);
  },
};

/** 重新追回: what was written off is asked back once more. */
const reopened: Approval = {
  apply(of, { fen = 0 }, { ask }) {
    of.forgiven -= fen;
    openRecovery(of, fen);
    step(of, ask.at);
  },
};

/** 冲回追回款: what the entry brought leaves the line, if that has it still, and is asked back again. */
const reversal: Approval = {
  judge(of, change, ruling, { books }) {
    ruling.must(entryOf(of, change) > lineOf(books, of.unit).available, 'A-071-line');
  },
  apply(of, change, { books, ask }) {
    const { recoveryId = '', entryId = '' } = change;
    const recovery = of.recoveries[recoveryId];
    if (!recovery) return;
    const fen = entryOf(of, change);
    delete recovery.entries[entryId];
    recovery.open = true;
    const line = lineOf(books, of.unit);
    line.recovered -= fen;
    line.available -= fen;
    step(of, ask.at);
  },
};

const entryOf = (of: CaseBook, { recoveryId = '', entryId = '' }: Change): number =>
  of.recoveries[recoveryId]?.entries[entryId] ?? 0;

export const approvals: Readonly<Record<Change['kind'], Approval>> = {
  CERTIFICATE: certificate,
  AMOUNT: amount,
  REVOKE: revocation,
  VOID: voiding,
  UNDO: undoing,
  WRITE_OFF: writeOff,
  REOPEN: reopened,
  REVERSAL: reversal,
};

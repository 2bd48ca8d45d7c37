import type { BatchState } from '../../batch';
import { dispatchBatch } from '../../batch/dispatch/dispatch-batch.decide';
import { clerk, document, reason, toPay, UNIT, assigned, bounced, instructed, settled } from '../case-examples-spec';
import type { CaseState } from '../case.state';
import { approveCorrection } from './approve-correction.decide';
import { proposeAmountCorrection } from './propose-amount-correction.decide';
import { proposeBankAnswerCorrection } from './propose-bank-answer-correction.decide';
import { checker, FIRST, maker, other, World } from './three-grants-spec';

/** The first grant, sent to the bank and answered. */
function answeredAs(result: 'PAID' | 'REJECTED' | 'RETURNED'): World {
  const world = new World();
  sent(world);
  world.answer(0, result);
  return world;
}

function sent(world: World): void {
  world.batch([FIRST]);
  world.try(dispatchBatch, { batchId: world.lastBatch() }, maker);
}

const PAID = { line: 1, attempt: 1, result: 'PAID', paidOn: '2020-07-31' } as const;
const REJECTED = { line: 1, attempt: 1, result: 'REJECTED', bankReason: 'AC04' } as const;

const versionOf = (world: World, attempt = 1): number =>
  world.state(FIRST).lines[0]?.attempts[attempt - 1]?.answeredVersion ?? 0;

const ask = (world: World, answer: object, proposalId = '00000000-0000-4000-8000-00000000f001') => ({
  caseId: FIRST,
  proposalId,
  version: versionOf(world),
  reason,
  document,
  ...answer,
});

function correct(world: World, answer: object): void {
  const proposal = ask(world, answer);
  world.books.must(proposeBankAnswerCorrection, proposal, { actor: checker, at: world.at() });
  world.books.must(
    approveCorrection,
    { caseId: FIRST, proposalId: proposal.proposalId },
    { actor: other, at: world.at() },
  );
}

const refusedBy = (world: World, answer: object): string => {
  const did = world.books.do(proposeBankAnswerCorrection, ask(world, answer), { actor: checker, at: world.at() });
  return 'refusal' in did ? `${did.refusal.ruleId} ${did.refusal.en}` : 'accepted';
};

const moneyOf = ({ books }: World) => {
  const { owedFen, paidFen, inTransitFen } = books.fundOf(UNIT);
  return { owedFen, paidFen, inTransitFen };
};
const slotOf = ({ books }: World) => books.personOf(books.caseOf(FIRST).person!).slots[FIRST];
const lineOf = (world: World): CaseState['lines'][number] => world.state(FIRST).lines[0]!;
const batchOf = (world: World) => world.books.stateOf(`batch-${world.lastBatch()}`) as BatchState;

describe("correcting the bank's answer by two people", () => {
  it.each(['REJECTED', 'RETURNED'] as const)(
    'of what was recorded as %s and had been paid: owed becomes paid, on case, batch, fund line and slot',
    (wrong) => {
      const world = answeredAs(wrong);
      expect(moneyOf(world)).toEqual({ owedFen: 160_000, paidFen: 0, inTransitFen: 0 });
      correct(world, PAID);
      expect(moneyOf(world)).toEqual({ owedFen: 0, paidFen: 160_000, inTransitFen: 0 });
      expect(lineOf(world)).toMatchObject({ place: 'paid', attempts: [{ status: 'settled', reason: undefined }] });
      expect(Object.values(batchOf(world).results)).toEqual(['PAID']);
      expect(slotOf(world)).toMatchObject({ paid: true, years: { payment: 2020 } });
    },
  );

  it('of what was recorded as paid and had not been: paid becomes owed, the slot is dated by the application again', () => {
    const world = new World();
    sent(world);
    const unpaid = slotOf(world);
    world.answer(0, 'PAID');
    correct(world, REJECTED);
    expect(moneyOf(world)).toEqual({ owedFen: 160_000, paidFen: 0, inTransitFen: 0 });
    expect(lineOf(world)).toMatchObject({ place: 'owed', attempts: [{ status: 'rejected', reason: 'AC04' }] });
    expect(slotOf(world)).toEqual(unpaid);
  });

  it('of a rejection that was a return moves nothing but what the bank said', () => {
    const world = answeredAs('REJECTED');
    const before = moneyOf(world);
    correct(world, { line: 1, attempt: 1, result: 'RETURNED' });
    expect(moneyOf(world)).toEqual(before);
    expect(lineOf(world)).toMatchObject({ place: 'owed', attempts: [{ status: 'returned', reason: 'NARR' }] });
  });

  it('and back again leaves slot and money as before, while the history is longer', () => {
    const world = answeredAs('PAID');
    const before = { money: moneyOf(world), slot: slotOf(world), line: lineOf(world).place };
    const events = world.books.eventsOf(`case-${FIRST}`).length;
    correct(world, REJECTED);
    const again = { ...ask(world, { ...PAID }), proposalId: '00000000-0000-4000-8000-00000000f002' };
    world.books.must(proposeBankAnswerCorrection, again, { actor: checker, at: world.at() });
    world.books.must(
      approveCorrection,
      { caseId: FIRST, proposalId: again.proposalId },
      { actor: other, at: world.at() },
    );
    expect({ money: moneyOf(world), slot: slotOf(world), line: lineOf(world).place }).toEqual(before);
    expect(world.books.eventsOf(`case-${FIRST}`).length).toBe(events + 4);
  });

  it('names the answer that it corrects, says why, and is approved by another person (B.5-four-eyes)', () => {
    const world = answeredAs('REJECTED');
    const proposal = ask(world, PAID);
    const [proposed] = world.books.must(proposeBankAnswerCorrection, proposal, { actor: checker, at: world.at() });
    expect(proposed).toMatchObject({ corrects: { stream: `case-${FIRST}`, version: proposal.version } });
    const approval = { caseId: FIRST, proposalId: proposal.proposalId };
    const own = world.books.do(approveCorrection, approval, {
      actor: { ...checker, role: 'CONFIRMER' },
      at: world.at(),
    });
    expect(own).toMatchObject({ refusal: { ruleId: 'B.5-four-eyes' } });
    const [approved] = world.books.must(approveCorrection, approval, { actor: other, at: world.at() });
    expect(approved).toMatchObject({ type: 'PayoutAnswerCorrected', corrects: { version: proposal.version } });
  });
});

describe('a reissue is not silently doubled (D.4-batch)', () => {
  it('no line is put in a batch while the correction of its answer is undecided', () => {
    const world = answeredAs('REJECTED');
    world.books.must(proposeBankAnswerCorrection, ask(world, PAID), { actor: checker, at: world.at() });
    world.batch([FIRST]);
    expect(lineOf(world).attempts).toHaveLength(1);
  });

  it('a reissue in a batch that has not gone ends with the correction', () => {
    const world = answeredAs('REJECTED');
    world.batch([FIRST]);
    expect(lineOf(world).attempts[1]).toMatchObject({ status: 'assigned' });
    const proposal = ask(world, PAID);
    world.books.must(proposeBankAnswerCorrection, proposal, { actor: checker, at: world.at() });
    expect(world.try(dispatchBatch, { batchId: world.lastBatch() }, maker)).toBe(false);
    world.books.must(
      approveCorrection,
      { caseId: FIRST, proposalId: proposal.proposalId },
      { actor: other, at: world.at() },
    );
    expect(lineOf(world)).toMatchObject({ place: 'paid', attempts: [{ status: 'settled' }, { status: 'unassigned' }] });
    expect(world.try(dispatchBatch, { batchId: world.lastBatch() }, maker)).toBe(false);
    expect(moneyOf(world)).toEqual({ owedFen: 0, paidFen: 160_000, inTransitFen: 0 });
  });

  it('is refused while a reissue is with the bank, and names its batch', () => {
    const world = answeredAs('REJECTED');
    sent(world);
    expect(refusedBy(world, PAID)).toMatch(
      new RegExp(`^D.4-batch .*attempt 2 \\(batch ${world.lastBatch()}\\).*paid twice`),
    );
  });

  it('is refused once the reissue was paid, until one of the two came back', () => {
    const world = answeredAs('REJECTED');
    sent(world);
    world.answer(0, 'PAID');
    expect(refusedBy(world, PAID)).toMatch(/^D.4-batch .*it was paid twice/);
    world.answer(0, 'RETURNED');
    correct(world, PAID);
    expect(moneyOf(world)).toEqual({ owedFen: 0, paidFen: 160_000, inTransitFen: 0 });
  });

  it('is refused where the money was changed since', () => {
    const world = answeredAs('REJECTED');
    const lowered = { amountFen: 100_000 };
    expect(world.correct(proposeAmountCorrection, FIRST, world.state(FIRST).amountVersion, lowered)).toBe(true);
    expect(refusedBy(world, PAID)).toMatch(/^D.4-batch .*has changed since/);
  });
});

describe("proposing to correct the bank's answer", () => {
  const of = (on: typeof toPay, answer: object, version: number) =>
    on.when(
      proposeBankAnswerCorrection,
      { caseId: '00000000-0000-4000-8000-000000000001', version, reason, document, ...answer },
      { actor: clerk },
    );

  it('is refused where the bank has not answered, or has answered just so (B.5-order)', () => {
    const sentOnly = toPay.and(assigned, instructed);
    of(sentOnly, PAID, 11).thenRefused('B.5-order');
    of(sentOnly.and(settled), PAID, 12).thenRefused('B.5-order', /stands as paid already/);
    of(sentOnly.and(bounced), { ...REJECTED, attempt: 2 }, 12).thenRefused('B.5-order');
  });

  it('takes the day of the payment with a payment, not later than today, and with nothing else (D.4-batch)', () => {
    const on = toPay.and(assigned, instructed, bounced);
    of(on, { ...PAID, paidOn: undefined }, 12).thenRefused('D.4-batch', /paidOn/);
    of(on, { ...PAID, paidOn: '2020-07-19' }, 12).thenRefused('D.4-batch', /paidOn/);
    of(on, { ...REJECTED, result: 'RETURNED', paidOn: '2020-07-18' }, 12).thenRefused('D.4-batch', /paidOn/);
  });

  it('is invalid without reason and document', () => {
    const on = toPay.and(assigned, instructed, bounced);
    of(on, { ...PAID, reason: undefined, document: undefined }, 12).thenInvalid('reason', 'document');
  });
});

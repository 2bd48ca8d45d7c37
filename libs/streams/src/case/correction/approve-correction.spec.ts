import { FakeKeyed, sealedFor, uuid, type Given } from '@ledger/testing';
import type { ClassState } from '../../class';
import { initialFund, type FundState } from '../../fund';
import {
  AMOUNT,
  assigned,
  bounced,
  CASE,
  certificate,
  CLASS,
  classState,
  clerk,
  confirmer,
  document,
  EVALUATOR,
  instructed,
  LEARNER,
  personState,
  policyState,
  rate,
  reason,
  settled,
  slotIn,
  submission,
  toAccept,
  toClaim,
  toPay,
  UNIT,
} from '../case-examples-spec';
import { caseEvent, type CaseChange } from '../case.events';
import type { CaseState } from '../case.state';
import { approveCorrection } from './approve-correction.decide';
import { proposeCertificateCorrection } from './propose-certificate-correction.decide';
import { CASES, numberOf, other, World } from './three-grants-spec';

const PROPOSAL = uuid(30);
const COMMAND = uuid(31);
const CLASS_STREAM = `class-${CLASS}`;
const FUND = `fund-SPECIAL_ACCOUNT-${UNIT}`;
const PERSON = `person-${LEARNER}`;
const command = { caseId: CASE, proposalId: PROPOSAL, reason };

/** A class with the claim's draw and `freeFen` beside it; a fund line with `availableFen`. */
const money = (
  freeFen: number,
  availableFen = 0,
  more: Partial<ClassState> = {},
): { class: ClassState; fund: FundState } => ({
  class: classState({
    heldFen: AMOUNT + freeFen,
    drawnFen: AMOUNT,
    draws: { [`${CASE}#1`]: { amountFen: AMOUNT, commandId: uuid(50) } },
    ...more,
  }),
  fund: { ...initialFund(), open: true, availableFen, encumberedByClass: { [CLASS]: AMOUNT + freeFen } },
});
const own = slotIn(0, 2020, {
  caseId: CASE,
  commandId: uuid(50),
  dedupeKey: 'welder|L4',
  occupationId: 'welder',
  level: 'L4',
});
const holding = (...slots: (typeof own)[]) =>
  personState({ slots: Object.fromEntries([own, ...slots].map((s) => [s.caseId, s])) });

function approve(on: Given<CaseState>, change: CaseChange, corrects: number, facts: object = {}, at?: string) {
  const proposed = {
    ...caseEvent('CorrectionProposed', { proposalId: PROPOSAL, change }),
    corrects: { stream: `case-${CASE}`, version: corrects },
    envelope: { actor: clerk },
  };
  return on
    .facts({ ...money(40_000), person: holding(), ...facts })
    .and(proposed)
    .when(approveCorrection, command, { actor: confirmer, commandId: COMMAND, at });
}

const paid = toPay.and(assigned, instructed, settled);
const inTransit = toPay.and(assigned, instructed);
const owed = toPay.and(assigned, instructed, bounced);
const amount = (amountFen: number): CaseChange => ({ kind: 'AMOUNT', amountFen });
const lowered = toPay.and(
  caseEvent('AmountCorrected', {
    proposalId: uuid(32),
    fromFen: AMOUNT,
    toFen: 120_000,
    effect: { giveBackFen: 40_000, giveBackTo: 'class' },
    commandId: uuid(33),
  }),
);
const drawn120 = { draws: { [`${CASE}#1`]: { amountFen: 120_000, commandId: uuid(50) } }, drawnFen: 120_000 };

describe('approving another amount before payment', () => {
  it('gives back to the class what is due no more', () => {
    const outcome = approve(toPay, amount(120_000), 3);
    outcome
      .then({
        ...caseEvent('AmountCorrected', {
          proposalId: PROPOSAL,
          fromFen: AMOUNT,
          toFen: 120_000,
          effect: { giveBackFen: 40_000, giveBackTo: 'class' },
          commandId: COMMAND,
        }),
        corrects: { stream: `case-${CASE}`, version: 3 },
      })
      .thenBefore()
      .thenAfter({ stream: CLASS_STREAM, effect: 'change-draw', data: { caseId: CASE, line: 1, toFen: 120_000 } });
    expect(outcome.next.state).toMatchObject({ dueFen: 120_000, step: 'confirmed', lines: [{ amountFen: 120_000 }] });
  });

  it('gives back to the fund line where the class is closed', () => {
    approve(toPay, amount(120_000), 3, money(0, 0, { status: 'closed' })).thenAfter({
      stream: FUND,
      effect: 'release',
      data: { classId: CLASS, amountFen: 40_000, caseId: CASE, why: 'corrected' },
    });
  });

  it('draws more on the class first, on the same line, so that one payment is made', () => {
    const outcome = approve(lowered, amount(AMOUNT), 10, money(80_000, 90_000, drawn120));
    outcome
      .thenBefore({
        stream: CLASS_STREAM,
        effect: 'change-draw',
        data: { caseId: CASE, line: 1, fromFen: 120_000, toFen: AMOUNT },
        giveBack: {
          effect: 'give-change-back',
          data: { caseId: CASE, line: 1, fromFen: 120_000, toFen: AMOUNT },
        },
        optional: true,
      })
      .thenAfter();
    expect(outcome.next.state.lines).toMatchObject([{ amountFen: AMOUNT, place: 'class' }]);
  });

  it('encumbers anew what the class has not, as a further line', () => {
    const outcome = approve(lowered, amount(AMOUNT), 10, money(-40_000, 90_000, drawn120));
    outcome.thenBefore({
      stream: FUND,
      effect: 'encumber',
      data: { classId: CLASS, amountFen: 40_000, caseId: CASE },
      giveBack: { effect: 'release', data: { classId: CLASS, amountFen: 40_000, caseId: CASE, why: 'gave-back' } },
    });
    expect(outcome.next.state.lines).toMatchObject([
      { line: 1, amountFen: 120_000, place: 'class' },
      { line: 2, amountFen: 40_000, place: 'fund' },
    ]);
  });

  it('stands without cover and waits UNFUNDED', () => {
    const outcome = approve(lowered, amount(AMOUNT), 10, money(-40_000, 39_999, drawn120));
    outcome.thenBefore().thenFlags('UNFUNDED');
    expect(outcome.next.state).toMatchObject({ dueFen: AMOUNT, lines: [{}, { amountFen: 40_000, place: 'unfunded' }] });
  });

  it('takes the line out of the batch that it was in', () => {
    expect(approve(toPay.and(assigned), amount(120_000), 3).next.state.lines[0]?.attempts[0]?.status).toBe(
      'unassigned',
    );
  });

  it('is judged by the rate as it stands now (A-087)', () => {
    approve(lowered, amount(AMOUNT), 10, {
      policy: policyState({}, { 'skill-l4': { ...rate('skill-l4', AMOUNT, { level: 'L4' }), status: 'withdrawn' } }),
    }).thenRefused('A-087');
  });

  it('says on what money it was judged', () => {
    expect(approve(toPay, amount(120_000), 3).evidence.facts).toEqual(
      expect.arrayContaining([
        { stream: CLASS_STREAM, version: 1, name: 'freeFen', value: 40_000 },
        { stream: FUND, version: 1, name: 'availableFen', value: 0 },
      ]),
    );
  });
});

describe('approving another amount after dispatch', () => {
  it('waits for the bank’s answer while the money is in transit', () => {
    const outcome = approve(inTransit, amount(120_000), 3);
    outcome.thenFlags('WAITS_FOR_BANK').thenAfter();
    expect(outcome.next.state).toMatchObject({
      dueFen: 120_000,
      pendingDueFen: 120_000,
      lines: [{ amountFen: AMOUNT }],
    });
  });

  it('releases on the fund line what the bank sent back and is due no more', () => {
    approve(owed, amount(120_000), 3).thenAfter({
      stream: FUND,
      effect: 'release-owed',
      data: { caseId: CASE, amountFen: 40_000, why: 'corrected' },
    });
  });

  it('asks back from the payee, in the same decision, what was paid too much', () => {
    const outcome = approve(paid, amount(120_000), 3);
    outcome.thenAfter({ effect: 'ask-back', data: { caseId: CASE, recoveryId: 'R1', amountFen: 40_000 } });
    expect(outcome.events.map(({ type, data }) => ({ type, data }))[1]).toEqual(
      caseEvent('RecoveryOpened', {
        recoveryId: 'R1',
        amountFen: 40_000,
        fromPayee: LEARNER,
        cause: 'AMOUNT_CORRECTED',
      }),
    );
  });

  it('and asks for it no more when that was the mistake', () => {
    const before = approve(paid, amount(120_000), 3).next;
    const now = before
      .and({
        ...caseEvent('CorrectionProposed', { proposalId: uuid(34), change: amount(AMOUNT) }),
        corrects: { stream: `case-${CASE}`, version: before.events.length - 1 },
      })
      .when(approveCorrection, { ...command, proposalId: uuid(34) }, { actor: confirmer });
    now.thenBefore();
    expect(now.events.map(({ data }) => data)[1]).toEqual({ recoveryId: 'R1', how: 'cancelled', openFen: 40_000 });
    expect(now.next.state.recoveries).toMatchObject({ R1: { status: 'closed' } });
  });
});

describe('approving another certificate', () => {
  const NUMBER = 'S000041000123203000045';
  const certificateId = new FakeKeyed().certificateId('SKILL_LEVEL', NUMBER);
  const l3 = { ...certificate, level: 'L3', number: sealedFor(LEARNER, NUMBER), certificateId };
  const change: CaseChange = { kind: 'CERTIFICATE', certificate: l3 };

  it('takes the new number, draws the new rate, moves the slot, frees the old number; the claim keeps its step', () => {
    const outcome = approve(toPay, change, 2);
    outcome
      .then({
        ...caseEvent('CertificateCorrected', {
          proposalId: PROPOSAL,
          before: certificate,
          certificate: l3,
          slot: { years: submission.slot.years, dedupeKey: 'welder|L3' },
          amountFen: 200_000,
          rateId: 'skill-l3',
          effect: { drawFen: 40_000, drawFrom: 'class', line: 1 },
          flags: [],
          commandId: COMMAND,
        }),
        corrects: { stream: `case-${CASE}`, version: 2 },
      })
      .thenBefore(
        {
          stream: `certificate-${certificateId}`,
          effect: 'take-number',
          data: { caseId: CASE, person: LEARNER, kind: 'SKILL_LEVEL' },
          giveBack: { effect: 'give-number-back', data: { caseId: CASE, why: 'gave-back' } },
        },
        { stream: CLASS_STREAM, effect: 'change-draw' },
      )
      .thenAfter(
        {
          stream: PERSON,
          effect: 'move-slot',
          data: {
            caseId: CASE,
            years: submission.slot.years,
            dedupeKey: 'welder|L3',
            occupationId: 'welder',
            level: 'L3',
          },
        },
        {
          stream: `certificate-${certificate.certificateId}`,
          effect: 'give-number-back',
          data: { caseId: CASE, why: 'corrected' },
        },
      );
    expect(outcome.next.state).toMatchObject({ step: 'confirmed', dueFen: 200_000, rateId: 'skill-l3' });
  });

  it('stands in a full year, and the grant is flagged for a person (A-063)', () => {
    const older: CaseChange = { kind: 'CERTIFICATE', certificate: { ...certificate, issuedOn: '2020-06-27' } };
    const full = holding(slotIn(1, 2020), slotIn(2, 2020), slotIn(3, 2020));
    const outcome = approve(toPay, older, 2, { person: full });
    outcome.thenFlags('GRANT_OVER_QUOTA');
    expect(outcome.next.state.openFlags).toEqual(['GRANT_OVER_QUOTA']);
  });

  it('stands beside another grant for the same level, and is flagged (A-064)', () => {
    const twin = slotIn(1, 2019, { dedupeKey: 'welder|L3', occupationId: 'welder', level: 'L3' });
    const outcome = approve(toPay, change, 2, { person: holding(twin) });
    expect(outcome.next.state.openFlags).toContain('DUPLICATE_AFTER_CORRECTION');
  });

  it('moves the slot to the year of the certificate; application and payment keep theirs (F.2)', () => {
    const later: CaseChange = { kind: 'CERTIFICATE', certificate: { ...certificate, issuedOn: '2021-01-05' } };
    approve(paid, later, 2, {}, '2021-02-01T00:00:00.000Z').thenAfter({
      stream: PERSON,
      effect: 'move-slot',
      data: {
        caseId: CASE,
        years: { certificateIssue: 2021, trainingEnd: 2020, application: 2020, payment: 2020 },
        dedupeKey: 'welder|L4',
        occupationId: 'welder',
        level: 'L4',
      },
    });
  });

  it('flags a date before the end of the class', () => {
    const early: CaseChange = { kind: 'CERTIFICATE', certificate: { ...certificate, issuedOn: '2020-06-19' } };
    approve(toPay, early, 2).thenFlags('ISSUED_BEFORE_END');
  });

  it('earns nothing where the province has no rate for it (A-086)', () => {
    const policy = policyState(
      {},
      { 'skill-l3': { ...rate('skill-l3', 200_000, { level: 'L3' }), status: 'withdrawn' } },
    );
    const outcome = approve(toPay, change, 2, { policy });
    expect(outcome.next.state).toMatchObject({ dueFen: 0, rateId: undefined, lines: [{ place: 'gone' }] });
    outcome.thenAfter({ effect: 'move-slot' }, { effect: 'give-draw-back' }, { effect: 'give-number-back' });
  });

  it('before the claim touches the certificate numbers alone', () => {
    approve(toClaim, change, 2).thenBefore({ effect: 'take-number' }).thenAfter({ effect: 'give-number-back' });
  });

  it('is refused where the new number belongs to somebody else, and nothing has changed (C.6-holder)', () => {
    const world = new World();
    const [holder = '', caseId = ''] = CASES;
    const level = 'L3';
    const given = {
      kind: 'SKILL_LEVEL',
      number: numberOf(holder, level),
      level,
      issuedOn: '2020-06-28',
      issuer: EVALUATOR,
    };
    expect(world.correct(proposeCertificateCorrection, holder, 2, given)).toBe(true);
    const before = world.books.classOf(CLASS);
    const proposed = { caseId, proposalId: PROPOSAL, version: 2, reason, document, ...given };
    world.books.must(proposeCertificateCorrection, proposed, { actor: clerk, at: world.at() });
    const refused = world.books.do(
      approveCorrection,
      { caseId, proposalId: PROPOSAL },
      { actor: other, at: world.at() },
    );
    expect(refused).toMatchObject({ refusal: { ruleId: 'C.6-holder' } });
    expect(world.books.classOf(CLASS)).toEqual(before);
    expect(world.state(caseId).certificate?.level).toBe('L4');
  });
});

describe('approving another account', () => {
  it('changes where the next attempt goes, and nothing else', () => {
    const account = { ...submission.account, bankCnaps: '103503000014' };
    const outcome = approve(owed, { kind: 'ACCOUNT', account }, 3);
    outcome.thenBefore().thenAfter();
    expect(outcome.next.state).toMatchObject({ account, dueFen: AMOUNT, step: 'confirmed' });
  });
});

describe('approving a revocation', () => {
  const change: CaseChange = { kind: 'REVOKE', outcome: 'OPERATING_ERROR' };

  it('frees slot and money before payment, and keeps honest error apart from fraud (A-077)', () => {
    const outcome = approve(toPay, change, 9);
    outcome.thenAfter(
      {
        stream: CLASS_STREAM,
        effect: 'give-draw-back',
        data: { caseId: CASE, line: 1, amountFen: AMOUNT, why: 'revoked' },
      },
      { stream: PERSON, effect: 'release-slot', data: { caseId: CASE, why: 'revoked' } },
    );
    expect(outcome.next.state).toMatchObject({
      step: 'revoked',
      dueFen: 0,
      outcome: 'OPERATING_ERROR',
      slot: undefined,
    });
  });

  it('after payment frees the slot and asks the money back', () => {
    const outcome = approve(paid, { ...change, outcome: 'ESTABLISHED_FRAUD' }, 9);
    outcome.thenAfter(
      { effect: 'ask-back', data: { caseId: CASE, recoveryId: 'R1', amountFen: AMOUNT } },
      { effect: 'release-slot' },
    );
    expect(outcome.next.state.recoveries).toMatchObject({
      R1: { amountFen: AMOUNT, cause: 'REVOKED', status: 'open' },
    });
  });

  it('waits for the bank with the money, not with the slot', () => {
    const outcome = approve(inTransit, change, 9);
    outcome.thenAfter({ effect: 'release-slot' });
    expect(outcome.next.state).toMatchObject({ step: 'revoked', pendingDueFen: 0, lines: [{ place: 'in-transit' }] });
  });
});

describe('approving to void a case', () => {
  const change: CaseChange = { kind: 'VOID', cause: 'WRONG_PERSON' };

  it('frees place, money, slot and certificate number, in this order', () => {
    const outcome = approve(toPay, change, 1);
    outcome.thenAfter(
      { stream: CLASS_STREAM, effect: 'give-place-back', data: { caseId: CASE, person: LEARNER, why: 'voided' } },
      { stream: CLASS_STREAM, effect: 'give-draw-back' },
      { stream: PERSON, effect: 'release-slot', data: { caseId: CASE, why: 'voided' } },
      {
        stream: `certificate-${certificate.certificateId}`,
        effect: 'give-number-back',
        data: { caseId: CASE, why: 'voided' },
      },
    );
    expect(outcome.next.state).toMatchObject({ step: 'voided', voidCause: 'WRONG_PERSON' });
  });

  it('frees the place alone where nothing else was taken', () => {
    approve(toClaim, change, 1).thenAfter({ effect: 'give-place-back' }, { effect: 'give-number-back' });
  });
});

describe('approving to undo a rejection', () => {
  const rejected = toAccept.and(
    caseEvent('ClaimRejected', {
      opinion: reason,
      effect: { giveBackFen: AMOUNT, giveBackTo: 'class' },
      commandId: uuid(9),
    }),
  );
  const change: CaseChange = { kind: 'UNDO_REJECTION' };
  const free = money(AMOUNT, 0, { draws: {}, drawnFen: 0, heldFen: AMOUNT });

  it('reserves slot and money as the claim did, and the claim goes on where it was', () => {
    const outcome = approve(rejected, change, 4, { ...free, person: personState() });
    outcome
      .thenBefore(
        {
          stream: PERSON,
          effect: 'reserve-slot',
          data: {
            caseId: CASE,
            years: submission.slot.years,
            basis: 'certificateIssue',
            dedupeKey: 'welder|L4',
            occupationId: 'welder',
            level: 'L4',
            max: 3,
          },
          giveBack: { effect: 'give-back-slot', data: { caseId: CASE } },
        },
        { stream: CLASS_STREAM, effect: 'draw', data: { caseId: CASE, line: 1, amountFen: AMOUNT } },
      )
      .thenAfter();
    expect(outcome.accepted().before.map(({ optional }) => optional)).toEqual([undefined, undefined]);
    expect(outcome.next.state).toMatchObject({ step: 'submitted', dueFen: AMOUNT, slot: submission.slot });
  });

  it('is refused when the place is gone: the year full (A-063), the level taken (A-064)', () => {
    const full = personState({ slots: Object.fromEntries([1, 2, 3].map((n) => [uuid(100 + n), slotIn(n, 2020)])) });
    approve(rejected, change, 4, { ...free, person: full }).thenRefused('A-063');
    const taken = personState({ slots: { [uuid(101)]: slotIn(1, 2019, { dedupeKey: 'welder|L4' }) } });
    approve(rejected, change, 4, { ...free, person: taken }).thenRefused('A-064');
  });

  it('is refused when the money is gone, from the class and from the line (A-071-line)', () => {
    const gone = money(0, AMOUNT - 1, { draws: {}, drawnFen: 0, heldFen: 0 });
    approve(rejected, change, 4, { ...gone, person: personState() }).thenRefused('A-071-line', /1,600\.00/);
  });

  it('is encumbered anew on a closed class', () => {
    const closed = money(0, AMOUNT, { draws: {}, drawnFen: 0, heldFen: 0, status: 'closed' });
    approve(rejected, change, 4, { ...closed, person: personState() }).thenBefore(
      { effect: 'reserve-slot' },
      { stream: FUND, effect: 'encumber' },
    );
  });
});

describe('approving to undo a revocation after payment', () => {
  it('ends the recovery, takes the slot back in the year of the payment, and pays nothing twice', () => {
    const revoked = approve(paid, { kind: 'REVOKE', outcome: 'SYSTEM_ERROR' }, 9).next;
    const version = revoked.events.length - 1;
    const outcome = revoked
      .facts({ person: personState() })
      .and({
        ...caseEvent('CorrectionProposed', { proposalId: uuid(34), change: { kind: 'UNDO_REVOCATION' } }),
        corrects: { stream: `case-${CASE}`, version },
      })
      .when(approveCorrection, { ...command, proposalId: uuid(34) }, { actor: other });
    outcome
      .thenBefore({ effect: 'reserve-slot' })
      .thenAfter(
        { effect: 'ask-no-more' },
        { stream: PERSON, effect: 'mark-paid', data: { caseId: CASE, year: 2020 } },
      );
    expect(outcome.next.state).toMatchObject({ step: 'confirmed', dueFen: AMOUNT, lines: [{ place: 'paid' }] });
    expect(outcome.next.state.recoveries).toMatchObject({ R1: { status: 'closed' } });
  });
});

describe('approving to undo a voiding', () => {
  const voidedAt = (on: Given<CaseState>, facts: object = {}) =>
    approve(on, { kind: 'VOID', cause: 'WRONG_PERSON' }, 1, facts).next;
  const undo = (voided: Given<CaseState>, facts: object = {}) =>
    voided
      .facts({
        person: personState(),
        ...money(AMOUNT, 0, { draws: {}, drawnFen: 0, heldFen: AMOUNT, roster: {}, placeOf: {} }),
        ...facts,
      })
      .and({
        ...caseEvent('CorrectionProposed', { proposalId: uuid(34), change: { kind: 'UNDO_VOID' } }),
        corrects: { stream: `case-${CASE}`, version: voided.state.endedVersion! },
      })
      .when(approveCorrection, { ...command, proposalId: uuid(34) }, { actor: other, commandId: uuid(36) });

  it('takes number, slot, place and money again, and the case stands where it stood', () => {
    const outcome = undo(voidedAt(toAccept));
    outcome
      .then({
        ...caseEvent('VoidUndone', {
          proposalId: uuid(34),
          effect: { drawFen: AMOUNT, drawFrom: 'class', line: 1 },
          commandId: uuid(36),
          slot: submission.slot,
        }),
        corrects: { stream: `case-${CASE}`, version: 5 },
      })
      .thenBefore(
        {
          stream: `certificate-${certificate.certificateId}`,
          effect: 'take-number',
          giveBack: { effect: 'give-number-back', data: { caseId: CASE, why: 'gave-back' } },
        },
        { stream: PERSON, effect: 'reserve-slot' },
        {
          stream: CLASS_STREAM,
          effect: 'take-place',
          data: { caseId: CASE, person: LEARNER, late: true },
          giveBack: { effect: 'give-place-back', data: { caseId: CASE, why: 'gave-back' } },
        },
        { stream: CLASS_STREAM, effect: 'draw', data: { caseId: CASE, line: 1, amountFen: AMOUNT } },
      )
      .thenAfter();
    expect(outcome.next.state).toMatchObject({ step: 'submitted', dueFen: AMOUNT, slot: submission.slot });
    expect(outcome.next.state.voidCause).toBeUndefined();
  });

  it('takes neither slot nor money for a case that had none', () => {
    const outcome = undo(voidedAt(toClaim));
    outcome.thenBefore({ effect: 'take-number' }, { effect: 'take-place' }).thenAfter();
    expect(outcome.next.state).toMatchObject({ step: 'enrolled', dueFen: 0, lines: [] });
    expect(outcome.next.state.slot).toBeUndefined();
  });

  it('gives back a claim that had ended before as it had ended, to be restored or claimed again', () => {
    const rejected = toAccept.and(
      caseEvent('ClaimRejected', {
        opinion: reason,
        effect: { giveBackFen: AMOUNT, giveBackTo: 'class' },
        commandId: uuid(9),
      }),
    );
    const ended = rejected.state;
    const { state } = undo(voidedAt(rejected, { person: personState() })).next;
    const { step, endedVersion, stepBefore, dueBeforeFen, slotBefore } = ended;
    expect(state).toMatchObject({ step, endedVersion, stepBefore, dueBeforeFen, slotBefore });
    expect(step).toBe('rejected');
  });

  it('is refused while another case stands in its place (B.5-order)', () => {
    const replaced = voidedAt(toAccept).and(caseEvent('CaseReplaced', { byCaseId: uuid(8), commandId: uuid(9) }));
    const by = (step: string, more: object = {}) => ({ replacement: { ...toClaim.state, step, ...more } });
    undo(replaced, by('enrolled')).thenRefused('B.5-order', /void that first/);
    undo(replaced, by('voided', { replacedBy: uuid(9) })).thenRefused('B.5-order', /void that first/);
    expect(undo(replaced, by('voided')).next.state.replacedBy).toBeUndefined();
  });

  it('is refused when the slot or the money is gone (A-063, A-071-line)', () => {
    const full = personState({ slots: Object.fromEntries([1, 2, 3].map((n) => [uuid(100 + n), slotIn(n, 2020)])) });
    undo(voidedAt(toAccept), { person: full }).thenRefused('A-063');
    undo(voidedAt(toAccept), money(0, AMOUNT - 1, { draws: {}, drawnFen: 0, heldFen: 0 })).thenRefused('A-071-line');
  });
});

describe('approving a write-off', () => {
  it('asks for the rest no more, and remembers what the payee keeps', () => {
    const open = approve(paid, { kind: 'REVOKE', outcome: 'OPERATING_ERROR' }, 9).next.and(
      caseEvent('RecoveryRecorded', { recoveryId: 'R1', entryId: uuid(35), amountFen: 60_000 }),
    );
    const opened = open.state.recoveries.R1!.version;
    const outcome = open
      .and({
        ...caseEvent('CorrectionProposed', { proposalId: uuid(34), change: { kind: 'WRITE_OFF', recoveryId: 'R1' } }),
        corrects: { stream: `case-${CASE}`, version: opened },
      })
      .when(approveCorrection, { ...command, proposalId: uuid(34) }, { actor: other });
    outcome.then(caseEvent('RecoveryClosed', { recoveryId: 'R1', how: 'written-off', openFen: 100_000 })).thenAfter({
      effect: 'ask-no-more',
      data: { caseId: CASE, recoveryId: 'R1', amountFen: 100_000 },
    });
    expect(outcome.next.state).toMatchObject({
      forgivenFen: 100_000,
      proposals: {},
      recoveries: { R1: { status: 'closed' } },
    });
  });
});

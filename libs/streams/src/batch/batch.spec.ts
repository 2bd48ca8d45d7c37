import type { AnyCommandSpec } from '@ledger/kernel';
import * as fc from 'fast-check';
import { actor, by, given, uuid, type GivenEvent } from '@ledger/testing';
import { caseEvent } from '../case/case.events';
import {
  AMOUNT,
  bounced,
  CASE,
  caseAfter,
  CLASS,
  confirmed,
  confirmer,
  enrolled,
  certified,
  submitted,
  accepted,
  firstReviewed,
  firstReviewer,
  secondReviewed,
  published,
  publicityEnded,
  held,
  instructed,
  assigned,
  LEARNER,
  reason,
  UNIT,
} from '../case/case-examples-spec';
import { endToEndId } from '../case';
import { readAnswer } from './answer/read-answer';
import { recordBankAnswer } from './answer/record-bank-answer.decide';
import { batchEvent, type BankLine, type BatchLine } from './batch.events';
import { batchStream } from './batch.stream';
import { checkBatch } from './checking/check-batch.decide';
import { takeBackCheck } from './checking/take-back-check.decide';
import { amountsOf, dispatchBatch } from './dispatch/dispatch-batch.decide';
import { cancelBatch } from './making/cancel-batch.decide';
import { makeBatch } from './making/make-batch.decide';
import { signBatch } from './signing/sign-batch.decide';
import { takeBackSignature } from './signing/take-back-signature.decide';

const BATCH = uuid(4);
const OTHER = uuid(5);
const FACT = `case-${CASE}`;
const SECOND = `case-${OTHER}`;
const maker = actor('PAY_MAKER', UNIT, 'maker-1');
const checker = actor('PAY_CHECKER', UNIT, 'checker-1');
const signer = actor('PAY_SIGNER', UNIT, 'signer-1');
const bank = actor('BANK', UNIT, 'bank-1');
const AT = '2020-07-16T02:00:00.000Z';

const toPay: readonly GivenEvent[] = [
  enrolled,
  certified,
  submitted,
  accepted,
  firstReviewed,
  secondReviewed,
  published,
  publicityEnded,
  confirmed,
];
const payable = caseAfter(...toPay);
const inBatch = caseAfter(...toPay, assigned);
const line: BatchLine = {
  caseId: CASE,
  line: 1,
  attempt: 1,
  endToEndId: endToEndId(CASE, 1, 1),
  amountFen: AMOUNT,
  classId: CLASS,
  person: LEARNER,
  from: 'encumbered',
};
const second: BatchLine = { ...line, caseId: OTHER, endToEndId: endToEndId(OTHER, 1, 1) };
const made = (...lines: readonly BatchLine[]) =>
  by(
    maker,
    batchEvent('BatchMade', {
      unit: UNIT,
      fundSource: 'SPECIAL_ACCOUNT',
      lines,
      totalFen: lines.reduce((sum, { amountFen }) => sum + amountFen, 0),
      omitted: [],
    }),
    { occurredAt: AT },
  );
const command = { batchId: BATCH, unit: UNIT, caseIds: [CASE] };
const batch = { batchId: BATCH };
const both = { [FACT]: inBatch, [SECOND]: inBatch };
const oneMade = given(batchStream, made(line)).facts(both);
const twoSigned = given(batchStream, made(line, second))
  .facts(both)
  .when(checkBatch, batch, { actor: checker })
  .next.when(signBatch, batch, { actor: signer }).next;

describe('making a batch', () => {
  const make = (state: object, more: object = {}, who = maker) =>
    given(batchStream)
      .facts({ [FACT]: state })
      .when(makeBatch, { ...command, ...more }, { actor: who, at: AT });

  it('lists what waits to be paid, and assigns each line on its case first', () => {
    make(payable)
      .then(
        batchEvent('BatchMade', {
          unit: UNIT,
          fundSource: 'SPECIAL_ACCOUNT',
          lines: [line],
          totalFen: AMOUNT,
          omitted: [],
        }),
      )
      .thenBefore({
        stream: FACT,
        effect: 'assign-payout',
        data: { batchId: BATCH, line: 1, attempt: 1, amountFen: AMOUNT, from: 'encumbered' },
        giveBack: { effect: 'unassign-payout', data: { batchId: BATCH, line: 1, attempt: 1, why: 'gave-back' } },
        optional: true,
      });
  });

  it('leaves out and names what may not be paid', () => {
    const outcome = given(batchStream)
      .facts({ [FACT]: payable, [SECOND]: caseAfter(...toPay, held) })
      .when(makeBatch, { ...command, caseIds: [CASE, OTHER] }, { actor: maker, at: AT });
    outcome.thenFlags('LINES_OMITTED');
    expect(outcome.events[0]?.data).toMatchObject({
      lines: [line],
      omitted: [{ caseId: OTHER, ruleId: 'D.4-batch' }],
    });
  });

  it('is refused where nothing is left, and says why (D.4-batch)', () => {
    make(caseAfter(...toPay, held)).thenRefused('D.4-batch', /held by confirmer-1/);
    make(inBatch).thenRefused('D.4-batch', /in batch/);
    make(caseAfter(...toPay.slice(0, 8))).thenRefused('D.4-batch', /confirmed/);
  });

  it('sends again what the bank sent back, under the next attempt, from what is owed', () => {
    const owed = caseAfter(...toPay, assigned, instructed, bounced);
    const on = given(batchStream).facts({ [FACT]: owed });
    const later = { actor: maker, at: '2020-07-20T00:00:00.000Z' };
    on.when(makeBatch, command, later).thenRefused('D.4-batch', /AC04/);
    const outcome = on.when(makeBatch, { ...command, reissueReason: reason }, later);
    expect(outcome.events[0]?.data).toMatchObject({
      lines: [{ attempt: 2, from: 'owed', endToEndId: endToEndId(CASE, 1, 2) }],
    });
  });

  it('is refused for the case of another unit (A-002-unit), and for one that does not exist', () => {
    make({ ...payable, unit: 'XC-411081' }).thenRefused('A-002-unit', /XC-411081/);
    given(batchStream)
      .when(makeBatch, command, { actor: maker, at: AT })
      .thenRefused('A-002-unit', /not exist/);
    make(payable, { unit: 'XC' }).thenRefused('A-002-unit');
  });

  it('is not for who reviewed or confirmed one of its lines, whatever the role now (B.5-four-eyes)', () => {
    for (const { id } of [firstReviewer, confirmer]) {
      make(payable, {}, actor('PAY_MAKER', UNIT, id)).thenRefused('B.5-four-eyes', new RegExp(id));
    }
  });

  it('is refused for an id in use, and takes 1 to 1000 different cases', () => {
    oneMade.when(makeBatch, command, { actor: maker }).thenRefused('B.5-order', /maker-1/);
    make(payable, { caseIds: [] }).thenInvalid('caseIds');
    make(payable, { caseIds: [CASE, CASE] }).thenInvalid('caseIds');
    make(payable, { caseIds: Array.from({ length: 1001 }, (_, i) => uuid(i)) }).thenInvalid('caseIds');
  });
});

describe('checking and signing a batch', () => {
  it('takes three different people (B.5-four-eyes)', () => {
    oneMade
      .when(checkBatch, batch, { actor: actor('PAY_CHECKER', UNIT, maker.id) })
      .thenRefused('B.5-four-eyes', /made this batch/);
    const checked = oneMade.when(checkBatch, batch, { actor: checker });
    checked.then(batchEvent('BatchChecked', { lines: 1, totalFen: AMOUNT }));
    for (const { id } of [maker, checker]) {
      checked.next
        .when(signBatch, batch, { actor: actor('PAY_SIGNER', UNIT, id) })
        .thenRefused('B.5-four-eyes', new RegExp(id));
    }
    checked.next
      .when(signBatch, batch, { actor: signer })
      .then(batchEvent('BatchSigned', { lines: 1, totalFen: AMOUNT }));
  });

  it('and none of them reviewed or confirmed a line of it (B.5-four-eyes)', () => {
    oneMade
      .when(checkBatch, batch, { actor: actor('PAY_CHECKER', UNIT, confirmer.id) })
      .thenRefused('B.5-four-eyes', /confirmed the claim/);
    oneMade
      .when(checkBatch, batch, { actor: checker })
      .next.when(signBatch, batch, { actor: actor('PAY_SIGNER', UNIT, firstReviewer.id) })
      .thenRefused('B.5-four-eyes', /first review/);
  });

  it('goes in order, and the second of two reads who came first (B.5-order)', () => {
    oneMade.when(signBatch, batch, { actor: signer }).thenRefused('B.5-order', /waiting for its check/);
    const checked = oneMade.when(checkBatch, batch, { actor: checker }).next;
    checked
      .when(checkBatch, batch, { actor: actor('PAY_CHECKER', UNIT, 'checker-2') })
      .thenRefused('B.5-order', /checker-1/);
    oneMade
      .when(checkBatch, batch, { actor: checker, at: '2020-07-15T00:00:00.000Z' })
      .thenRefused('B.5-order', /before the step/);
    given(batchStream)
      .when(checkBatch, batch, { actor: checker })
      .thenRefused('B.5-order', /no such batch/);
  });

  it('each can be taken back, with a reason', () => {
    const back = twoSigned.when(takeBackSignature, { ...batch, reason }, { actor: signer });
    back.then({ ...batchEvent('BatchSignatureTakenBack', {}), corrects: { stream: `batch-${BATCH}`, version: 3 } });
    back.next
      .when(takeBackCheck, { ...batch, reason }, { actor: checker })
      .then({ ...batchEvent('BatchCheckTakenBack', {}), corrects: { stream: `batch-${BATCH}`, version: 2 } })
      .next.when(checkBatch, batch, { actor: checker })
      .accepted();
    twoSigned.when(takeBackCheck, { ...batch, reason }, { actor: checker }).thenRefused('B.5-order');
    oneMade.when(takeBackSignature, { ...batch, reason }, { actor: signer }).thenRefused('B.5-order');
  });
});

describe('cancelling a batch', () => {
  it('frees every line for another batch', () => {
    twoSigned
      .when(cancelBatch, { ...batch, reason }, { actor: maker })
      .then(
        batchEvent('BatchCancelled', {
          lines: [line, second].map(({ caseId, line: no, attempt }) => ({ caseId, line: no, attempt })),
        }),
      )
      .thenAfter(
        { stream: FACT, effect: 'unassign-payout', data: { batchId: BATCH, line: 1, attempt: 1, why: 'cancelled' } },
        { stream: SECOND, effect: 'unassign-payout' },
      );
  });

  it('is refused once it was dispatched (B.5-order)', () => {
    dispatched()
      .when(cancelBatch, { ...batch, reason }, { actor: maker })
      .thenRefused('B.5-order', /“Batch dispatched”/);
  });
});

const dispatch = (facts: object = {}) =>
  twoSigned.facts({ ...both, ...facts }).when(dispatchBatch, batch, { actor: maker, commandId: uuid(90) });
const dispatched = () => dispatch().next;

describe('dispatching a batch', () => {
  it('instructs each line on its case, then moves the fund line once, by class', () => {
    dispatch()
      .then(
        batchEvent('BatchDispatched', {
          unit: UNIT,
          lines: [line, second],
          omitted: [],
          totalFen: 2 * AMOUNT,
          owedFen: 0,
          encumbered: [{ classId: CLASS, amountFen: 2 * AMOUNT }],
          fileName: `${UNIT}-${BATCH}.csv`,
          payTo: { [CASE]: { stream: FACT, version: 3 }, [OTHER]: { stream: SECOND, version: 3 } },
        }),
      )
      .thenBefore(
        {
          stream: FACT,
          effect: 'instruct-payout',
          data: { batchId: BATCH, line: 1, attempt: 1, amountFen: AMOUNT, endToEndId: line.endToEndId },
          giveBack: { effect: 'take-instruction-back', data: { batchId: BATCH, line: 1, attempt: 1 } },
          optional: true,
        },
        { stream: SECOND, effect: 'instruct-payout' },
      )
      .thenAfter({
        stream: `fund-SPECIAL_ACCOUNT-${UNIT}`,
        effect: 'dispatch',
        data: {
          batchId: BATCH,
          encumbered: [{ classId: CLASS, amountFen: 2 * AMOUNT }],
          owedFen: 0,
          totalFen: 2 * AMOUNT,
        },
      });
  });

  it('leaves out and names what was held since, which does not void check and signature', () => {
    const outcome = dispatch({ [SECOND]: caseAfter(...toPay, assigned, { ...held, envelope: { occurredAt: AT } }) });
    outcome.thenFlags('LINES_OMITTED').thenAfter(
      {
        effect: 'dispatch',
        data: { batchId: BATCH, encumbered: [{ classId: CLASS, amountFen: AMOUNT }], owedFen: 0, totalFen: AMOUNT },
      },
      { stream: SECOND, effect: 'unassign-payout', data: { batchId: BATCH, line: 1, attempt: 1, why: 'left-out' } },
    );
    expect(outcome.next.state).toMatchObject({ lines: [line], totalFen: AMOUNT, status: 'dispatched' });
    expect(outcome.events[0]?.data).toMatchObject({ omitted: [{ caseId: OTHER, line: 1, ruleId: 'D.4-batch' }] });
  });

  it('is refused where no line may go any more: an empty batch is cancelled (D.4-batch)', () => {
    const stopped = caseAfter(...toPay, assigned, { ...held, envelope: { occurredAt: AT } });
    dispatch({ [FACT]: stopped, [SECOND]: stopped }).thenRefused('D.4-batch', /cancel the batch/);
  });

  it('names the event that each account came from: the correction in force, or the organisation’s own record', () => {
    const account = { kind: 'PERSON' as const, payee: LEARNER, bankCnaps: '102503000000' };
    const corrected = caseEvent('AccountCorrected', { proposalId: uuid(80), account });
    const moved = caseAfter(...toPay, corrected, assigned);
    const [school, ofSchool] = ['52411000MJ0TE5T35D', { kind: 'INSTITUTION', payee: '52411000MJ0TE5T35D' }];
    const paysSchool = { ...inBatch, account: { ...ofSchool, bankCnaps: '102503000000' } };
    const facts = { [FACT]: moved, [SECOND]: paysSchool, [`org-${school}`]: { accountBy: 7, listings: {} } };
    expect(dispatch(facts).events).toMatchObject([
      { data: { payTo: { [CASE]: { stream: FACT, version: 10 }, [OTHER]: { stream: `org-${school}`, version: 7 } } } },
    ]);
  });

  it('is refused unsigned, and twice (B.5-order)', () => {
    oneMade.when(dispatchBatch, batch, { actor: maker }).thenRefused('B.5-order', /waiting for its check/);
    dispatched()
      .when(dispatchBatch, batch, { actor: maker })
      .thenRefused('B.5-order', /maker-1/);
  });

  it('waits for another dispatch of the same batch that has begun (B.5-order)', () => {
    dispatch({ [SECOND]: caseAfter(...toPay, assigned, instructed) }).thenRefused('B.5-order', /another command/);
  });

  it('sums to the fen, by class and by what is owed, for any lines', () => {
    const anyLine = fc.record({
      amountFen: fc.integer({ min: 1, max: 500_000 }),
      classId: fc.constantFrom('a', 'b', 'c'),
      from: fc.constantFrom('encumbered' as const, 'owed' as const),
    });
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 40 }), (lines) => {
        const { totalFen, owedFen, encumbered } = amountsOf(lines.map((each) => ({ ...line, ...each })));
        const encumberedFen = encumbered.reduce((sum, { amountFen }) => sum + amountFen, 0);
        expect(totalFen).toBe(lines.reduce((sum, { amountFen }) => sum + amountFen, 0));
        expect(totalFen).toBe(owedFen + encumberedFen);
        expect(new Set(encumbered.map(({ classId }) => classId)).size).toBe(encumbered.length);
      }),
    );
  });
});

describe('the bank’s answer', () => {
  const digest = 'ab'.repeat(32);
  const answer = (lines: readonly BankLine[], on = dispatched(), more: object = {}) =>
    on.when(
      recordBankAnswer,
      { batchId: BATCH, digest, lines, ...more },
      { actor: bank, commandId: uuid(91), at: '2020-07-18T02:00:00.000Z' },
    );
  const paid: BankLine = { endToEndId: line.endToEndId, result: 'PAID' };
  const rejected: BankLine = { endToEndId: second.endToEndId, result: 'REJECTED', reason: 'AC01' };

  it('moves the fund line once per file, then each case, then the year of each paid slot', () => {
    const outcome = answer([paid, rejected]);
    outcome
      .then(
        batchEvent('BankAnswerRecorded', {
          answerId: uuid(91),
          digest,
          lines: [paid, rejected],
          paidFen: AMOUNT,
          bouncedFen: AMOUNT,
          returnedFen: 0,
          ignored: [],
        }),
      )
      .thenAfter(
        {
          stream: `fund-SPECIAL_ACCOUNT-${UNIT}`,
          effect: 'answer',
          data: { batchId: BATCH, answerId: `${BATCH}/${uuid(91)}`, paidFen: AMOUNT, bouncedFen: AMOUNT },
        },
        {
          stream: FACT,
          effect: 'settle-payout',
          data: { batchId: BATCH, line: 1, attempt: 1, amountFen: AMOUNT, year: 2020 },
        },
        {
          stream: SECOND,
          effect: 'reject-payout',
          data: { batchId: BATCH, line: 1, attempt: 1, amountFen: AMOUNT, reason: 'AC01' },
        },
        { stream: `person-${LEARNER}`, effect: 'mark-paid', data: { caseId: CASE, year: 2020 } },
      );
    expect(outcome.next.state.status).toBe('answered');
  });

  it('leaves a line that it does not mention unknown', () => {
    const { state } = answer([paid]).next;
    expect(state.status).toBe('dispatched');
    expect(Object.keys(state.results)).toEqual([line.endToEndId]);
  });

  it('may return what was paid, in a later file', () => {
    const later = { digest: 'cd'.repeat(32), answerId: uuid(92) };
    const returned: BankLine = { ...paid, result: 'RETURNED', reason: 'AC04' };
    answer([returned], answer([paid]).next, later).thenAfter(
      { effect: 'returned', data: { batchId: BATCH, answerId: `${BATCH}/${uuid(92)}`, amountFen: AMOUNT } },
      { stream: FACT, effect: 'return-payout' },
    );
  });

  it('counts no file twice (D.4-batch)', () => {
    answer([paid], answer([paid]).next).thenRefused('D.4-batch', /does not count twice/);
    answer([rejected], answer([paid]).next, { digest: 'cd'.repeat(32), answerId: uuid(91) }).thenRefused(
      'D.4-batch',
      /another file/,
    );
  });

  it('names unknown, repeated and contradictory lines and moves nothing for them', () => {
    const unknown: BankLine = { endToEndId: 'z'.repeat(35), result: 'PAID' };
    const outcome = answer([unknown, paid, paid, { ...paid, result: 'REJECTED' }]);
    outcome.thenFlags('LINES_IGNORED');
    expect(outcome.events[0]?.data).toMatchObject({
      lines: [paid],
      paidFen: AMOUNT,
      bouncedFen: 0,
      ignored: [
        { endToEndId: unknown.endToEndId, why: 'UNKNOWN_LINE' },
        { endToEndId: paid.endToEndId, why: 'KNOWN_ALREADY' },
        { endToEndId: paid.endToEndId, why: 'CONTRADICTS_PAID' },
      ],
    });
  });

  it('is refused before the dispatch, and dated before it (B.5-order)', () => {
    answer([paid], twoSigned).thenRefused('B.5-order', /waiting to be dispatched/);
    dispatched()
      .when(
        recordBankAnswer,
        { batchId: BATCH, digest, lines: [paid] },
        { actor: bank, at: '2020-07-16T00:00:00.000Z' },
      )
      .thenRefused('B.5-order');
  });

  it('a hostile file is of wrong shape', () => {
    const given_ = (lines: unknown) => answer(lines as readonly BankLine[]);
    given_([]).thenInvalid('lines');
    given_([{ ...paid, endToEndId: '__proto__' }]).thenInvalid('lines');
    given_([{ ...paid, result: 'MAYBE' }]).thenInvalid('lines');
    given_([{ ...paid, reason: 'x'.repeat(1000) }]).thenInvalid('lines');
    given_(Array.from({ length: 1001 }, () => paid)).thenInvalid('lines');
  });

  it('every fen of a batch is in transit, paid or owed, whatever the bank says in whatever order', () => {
    const lines = [1, 2, 3].map((n) => ({ ...line, endToEndId: endToEndId(uuid(n), 1, 1), amountFen: n * 100 }));
    const said = fc.record({
      endToEndId: fc.constantFrom(...lines.map((each) => each.endToEndId), 'z'.repeat(35)),
      result: fc.constantFrom('PAID' as const, 'REJECTED' as const, 'RETURNED' as const),
    });
    fc.assert(
      fc.property(fc.array(fc.array(said, { maxLength: 6 }), { maxLength: 6 }), (files) => {
        const known: Record<string, BankLine['result']> = {};
        let [transitFen, paidFen, owedFen] = [600, 0, 0];
        for (const file of files) {
          const reading = readAnswer(lines, known, file);
          for (const { endToEndId: id, result } of reading.lines) known[id] = result;
          transitFen -= reading.paidFen + reading.bouncedFen;
          paidFen += reading.paidFen - reading.returnedFen;
          owedFen += reading.bouncedFen + reading.returnedFen;
          expect(reading.lines.length + reading.ignored.length).toBe(file.length);
        }
        const sumOf = (fits: (result: string | undefined) => boolean): number =>
          lines.filter((each) => fits(known[each.endToEndId])).reduce((sum, { amountFen }) => sum + amountFen, 0);
        expect(transitFen).toBe(sumOf((result) => result === undefined));
        expect(paidFen).toBe(sumOf((result) => result === 'PAID'));
        expect(owedFen).toBe(sumOf((result) => result === 'REJECTED' || result === 'RETURNED'));
      }),
    );
  });
});

describe('a line that was refused in the very moment', () => {
  const refusal = { ruleId: 'D.4-batch', zh: '已暂缓', en: 'held' };
  const decide = (spec: AnyCommandSpec, asked: object, state: object, facts: object) =>
    spec.decide(asked, state, {
      commandId: uuid(90),
      actor: maker,
      at: '2020-07-17T00:00:00.000Z',
      today: '2020-07-17',
      target: { stream: `batch-${BATCH}`, version: 0 },
      facts: Object.fromEntries(
        Object.entries(facts).map(([stream, each]) => [stream, { stream, version: 1, state: each as object }]),
      ),
      derived: undefined,
      omitted: new Map([[SECOND, refusal]]),
    });

  it('is left out and named, though its case may stand otherwise by now', () => {
    const makes = { ...command, caseIds: [CASE, OTHER] };
    const making = decide(makeBatch, makes, batchStream.initial(), { [FACT]: payable, [SECOND]: payable });
    const going = decide(dispatchBatch, batch, twoSigned.state, both);
    for (const decision of [making, going]) {
      expect(decision).toMatchObject({
        accepted: true,
        events: [{ data: { lines: [line], totalFen: AMOUNT, omitted: [{ caseId: OTHER, ruleId: 'D.4-batch' }] } }],
        before: [{ stream: FACT }],
      });
    }
  });
});

describe('a case that was voided while in a batch', () => {
  it('does not go out', () => {
    const voided = caseEvent('CaseVoided', {
      proposalId: uuid(7),
      cause: 'DUPLICATE',
      effect: {},
      slotHeld: true,
      commandId: uuid(8),
    });
    const outcome = dispatch({ [SECOND]: caseAfter(...toPay, assigned, voided) });
    expect(outcome.events[0]?.data).toMatchObject({ lines: [line] });
  });
});

import * as fc from 'fast-check';
import type { LedgerEvent } from '@ledger/kernel';
import { by, recorded, uuid, type GivenEvent } from '@ledger/testing';
import {
  answeredLog,
  BOUNCED,
  certificateOf,
  CLERK,
  ofCase,
  PAID,
  RATE_FEN,
  REJECTED,
} from '@ledger/testing/programme-log';
import { evolveRow } from './by-evolve';
import type { CaseRow } from './case-row';
import { foldCase, UNOPENED } from './fold-case';
import { takePlainStep } from './plain-steps';

const STREAM = `case-${PAID}`;

/** The row as it becomes where the case's own evolve folds every event. */
const byEvolve = (events: readonly LedgerEvent[]): CaseRow =>
  events.reduce<CaseRow>((row, event) => foldCase(row, event, () => false), UNOPENED);
const folded = (events: readonly LedgerEvent[]): CaseRow =>
  events.reduce<CaseRow>((row, event) => foldCase(row, event, takePlainStep), UNOPENED);
/** As it is stored; what evolve knows beside is not there for a case of plain steps. */
const shown = ({ detail: _detail, ...row }: CaseRow): unknown => JSON.parse(JSON.stringify(row));

const programme = answeredLog().events;
const ofCaseId = (caseId: string): readonly LedgerEvent[] =>
  programme.filter(({ stream }) => stream === `case-${caseId}`);

/** One of each plain step, and of much that may come between. */
const POOL: readonly GivenEvent[] = [
  ...ofCaseId(PAID).map(({ type, data, actor }) => by(actor, { type, data })),
  ofCase('ClaimFirstReviewed', { verdict: 'FAIL', opinion: 'x' }),
  by(CLERK, ofCase('SupplementsRequested', { items: ['x'] })),
  ofCase('SupplementsSupplied', { items: ['x'], documents: [] }),
  ofCase('FirstReviewTakenBack', {}),
  ofCase('FlagReopened', { flag: 'WORK_TYPE' }),
  ofCase('FlagClosed', { flag: 'WORK_TYPE', outcome: 'NO_PROBLEM', opinion: 'x' }),
  ofCase('ObjectionLodged', { objectionId: 'o', summary: 'x' }),
  ofCase('ObjectionResolved', { objectionId: 'o', upheld: false, opinion: 'x' }),
  ofCase('HoldPlaced', { cause: 'x' }),
  ofCase('HoldReleased', {}),
  ofCase('CorrectionProposed', { proposalId: 'p', change: { kind: 'AMOUNT', amountFen: 1 } }),
  ofCase('AmountCorrected', {
    proposalId: 'p',
    fromFen: RATE_FEN,
    toFen: 1,
    effect: { giveBackFen: RATE_FEN - 1 },
    commandId: 'c',
  }),
  ofCase('CertificateCorrected', {
    proposalId: 'p',
    before: certificateOf(PAID),
    certificate: certificateOf(PAID, 'L3'),
    amountFen: 2 * RATE_FEN,
    effect: { unfundedFen: RATE_FEN },
    flags: ['GRANT_OVER_QUOTA'],
    commandId: 'c',
  }),
  ofCase('ClaimRejected', { opinion: 'x', effect: { giveBackFen: RATE_FEN, giveBackTo: 'class' }, commandId: 'c' }),
  ofCase('PayoutReturned', {
    batchId: uuid(2),
    line: 1,
    attempt: 1,
    amountFen: RATE_FEN,
    reason: 'AC04',
    afterSettled: true,
  }),
  ofCase('PayoutUnassigned', { batchId: uuid(2), line: 1, attempt: 1, why: 'x' }),
  ofCase('RecoveryOpened', { recoveryId: 'R1', amountFen: 10, fromPayee: 'x', cause: 'REVOKED' }),
  ofCase('RecoveryRecorded', { recoveryId: 'R1', entryId: 'e', amountFen: 4 }),
];

describe('the steps that every case takes', () => {
  it.each([PAID, BOUNCED, REJECTED])('say of case %s what its own evolve says', (caseId) => {
    expect(shown(folded(ofCaseId(caseId)))).toEqual(shown(byEvolve(ofCaseId(caseId))));
  });

  it('need no detail for a case from enrolment to payment, and keep none', () => {
    expect(folded(ofCaseId(PAID)).detail).toBeUndefined();
    expect(folded(ofCaseId(REJECTED)).detail).toMatchObject({ stepBefore: 'first-reviewed' });
  });

  it('say what evolve says in whatever order the events of a case come', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...POOL]), (chosen) => {
        const events = recorded(STREAM, chosen);
        expect(shown(folded(events))).toEqual(shown(byEvolve(events)));
      }),
      { numRuns: 300 },
    );
  });

  it('leave the row alone where they cannot tell', () => {
    const failed = recorded(STREAM, [ofCase('ClaimFirstReviewed', { verdict: 'FAIL', opinion: 'x' })])[0]!;
    const row = { ...UNOPENED };
    expect(takePlainStep(row, failed)).toBe(false);
    expect(row).toEqual(UNOPENED);
    expect(evolveRow(row, failed).firstVerdict).toBe('FAIL');
  });
});

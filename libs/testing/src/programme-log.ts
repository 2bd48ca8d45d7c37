import { endToEndId } from '@ledger/streams/case';
import { actor } from './actors';
import {
  ALLOTMENT_ID,
  ANSWER_ID,
  BATCH_ID,
  BOUNCED,
  CASE_IDS,
  CITY,
  CLASS_ID,
  CLERK,
  CONFIRMER,
  DOCUMENT,
  INSTITUTION,
  LINE,
  PAID,
  PLAN,
  PUBLICITY_ID,
  RATE_FEN,
  REJECTED,
  UNIT,
  batchLine,
  certificateOf,
  enrolled,
  ofBatch,
  ofCase,
  ofCatalogue,
  ofClass,
  ofFund,
  personOf,
  submitted,
} from './programme-samples';
import { GivenLog } from './projected';
import { by, uuid } from './recorded';

export * from './programme-samples';

/*
 * The money of a small programme from the city line to the bank, for specs of views. All events are of the shapes that the
 * streams record; the money of every stream agrees.
 */

/** The class approved with four heads' money, three learners enrolled, trained and certified. */
export function trainedLog(): GivenLog {
  const money = 4 * RATE_FEN;
  let so = new GivenLog()
    .on(
      'catalogue-PROJECT',
      ofCatalogue('ProjectListed', {
        project: {
          projectId: PLAN.projectId,
          zh: '电工四级',
          en: 'Electrician, level 4',
          programme: 'P1_ADV_MANUFACTURING',
          trainingNature: 'UPSKILLING',
          certKind: 'SKILL_LEVEL',
          occupationId: 'ELECTRICIAN',
          levels: ['L4'],
          hours: 16,
        },
        listedFrom: '2019-10-12',
        document: DOCUMENT,
      }),
    )
    .on(CITY, ofFund('CityLineOpened', { totalFen: 11_950_000_000 }))
    .on(
      CITY,
      ofFund('AllotmentTaken', { allotmentId: ALLOTMENT_ID, toUnit: UNIT, amountFen: 10_000_000, commandId: uuid(21) }),
    )
    .on(LINE, ofFund('FundsAllotted', { allotmentId: ALLOTMENT_ID, amountFen: 10_000_000 }))
    .on(
      `class-${CLASS_ID}`,
      by(actor('INSTITUTION', INSTITUTION), ofClass('ClassFiled', { plan: PLAN, filedOn: '2020-02-20' })),
    )
    .on(LINE, ofFund('FundsEncumbered', { classId: CLASS_ID, amountFen: money, commandId: uuid(22) }))
    .on(
      `class-${CLASS_ID}`,
      by(
        CLERK,
        ofClass('ClassApproved', { rateFen: RATE_FEN, rateId: 'R-L4', encumberedFen: money, commandId: uuid(22) }),
      ),
      ofClass('ClassStarted', { startedAt: PLAN.startsAt }),
    );
  for (const caseId of CASE_IDS) {
    so = so
      .on(
        `class-${CLASS_ID}`,
        ofClass('PlaceTaken', { caseId, person: personOf(caseId), commandId: `enrol-${caseId}` }),
      )
      .on(`case-${caseId}`, enrolled(caseId));
  }
  so = so.on(
    `class-${CLASS_ID}`,
    ofClass('SessionHeld', { no: 1, on: '2020-03-02', hours: 8, trainer: 'T-1' }),
    ofClass('AttendanceRecorded', { no: 1, present: CASE_IDS }),
    ofClass('SessionHeld', { no: 2, on: '2020-03-03', hours: 8, trainer: 'T-1' }),
    ofClass('AttendanceRecorded', { no: 2, present: [PAID, BOUNCED] }),
    ofClass('ClassFinished', { finishedOn: '2020-03-13' }),
    ofClass('ResultsRecorded', { results: CASE_IDS.map((caseId) => ({ caseId, passed: true, score: 80 })) }),
  );
  for (const caseId of CASE_IDS)
    so = so.on(`case-${caseId}`, ofCase('CertificateRecorded', { certificate: certificateOf(caseId) }));
  return so;
}

/** All three have claimed; each draws on the class. */
export function claimedLog(): GivenLog {
  return CASE_IDS.reduce(
    (so, caseId) =>
      so
        .on(
          `class-${CLASS_ID}`,
          ofClass('ClassDrawn', { caseId, line: 1, amountFen: RATE_FEN, commandId: `submit-${caseId}` }),
        )
        .on(`case-${caseId}`, by(actor('INSTITUTION', INSTITUTION), submitted(caseId))),
    trainedLog(),
  );
}

/** Two are confirmed after publicity, the third is rejected. */
export function confirmedLog(): GivenLog {
  const [first, second] = [actor('REVIEWER', UNIT, 'reviewer-1'), actor('REVIEWER', UNIT, 'reviewer-2')];
  const reviewed = CASE_IDS.reduce(
    (so, caseId) =>
      so.on(
        `case-${caseId}`,
        by(CLERK, ofCase('ClaimAccepted', {})),
        by(first, ofCase('ClaimFirstReviewed', { verdict: 'PASS', opinion: '材料齐全' })),
      ),
    claimedLog(),
  );
  const published = [PAID, BOUNCED].reduce(
    (so, caseId) =>
      so.on(
        `case-${caseId}`,
        by(second, ofCase('ClaimSecondReviewed', { verdict: 'PASS', opinion: '符合条件' })),
        by(
          CLERK,
          ofCase('PublicityBegun', { publicityId: PUBLICITY_ID, firstDay: '2020-04-01', lastDay: '2020-04-08' }),
        ),
        by(CLERK, ofCase('PublicityEnded', { publicityId: PUBLICITY_ID })),
        by(CONFIRMER, ofCase('ClaimConfirmed', { amountFen: RATE_FEN })),
      ),
    reviewed,
  );
  return published
    .on(
      `case-${REJECTED}`,
      by(
        second,
        ofCase('ClaimRejected', {
          opinion: '学时不足',
          effect: { giveBackFen: RATE_FEN, giveBackTo: 'class' },
          commandId: uuid(31),
        }),
      ),
    )
    .on(
      `class-${CLASS_ID}`,
      ofClass('DrawGivenBack', {
        caseId: REJECTED,
        line: 1,
        amountFen: RATE_FEN,
        commandId: uuid(31),
        why: 'rejected',
      }),
    );
}

/** Both are in a batch that the bank has in hand. */
export function dispatchedLog(): GivenLog {
  const lines = [PAID, BOUNCED].map(batchLine);
  const totalFen = 2 * RATE_FEN;
  const assigned = [PAID, BOUNCED]
    .reduce(
      (so, caseId) =>
        so.on(
          `case-${caseId}`,
          ofCase('PayoutAssigned', {
            batchId: BATCH_ID,
            line: 1,
            attempt: 1,
            amountFen: RATE_FEN,
            from: 'encumbered',
            commandId: uuid(41),
          }),
        ),
      confirmedLog(),
    )
    .on(
      `batch-${BATCH_ID}`,
      by(
        actor('PAY_MAKER', UNIT),
        ofBatch('BatchMade', { unit: UNIT, fundSource: 'SPECIAL_ACCOUNT', lines, totalFen, omitted: [] }),
        {
          unit: UNIT,
        },
      ),
      by(actor('PAY_CHECKER', UNIT), ofBatch('BatchChecked', { lines: 2, totalFen }), { unit: UNIT }),
      by(actor('PAY_SIGNER', UNIT), ofBatch('BatchSigned', { lines: 2, totalFen }), { unit: UNIT }),
    );
  const encumbered = [{ classId: CLASS_ID, amountFen: totalFen }];
  return [PAID, BOUNCED]
    .reduce(
      (so, caseId) =>
        so.on(
          `case-${caseId}`,
          ofCase('PayoutInstructed', {
            batchId: BATCH_ID,
            line: 1,
            attempt: 1,
            amountFen: RATE_FEN,
            endToEndId: endToEndId(caseId, 1, 1),
          }),
        ),
      assigned,
    )
    .on(
      `batch-${BATCH_ID}`,
      by(
        actor('PAY_MAKER', UNIT),
        ofBatch('BatchDispatched', {
          unit: UNIT,
          lines,
          totalFen,
          omitted: [],
          encumbered,
          owedFen: 0,
          fileName: 'b.csv',
          payTo: {},
        }),
        { unit: UNIT },
      ),
    )
    .on(LINE, ofFund('PayoutsDispatched', { batchId: BATCH_ID, encumbered, owedFen: 0, totalFen }));
}

/** The bank has paid the first and sent the second back. */
export function answeredLog(): GivenLog {
  return dispatchedLog()
    .on(
      `batch-${BATCH_ID}`,
      by(
        actor('BANK', 'BANK'),
        ofBatch('BankAnswerRecorded', {
          answerId: ANSWER_ID,
          digest: 'd1',
          lines: [
            { endToEndId: endToEndId(PAID, 1, 1), result: 'PAID' },
            { endToEndId: endToEndId(BOUNCED, 1, 1), result: 'REJECTED', reason: 'AC01' },
          ],
          paidFen: RATE_FEN,
          bouncedFen: RATE_FEN,
          returnedFen: 0,
          ignored: [],
        }),
        { unit: UNIT },
      ),
    )
    .on(
      LINE,
      ofFund('PayoutsAnswered', {
        batchId: BATCH_ID,
        answerId: `${BATCH_ID}/${ANSWER_ID}`,
        paidFen: RATE_FEN,
        bouncedFen: RATE_FEN,
      }),
    )
    .on(
      `case-${PAID}`,
      ofCase('PayoutSettled', { batchId: BATCH_ID, line: 1, attempt: 1, amountFen: RATE_FEN, year: 2020 }),
    )
    .on(
      `case-${BOUNCED}`,
      ofCase('PayoutRejected', { batchId: BATCH_ID, line: 1, attempt: 1, amountFen: RATE_FEN, reason: 'AC01' }),
    );
}

import type { FundPostingMap } from '@ledger/streams/fund';
import type { Account, PostingSubject } from './posting-row';

/** One account that an event moves, and by how much, in fen. */
export interface Move extends PostingSubject {
  readonly account: Account;
  readonly deltaFen: number;
}

type MovesOf = { readonly [T in keyof FundPostingMap]: (data: FundPostingMap[T]) => readonly Move[] };

/** Money goes from one account of the line to another. */
const shift = (from: Account, to: Account, amountFen: number, subject: PostingSubject): Move[] => [
  { account: from, deltaFen: -amountFen, ...subject },
  { account: to, deltaFen: amountFen, ...subject },
];

/** Money comes to the line: the account that says where from grows with the one that holds it. Less than 0: it leaves. */
const enter = (source: Account, amountFen: number, subject: PostingSubject): Move[] => [
  { account: source, deltaFen: amountFen, ...subject },
  { account: 'available', deltaFen: amountFen, ...subject },
];

/** 待追回 is what payees owe the line: no money of it, so it stands alone. */
const asked = (amountFen: number, subject: PostingSubject): Move[] => [
  { account: 'askedBack', deltaFen: amountFen, ...subject },
];

/**
 * 分录规则: what each fund event moves. On a unit's line allotted = available + encumbered + in transit + owed + paid − recovered,
 * on the city's total = available + allotted, before and after every row of this table.
 */
export const MOVES: MovesOf = {
  CityLineOpened: ({ totalFen }) => enter('total', totalFen, {}),
  CityTotalCorrected: ({ fromFen, toFen }) => enter('total', toFen - fromFen, {}),
  AllotmentTaken: ({ amountFen, allotmentId, toUnit }) =>
    shift('available', 'allotted', amountFen, { allotmentId, counterUnit: toUnit }),
  AllotmentGivenBack: ({ amountFen, allotmentId }) => shift('allotted', 'available', amountFen, { allotmentId }),
  AllotmentReturned: ({ amountFen, allotmentId, fromUnit }) =>
    shift('allotted', 'available', amountFen, { allotmentId, counterUnit: fromUnit }),
  FundsAllotted: ({ amountFen, allotmentId }) => enter('allotted', amountFen, { allotmentId }),
  AllotmentReturnTaken: ({ amountFen, allotmentId }) => enter('allotted', -amountFen, { allotmentId }),
  FundsEncumbered: ({ amountFen, classId, caseId }) => shift('available', 'encumbered', amountFen, { classId, caseId }),
  EncumbranceReleased: ({ amountFen, classId, caseId, why }) =>
    shift('encumbered', 'available', amountFen, { classId, caseId, why }),
  PayoutsDispatched({ batchId, encumbered, owedFen, totalFen }) {
    const moves: Move[] = encumbered.map(({ classId, amountFen }) => ({
      account: 'encumbered',
      deltaFen: -amountFen,
      batchId,
      classId,
    }));
    if (owedFen > 0) moves.push({ account: 'owed', deltaFen: -owedFen, batchId });
    moves.push({ account: 'inTransit', deltaFen: totalFen, batchId });
    return moves;
  },
  PayoutsAnswered({ batchId, answerId, paidFen, bouncedFen }) {
    const subject = { batchId, answerId };
    const moves: Move[] = [{ account: 'inTransit', deltaFen: -paidFen - bouncedFen, ...subject }];
    if (paidFen > 0) moves.push({ account: 'paid', deltaFen: paidFen, ...subject });
    if (bouncedFen > 0) moves.push({ account: 'owed', deltaFen: bouncedFen, ...subject });
    return moves;
  },
  PayoutsReturned: ({ batchId, answerId, amountFen }) => shift('paid', 'owed', amountFen, { batchId, answerId }),
  AnswerCorrected: ({ caseId, batchId, answerId, amountFen, to }) =>
    to === 'paid'
      ? shift('owed', 'paid', amountFen, { caseId, batchId, answerId })
      : shift('paid', 'owed', amountFen, { caseId, batchId, answerId }),
  OwedReleased: ({ caseId, amountFen, why }) => shift('owed', 'available', amountFen, { caseId, why }),
  RecoveryAsked: ({ caseId, recoveryId, amountFen }) => asked(amountFen, { caseId, recoveryId }),
  RecoveryDropped: ({ caseId, recoveryId, amountFen }) => asked(-amountFen, { caseId, recoveryId }),
  FundsRecovered: ({ caseId, recoveryId, entryId, amountFen }) => [
    ...enter('recovered', amountFen, { caseId, recoveryId, entryId }),
    ...asked(-amountFen, { caseId, recoveryId, entryId }),
  ],
  RecoveryEntryReversed: ({ caseId, recoveryId, entryId, amountFen }) => [
    ...enter('recovered', -amountFen, { caseId, recoveryId, entryId }),
    ...asked(amountFen, { caseId, recoveryId, entryId }),
  ],
  InterestRecorded: ({ amountFen }) => [{ account: 'interest', deltaFen: amountFen }],
  InterestEntryReversed: ({ amountFen }) => [{ account: 'interest', deltaFen: -amountFen }],
};

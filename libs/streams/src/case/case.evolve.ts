import type { LedgerEvent, RecordedOf } from '@ledger/kernel';
import type { CaseEventMap, CaseRecorded } from './case.events';
import type { CaseState } from './case.state';
import { acted } from './evolve/acted';
import { evolvePayout } from './evolve/payout.evolve';
import { NONE, NOTHING } from './initial-case';
import { fundLine } from './payout-lines';

type RecordedAs<T extends keyof CaseEventMap> = RecordedOf<Pick<CaseEventMap, T>>;

/**
 * Folds one event into the case; an event of an unknown type changes nothing. The steps that every case takes come first;
 * what is left goes on to the payouts, then the corrections, the procedure and the findings: the compiler sees that none is forgotten.
 */
export function evolveCase(state: CaseState, event: LedgerEvent): CaseState {
  const e = event as CaseRecorded;
  switch (e.type) {
    case 'LearnerEnrolled':
      return enrolled(state, e);
    case 'CertificateRecorded':
      state.certificate = e.data.certificate;
      state.certificateVersion = e.version;
      return acted(state, e);
    case 'ClaimSubmitted':
      return submitted(state, e);
    case 'ClaimAccepted':
      state.step = 'accepted';
      state.acceptedBy = e.actor.id;
      state.acceptedVersion = e.version;
      state.supplements = NONE;
      return acted(state, e);
    case 'ClaimFirstReviewed':
      state.step = 'first-reviewed';
      state.firstReviewer = e.actor.id;
      state.firstVerdict = e.data.verdict;
      state.firstReviewVersion = e.version;
      return acted(state, e);
    case 'ClaimSecondReviewed':
      state.step = 'second-reviewed';
      state.secondReviewer = e.actor.id;
      state.secondVerdict = e.data.verdict;
      state.secondReviewVersion = e.version;
      return acted(state, e);
    case 'PublicityBegun':
      state.step = 'publicity';
      state.publicityId = e.data.publicityId;
      state.publicityLastDay = e.data.lastDay;
      return acted(state, e);
    case 'PublicityEnded':
      state.step = 'publicity-ended';
      return acted(state, e);
    case 'ClaimConfirmed':
      state.step = 'confirmed';
      state.confirmer = e.actor.id;
      state.confirmedVersion = e.version;
      return acted(state, e);
    default:
      return evolvePayout(state, e);
  }
}

function enrolled(state: CaseState, e: RecordedAs<'LearnerEnrolled'>): CaseState {
  const { data } = e;
  state.step = 'enrolled';
  state.caseId = data.caseId;
  state.classId = data.classId;
  state.person = data.person;
  state.unit = data.unit;
  state.institution = data.institution;
  state.projectId = data.projectId;
  state.programme = data.programme;
  state.categories = data.categories;
  state.primaryCategory = data.primaryCategory;
  state.age = data.age;
  state.noPension = data.noPension ?? false;
  state.startsOn = data.startsOn;
  state.feeFen = data.feeFen;
  state.replaces = data.lateEnrolment?.replaces;
  return acted(state, e);
}

/** A claim begins anew: what belonged to a rejected or withdrawn one is history. Attempts to pay it keep their numbers. */
function submitted(state: CaseState, e: RecordedAs<'ClaimSubmitted'>): CaseState {
  const { data } = e;
  state.step = 'submitted';
  state.claimNo = data.claimNo;
  state.basis = data.basis;
  state.dueFen = data.amountFen;
  state.rateId = data.rateId;
  state.account = data.account;
  state.amountVersion = e.version;
  state.accountVersion = e.version;
  state.slot = data.slot;
  state.slotBefore = undefined;
  state.openFlags = data.flags;
  state.notices = data.notices;
  state.submittedBy = e.actor.id;
  if (data.claimNo > 1) forgetFormerClaim(state);
  fundLine(state, 1, data.amountFen, data.drawFrom, data.commandId);
  return acted(state, e);
}

function forgetFormerClaim(state: CaseState): void {
  state.closedFlags = NONE;
  state.flagFindings = NOTHING;
  state.acceptedBy = undefined;
  state.acceptedVersion = undefined;
  state.firstReviewer = undefined;
  state.firstVerdict = undefined;
  state.firstReviewVersion = undefined;
  state.secondReviewer = undefined;
  state.secondVerdict = undefined;
  state.secondReviewVersion = undefined;
  state.confirmer = undefined;
  state.confirmedVersion = undefined;
  state.publicityId = undefined;
  state.publicityLastDay = undefined;
  state.objections = NOTHING;
  state.supplements = NONE;
  state.dueBeforeFen = undefined;
  state.stepBefore = undefined;
  state.endedVersion = undefined;
}

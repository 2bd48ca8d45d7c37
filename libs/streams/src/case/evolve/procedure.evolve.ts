import type { RecordedOf } from '@ledger/kernel';
import type { CaseEventMap, ReviewFlag } from '../case.events';
import type { CaseState, Objection } from '../case.state';
import { NONE } from '../initial-case';
import { endAssignments } from '../payout-lines';
import { acted } from './acted';
import { endClaim } from './end-claim';

type Finding =
  | 'FlagRaised'
  | 'FlagClosed'
  | 'FlagReopened'
  | 'ObjectionLodged'
  | 'ObjectionWithdrawn'
  | 'ObjectionResolved'
  | 'ObjectionResolutionTakenBack';
export type Procedure =
  | Finding
  | 'SupplementsRequested'
  | 'SupplementRequestTakenBack'
  | 'SupplementsSupplied'
  | 'ClaimAcceptanceTakenBack'
  | 'FirstReviewTakenBack'
  | 'SecondReviewTakenBack'
  | 'PublicityLineWithdrawn'
  | 'ConfirmationTakenBack'
  | 'ClaimRejected'
  | 'ClaimWithdrawn'
  | 'HoldPlaced'
  | 'HoldReleased';

/** 办理中的反复: supplements, steps taken back, ends and holds. */
export function evolveProcedure(state: CaseState, e: RecordedOf<Pick<CaseEventMap, Procedure>>): CaseState {
  switch (e.type) {
    case 'SupplementsRequested':
      state.step = 'supplements';
      state.supplements = e.data.items;
      state.supplementsVersion = e.version;
      return acted(state, e);
    case 'SupplementRequestTakenBack':
      state.step = 'submitted';
      state.supplements = NONE;
      state.supplementsVersion = undefined;
      return acted(state, e);
    case 'SupplementsSupplied':
      state.supplements = state.supplements.filter((item) => !e.data.items.includes(item));
      if (state.supplements.length === 0) state.step = 'submitted';
      return acted(state, e);
    case 'ClaimAcceptanceTakenBack':
      state.step = 'submitted';
      state.acceptedBy = undefined;
      state.acceptedVersion = undefined;
      return acted(state, e);
    case 'FirstReviewTakenBack':
      state.step = 'accepted';
      state.firstReviewer = undefined;
      state.firstVerdict = undefined;
      state.firstReviewVersion = undefined;
      return acted(state, e);
    case 'SecondReviewTakenBack':
      state.step = 'first-reviewed';
      state.secondReviewer = undefined;
      state.secondVerdict = undefined;
      state.secondReviewVersion = undefined;
      return acted(state, e);
    case 'PublicityLineWithdrawn':
      state.step = 'second-reviewed';
      state.publicityId = undefined;
      state.publicityLastDay = undefined;
      return acted(state, e);
    case 'ConfirmationTakenBack':
      state.step = 'publicity-ended';
      state.confirmer = undefined;
      state.confirmedVersion = undefined;
      endAssignments(state);
      return acted(state, e);
    case 'ClaimRejected':
      endClaim(state, 'rejected', e, e.data.effect);
      return acted(state, e);
    case 'ClaimWithdrawn':
      endClaim(state, 'withdrawn', e, e.data.effect);
      return acted(state, e);
    case 'HoldPlaced':
      return held(state, e.actor.id, e.version, e);
    case 'HoldReleased':
      return held(state, undefined, undefined, e);
    default:
      return evolveFinding(state, e);
  }
}

function held(
  state: CaseState,
  heldBy: string | undefined,
  heldVersion: number | undefined,
  e: RecordedOf<Pick<CaseEventMap, 'HoldPlaced' | 'HoldReleased'>>,
): CaseState {
  state.held = heldBy !== undefined;
  state.heldBy = heldBy;
  state.heldVersion = heldVersion;
  if (state.held) endAssignments(state);
  return acted(state, e);
}

/** 标记与异议: what a person has to look at before the claim may be confirmed. */
function evolveFinding(state: CaseState, e: RecordedOf<Pick<CaseEventMap, Finding>>): CaseState {
  switch (e.type) {
    case 'FlagRaised':
      state.openFlags = [...state.openFlags, e.data.flag];
      return acted(state, e);
    case 'FlagClosed': {
      const { flag, outcome } = e.data;
      state.openFlags = without(state.openFlags, flag);
      state.closedFlags = [...without(state.closedFlags, flag), flag];
      state.flagFindings = { ...state.flagFindings, [flag]: { outcome, by: e.actor.id, version: e.version } };
      return acted(state, e);
    }
    case 'FlagReopened': {
      const { [e.data.flag]: _reopened, ...findings } = state.flagFindings;
      state.flagFindings = findings;
      state.closedFlags = without(state.closedFlags, e.data.flag);
      state.openFlags = [...without(state.openFlags, e.data.flag), e.data.flag];
      return acted(state, e);
    }
    case 'ObjectionLodged':
      return objected(state, e.data.objectionId, { open: true, lodgedBy: e.actor.id, version: e.version }, e);
    case 'ObjectionWithdrawn': {
      const { [e.data.objectionId]: _withdrawn, ...objections } = state.objections;
      state.objections = objections;
      return acted(state, e);
    }
    case 'ObjectionResolved': {
      const resolved = { upheld: e.data.upheld, resolvedBy: e.actor.id, resolvedVersion: e.version };
      const lodged = state.objections[e.data.objectionId];
      return lodged ? objected(state, e.data.objectionId, { ...lodged, ...resolved, open: false }, e) : state;
    }
    case 'ObjectionResolutionTakenBack': {
      const former = state.objections[e.data.objectionId];
      if (!former) return state;
      return objected(state, e.data.objectionId, { open: true, lodgedBy: former.lodgedBy, version: former.version }, e);
    }
    default:
      e satisfies never;
      return state;
  }
}

const without = (flags: readonly ReviewFlag[], flag: ReviewFlag): readonly ReviewFlag[] =>
  flags.filter((each) => each !== flag);

function objected(
  state: CaseState,
  objectionId: string,
  objection: Objection,
  e: RecordedOf<Pick<CaseEventMap, Finding>>,
): CaseState {
  state.objections = { ...state.objections, [objectionId]: objection };
  return acted(state, e);
}

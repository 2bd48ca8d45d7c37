import type { RecordedOf } from '@ledger/kernel';
import type { CaseEventMap, MoneyEffect, ReviewFlag } from '../case.events';
import type { CaseState, FormerEnd } from '../case.state';
import { NOTHING } from '../initial-case';
import { applyMoney, endAssignments } from '../payout-lines';
import { acted } from './acted';
import { decided } from './decided';
import { endClaim } from './end-claim';
import { evolveProcedure, type Procedure } from './procedure.evolve';

export type Correction =
  | 'CorrectionProposed'
  | 'CorrectionDeclined'
  | 'CorrectionWithdrawn'
  | 'CertificateCorrected'
  | 'CertificateRecordUndone'
  | 'AmountCorrected'
  | 'AccountCorrected'
  | 'GrantRevoked'
  | 'RevocationUndone'
  | 'RejectionUndone'
  | 'WithdrawalUndone'
  | 'CaseVoided'
  | 'VoidUndone'
  | 'ReplacementApproved'
  | 'CaseReplaced'
  | 'ReplacementGivenBack';
type Left = RecordedOf<Pick<CaseEventMap, Correction | Procedure>>;
type RecordedAs<T extends keyof CaseEventMap> = RecordedOf<Pick<CaseEventMap, T>>;

/** 更正: what two people put right. */
export function evolveCorrection(state: CaseState, e: Left): CaseState {
  switch (e.type) {
    case 'CorrectionProposed':
      state.proposals = {
        ...state.proposals,
        [e.data.proposalId]: {
          change: e.data.change,
          proposedBy: e.actor.id,
          version: e.version,
          at: e.occurredAt,
          corrects: e.corrects?.version,
        },
      };
      return state;
    case 'CorrectionDeclined':
      return decided(state, e.data.proposalId, e, 'declined');
    case 'CorrectionWithdrawn':
      return decided(state, e.data.proposalId, e, 'withdrawn');
    case 'CertificateCorrected':
      state.certificate = e.data.certificate;
      state.certificateVersion = e.version;
      if (e.data.slot) state.slot = e.data.slot;
      if (e.data.amountFen !== undefined) {
        state.rateId = e.data.rateId;
        state.amountVersion = e.version;
      }
      if (e.data.flags.length > 0) raise(state, e.data.flags);
      return corrected(state, e, e.data.effect, e.data.amountFen);
    case 'CertificateRecordUndone':
      state.certificate = undefined;
      state.certificateVersion = undefined;
      return acted(decided(state, e.data.proposalId, e), e);
    case 'AmountCorrected':
      state.amountVersion = e.version;
      return corrected(state, e, e.data.effect, e.data.toFen);
    case 'AccountCorrected':
      state.account = e.data.account;
      state.accountVersion = e.version;
      return corrected(state, e, NOTHING);
    case 'GrantRevoked':
      state.outcome = e.data.outcome;
      endClaim(state, 'revoked', e, e.data.effect);
      return acted(decided(state, e.data.proposalId, e), e);
    case 'RevocationUndone':
    case 'RejectionUndone':
    case 'WithdrawalUndone':
      return undone(state, e);
    case 'CaseVoided':
      state.voidCause = e.data.cause;
      state.formerEnd = formerEnd(state);
      endClaim(state, 'voided', e, e.data.effect);
      return acted(decided(state, e.data.proposalId, e), e);
    case 'VoidUndone':
      return unvoided(state, e);
    case 'ReplacementApproved':
      state.replacement = e.data.person;
      return acted(decided(state, e.data.proposalId, e), e);
    case 'CaseReplaced':
      state.replacedBy = e.data.byCaseId;
      return state;
    case 'ReplacementGivenBack':
      state.replacedBy = undefined;
      return state;
    default:
      return evolveProcedure(state, e);
  }
}

/** Of a claim that had ended already when the case was voided. */
function formerEnd({ endedVersion, stepBefore, dueBeforeFen, slotBefore, outcome }: CaseState): FormerEnd | undefined {
  return endedVersion === undefined ? undefined : { endedVersion, stepBefore, dueBeforeFen, slotBefore, outcome };
}

/** The case stands where it stood; a claim that had ended before can be restored from there. */
function unvoided(state: CaseState, e: RecordedAs<'VoidUndone'>): CaseState {
  const former = state.formerEnd;
  state.voidCause = undefined;
  state.replacement = undefined;
  state.replacedBy = undefined;
  state.formerEnd = undefined;
  return Object.assign(undone(state, e), former);
}

/** The claim goes on where it ended. A publication that was running then ran on without it: it must be published again. */
function undone(
  state: CaseState,
  e: RecordedAs<'RevocationUndone' | 'RejectionUndone' | 'WithdrawalUndone' | 'VoidUndone'>,
): CaseState {
  state.step = state.stepBefore === 'publicity' ? 'second-reviewed' : (state.stepBefore ?? 'submitted');
  if (state.stepBefore === 'publicity') {
    state.publicityId = undefined;
    state.publicityLastDay = undefined;
  }
  state.stepBefore = undefined;
  state.endedVersion = undefined;
  state.outcome = undefined;
  state.slot = e.data.slot;
  state.slotBefore = undefined;
  state.dueFen = state.dueBeforeFen ?? e.data.effect.drawFen ?? 0;
  state.dueBeforeFen = undefined;
  state.pendingDueFen = e.data.effect.waitsForBank ? state.dueFen : undefined;
  endAssignments(state);
  applyMoney(state, e.data.effect, e);
  return acted(decided(state, e.data.proposalId, e), e);
}

/** A corrected line is no longer what the batch was made of. */
function corrected(
  state: CaseState,
  e: RecordedAs<'CertificateCorrected' | 'AmountCorrected' | 'AccountCorrected'>,
  effect: MoneyEffect,
  dueFen = state.dueFen,
): CaseState {
  state.dueFen = dueFen;
  state.correctedVersion = e.version;
  state.pendingDueFen = effect.waitsForBank ? dueFen : undefined;
  endAssignments(state);
  applyMoney(state, effect, e);
  return acted(decided(state, e.data.proposalId, e), e);
}

function raise(state: CaseState, flags: readonly ReviewFlag[]): void {
  state.openFlags = [...state.openFlags, ...flags.filter((flag) => !state.openFlags.includes(flag))];
  state.closedFlags = state.closedFlags.filter((flag) => !flags.includes(flag));
}

import type { LedgerEvent, RecordedOf } from '@ledger/kernel';
import type { FundEventMap, FundRecorded } from './fund.events';
import type { FundState } from './fund.state';
import { decidedBy, type DecidedProposal } from '../rules';
import { posting } from './posting';

export function evolveFund(state: FundState, recorded: LedgerEvent): FundState {
  const event = recorded as FundRecorded;
  switch (event.type) {
    case 'FundCorrectionProposed': {
      const { proposalId, change } = event.data;
      state.corrections[proposalId] = { change, proposedBy: event.actor.id, at: event.occurredAt };
      return state;
    }
    case 'FundCorrectionDeclined':
      return decided(state, event.data.proposalId, event, 'declined');
    default:
      state.lastOccurredAt = event.occurredAt;
      return evolveAllotments(state, event);
  }
}

type Proposing = 'FundCorrectionProposed' | 'FundCorrectionDeclined';

function evolveAllotments(state: FundState, event: Exclude<FundRecorded, { type: Proposing }>): FundState {
  switch (event.type) {
    case 'CityLineOpened':
      state.open = true;
      state.totalFen += event.data.totalFen;
      state.availableFen += event.data.totalFen;
      state.totalVersion = event.version;
      return state;
    case 'CityTotalCorrected': {
      const { fromFen, toFen, proposalId } = event.data;
      state.totalFen += toFen - fromFen;
      state.availableFen += toFen - fromFen;
      state.totalVersion = event.version;
      return decided(state, proposalId, event, 'approved');
    }
    case 'AllotmentTaken': {
      const { allotmentId, toUnit, amountFen, commandId } = event.data;
      state.availableFen -= amountFen;
      state.allottedFen += amountFen;
      state.allotments[allotmentId] = { unit: toUnit, amountFen, commandId };
      return state;
    }
    case 'AllotmentGivenBack':
    case 'AllotmentReturned':
      state.availableFen += event.data.amountFen;
      state.allottedFen -= event.data.amountFen;
      delete state.allotments[event.data.allotmentId];
      return state;
    case 'FundsAllotted':
      state.open = true;
      state.allottedFen += event.data.amountFen;
      state.availableFen += event.data.amountFen;
      state.allotments[event.data.allotmentId] = { amountFen: event.data.amountFen, commandId: event.command.id };
      return state;
    case 'AllotmentReturnTaken':
      state.allottedFen -= event.data.amountFen;
      state.availableFen -= event.data.amountFen;
      delete state.allotments[event.data.allotmentId];
      return decided(state, event.data.proposalId, event, 'approved');
    case 'InterestRecorded':
      state.interestFen += event.data.amountFen;
      state.interestEntries[event.version] = event.data.amountFen;
      return state;
    case 'InterestEntryReversed':
      state.interestFen -= event.data.amountFen;
      if (event.corrects) delete state.interestEntries[event.corrects.version];
      return decided(state, event.data.proposalId, event, 'approved');
    default:
      return evolvePostings(state, event);
  }
}

type Allotting =
  | 'CityLineOpened'
  | 'CityTotalCorrected'
  | 'AllotmentTaken'
  | 'AllotmentGivenBack'
  | 'AllotmentReturned'
  | 'FundsAllotted'
  | 'AllotmentReturnTaken'
  | 'InterestRecorded'
  | 'InterestEntryReversed';

type Recovering = 'RecoveryAsked' | 'RecoveryDropped' | 'FundsRecovered' | 'RecoveryEntryReversed';

/** The postings that classes, batches and cases make on a unit's line. */
function evolvePostings(state: FundState, event: Exclude<FundRecorded, { type: Allotting | Proposing }>): FundState {
  switch (event.type) {
    case 'FundsEncumbered': {
      const { classId, amountFen, commandId, caseId } = event.data;
      state.availableFen -= amountFen;
      encumber(state, classId, amountFen);
      state.posted[posting.encumber(commandId, classId, caseId)] = amountFen;
      return state;
    }
    case 'EncumbranceReleased': {
      const { classId, amountFen, commandId, caseId, why } = event.data;
      state.availableFen += amountFen;
      encumber(state, classId, -amountFen);
      if (why === 'gave-back') delete state.posted[posting.encumber(commandId, classId, caseId)];
      else state.posted[posting.release(commandId, classId, caseId)] = amountFen;
      return state;
    }
    case 'PayoutsDispatched': {
      for (const each of event.data.encumbered) encumber(state, each.classId, -each.amountFen);
      state.owedFen -= event.data.owedFen;
      state.inTransitFen += event.data.totalFen;
      state.inTransitByBatch[event.data.batchId] = event.data.totalFen;
      state.posted[posting.dispatch(event.data.batchId)] = event.data.totalFen;
      return state;
    }
    case 'PayoutsAnswered': {
      const { batchId, answerId, paidFen, bouncedFen } = event.data;
      state.inTransitFen -= paidFen + bouncedFen;
      const left = (state.inTransitByBatch[batchId] ?? 0) - paidFen - bouncedFen;
      if (left === 0) delete state.inTransitByBatch[batchId];
      else state.inTransitByBatch[batchId] = left;
      state.paidFen += paidFen;
      state.owedFen += bouncedFen;
      state.posted[posting.answer(answerId)] = paidFen + bouncedFen;
      return state;
    }
    case 'PayoutsReturned':
      state.paidFen -= event.data.amountFen;
      state.owedFen += event.data.amountFen;
      state.posted[posting.returned(event.data.answerId)] = event.data.amountFen;
      return state;
    case 'AnswerCorrected': {
      const paidFen = event.data.to === 'paid' ? event.data.amountFen : -event.data.amountFen;
      state.paidFen += paidFen;
      state.owedFen -= paidFen;
      state.posted[posting.corrected(event.data.answerId)] = event.data.amountFen;
      return state;
    }
    case 'OwedReleased':
      state.owedFen -= event.data.amountFen;
      state.availableFen += event.data.amountFen;
      state.posted[posting.owed(event.data.commandId, event.data.caseId)] = event.data.amountFen;
      return state;
    default:
      return evolveRecoveries(state, event);
  }
}

/** 追回: what payees owe the line, and what came back of it. */
function evolveRecoveries(state: FundState, event: RecordedOf<Pick<FundEventMap, Recovering>>): FundState {
  switch (event.type) {
    case 'RecoveryAsked': {
      const { caseId, recoveryId, amountFen, commandId } = event.data;
      state.askedBackFen += amountFen;
      state.posted[posting.ask(commandId, caseId, recoveryId)] = amountFen;
      return state;
    }
    case 'RecoveryDropped': {
      const { caseId, recoveryId, amountFen, commandId } = event.data;
      state.askedBackFen -= amountFen;
      state.posted[posting.drop(commandId, caseId, recoveryId)] = amountFen;
      return state;
    }
    case 'FundsRecovered':
      state.askedBackFen -= event.data.amountFen;
      state.recoveredFen += event.data.amountFen;
      state.availableFen += event.data.amountFen;
      state.posted[posting.recover(event.data.entryId)] = event.data.amountFen;
      // A reversal that its command gave back.
      delete state.posted[posting.reverse(event.data.entryId)];
      delete state.posted[posting.reverseBy(event.data.commandId, event.data.entryId)];
      return state;
    case 'RecoveryEntryReversed':
      state.askedBackFen += event.data.amountFen;
      state.recoveredFen -= event.data.amountFen;
      state.availableFen -= event.data.amountFen;
      state.posted[posting.reverse(event.data.entryId)] = event.data.amountFen;
      state.posted[posting.reverseBy(event.data.commandId, event.data.entryId)] = event.data.amountFen;
      return state;
    default:
      return state;
  }
}

function decided(
  state: FundState,
  proposalId: string,
  event: LedgerEvent,
  outcome: DecidedProposal['outcome'],
): FundState {
  delete state.corrections[proposalId];
  state.decided[proposalId] = decidedBy(event, outcome);
  return state;
}

function encumber(state: FundState, classId: string, amountFen: number): void {
  state.encumberedFen += amountFen;
  const now = (state.encumberedByClass[classId] ?? 0) + amountFen;
  if (now === 0) delete state.encumberedByClass[classId];
  else state.encumberedByClass[classId] = now;
}

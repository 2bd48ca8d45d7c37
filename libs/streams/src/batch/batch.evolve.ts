import type { LedgerEvent } from '@ledger/kernel';
import type { BatchRecorded } from './batch.events';
import type { BatchState, BatchStatus } from './batch.state';

/** What is so of a batch after one more event. Total; it changes and returns the state that it is given. */
export function evolveBatch(state: BatchState, recorded: LedgerEvent): BatchState {
  const event = recorded as BatchRecorded;
  const { version, actor } = event;
  switch (event.type) {
    case 'BatchMade': {
      const { unit, lines, totalFen } = event.data;
      Object.assign(state, { unit, lines, totalFen, madeBy: actor.id, madeVersion: version });
      return step(state, event, 'made');
    }
    case 'BatchChecked':
      Object.assign(state, { checkedBy: actor.id, checkedVersion: version });
      return step(state, event, 'checked');
    case 'BatchCheckTakenBack':
      Object.assign(state, { checkedBy: undefined, checkedVersion: undefined });
      return step(state, event, 'made');
    case 'BatchSigned':
      Object.assign(state, { signedBy: actor.id, signedVersion: version });
      return step(state, event, 'signed');
    case 'BatchSignatureTakenBack':
      Object.assign(state, { signedBy: undefined, signedVersion: undefined });
      return step(state, event, 'checked');
    case 'BatchDispatched': {
      const { lines, totalFen, fileName } = event.data;
      Object.assign(state, { lines, totalFen, fileName, dispatchedAt: event.occurredAt });
      return step(state, event, 'dispatched');
    }
    case 'BatchCancelled':
      return step(state, event, 'cancelled');
    case 'BankAnswerRecorded': {
      const { digest, answerId, lines } = event.data;
      state.answers[digest] = answerId;
      for (const { endToEndId, result } of lines) state.results[endToEndId] = result;
      const complete = state.lines.every(({ endToEndId }) => endToEndId in state.results);
      return step(state, event, complete ? 'answered' : 'dispatched');
    }
    case 'BankAnswerCorrected':
      state.results[event.data.endToEndId] = event.data.result;
      state.corrections = { ...state.corrections, [event.data.correctionId]: version };
      return step(state, event, state.status);
    default:
      return state;
  }
}

function step(state: BatchState, { occurredAt, actor, type }: LedgerEvent, status: BatchStatus): BatchState {
  state.status = status;
  // An answer may be recorded late, for an earlier day.
  if (state.lastStepAt === undefined || occurredAt > state.lastStepAt) state.lastStepAt = occurredAt;
  state.lastStepBy = actor.id;
  state.lastStepRole = actor.role;
  state.lastStepUnit = actor.unit;
  state.lastStepType = type;
  return state;
}

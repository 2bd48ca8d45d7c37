import type { LedgerEvent, RecordedOf } from '@ledger/kernel';
import { decidedBy } from '../rules';
import type { ClassEventMap, ClassRecorded } from './class.events';
import { type ClassState, type ClassStatus, drawKey } from './class.state';

/** What is so of a class after one more event. Total; it changes and returns the state that it is given. */
export function evolveClass(state: ClassState, recorded: LedgerEvent): ClassState {
  const event = recorded as ClassRecorded;
  switch (event.type) {
    case 'ClassDrawn': {
      const { caseId, line, amountFen, commandId } = event.data;
      state.draws[drawKey(caseId, line)] = { amountFen, commandId };
      state.drawnFen += amountFen;
      return state;
    }
    case 'DrawGivenBack': {
      const { caseId, line, amountFen } = event.data;
      delete state.draws[drawKey(caseId, line)];
      state.drawnFen -= amountFen;
      return state;
    }
    case 'DrawChanged': {
      const { caseId, line, fromFen, toFen, commandId } = event.data;
      const key = drawKey(caseId, line);
      const changed = { commandId, fromFen };
      state.draws[key] = { amountFen: toFen, commandId: state.draws[key]?.commandId ?? commandId, changed };
      state.drawnFen += toFen - fromFen;
      return state;
    }
    case 'PlaceTaken': {
      const { caseId, person, commandId } = event.data;
      state.roster[caseId] = { person, commandId };
      state.placeOf[person] = caseId;
      state.placeCount += 1;
      return state;
    }
    case 'PlaceGivenBack': {
      const { caseId, person } = event.data;
      delete state.roster[caseId];
      delete state.placeOf[person];
      state.placeCount -= 1;
      return state;
    }
    default:
      return evolveTeaching(state, event);
  }
}

type Teaching = 'ClassDrawn' | 'DrawGivenBack' | 'DrawChanged' | 'PlaceTaken' | 'PlaceGivenBack';

function evolveTeaching(state: ClassState, event: RecordedOf<Omit<ClassEventMap, Teaching>>): ClassState {
  const { version } = event;
  switch (event.type) {
    case 'AttendanceRecorded':
    case 'AttendanceCorrected': {
      const held = state.sessions[event.data.no];
      if (held) state.sessions[event.data.no] = { ...held, present: event.data.present, attendanceVersion: version };
      return state;
    }
    case 'SessionHeld': {
      const { no, on, hours, trainer } = event.data;
      state.sessions[no] = { on, hours, trainer, version };
      return state;
    }
    case 'SessionRecordWithdrawn':
      delete state.sessions[event.data.no];
      return state;
    case 'ResultsRecorded':
    case 'ResultsCorrected':
      for (const { caseId, passed, score } of event.data.results) state.results[caseId] = { passed, score, version };
      return state;
    case 'ProvincialRegistrationRecorded': {
      const { system, number, registeredAt, roster } = event.data;
      state.registrations[system] = { number, registeredAt, roster, version };
      return state;
    }
    case 'ProvincialRegistrationWithdrawn':
      delete state.registrations[event.data.system];
      return state;
    case 'AmendmentProposed': {
      const { proposalId, plan, filedOn } = event.data;
      state.amendments[proposalId] = {
        plan,
        filedOn,
        proposedBy: event.actor.id,
        at: event.occurredAt,
        planVersion: state.planVersion,
      };
      return state;
    }
    case 'AmendmentDeclined':
      delete state.amendments[event.data.proposalId];
      state.decided[event.data.proposalId] = decidedBy(event, 'declined');
      return state;
    case 'ClassReopeningProposed':
      state.reopenings[event.data.proposalId] = {
        proposedBy: event.actor.id,
        at: event.occurredAt,
        closeVersion: state.closeVersion,
      };
      return state;
    case 'ClassReopeningDeclined':
      delete state.reopenings[event.data.proposalId];
      state.decided[event.data.proposalId] = decidedBy(event, 'declined');
      return state;
    default:
      return evolveProcedure(state, event);
  }
}

type Steps =
  | 'ClassFiled'
  | 'ClassReturned'
  | 'ClassReturnTakenBack'
  | 'ClassApproved'
  | 'ClassAmended'
  | 'ClassCancelled'
  | 'ClassCancellationTakenBack'
  | 'ClassStarted'
  | 'ClassStartTakenBack'
  | 'ClassFinished'
  | 'ClassFinishTakenBack'
  | 'ClassClosed'
  | 'ClassReopened';

function evolveProcedure(state: ClassState, event: RecordedOf<Pick<ClassEventMap, Steps>>): ClassState {
  const { version } = event;
  switch (event.type) {
    case 'ClassFiled':
      Object.assign(state, {
        plan: event.data.plan,
        planVersion: version,
        filedOn: event.data.filedOn,
        filedBy: event.actor.id,
      });
      return step(state, event, 'filed');
    case 'ClassReturned':
      state.returnVersion = version;
      return step(state, event, 'returned');
    case 'ClassReturnTakenBack':
      state.returnVersion = undefined;
      return step(state, event, 'filed');
    case 'ClassApproved':
      state.approvedBy = event.actor.id;
      state.heldFen += event.data.encumberedFen;
      return step(rated(state, event.data), event, 'approved');
    case 'ClassAmended':
      delete state.amendments[event.data.proposalId];
      state.decided[event.data.proposalId] = decidedBy(event, 'approved');
      Object.assign(state, { plan: event.data.plan, planVersion: version });
      state.heldFen += event.data.encumberedFen - event.data.releasedFen;
      if (event.data.ages) state.ages = { ...state.ages, ...event.data.ages };
      return step(rated(state, event.data), event, 'approved');
    case 'ClassCancelled':
      state.heldFen -= event.data.releasedFen;
      state.cancelled = {
        by: event.actor.id,
        before: state.status === 'approved' || state.status === 'returned' ? state.status : 'filed',
        releasedFen: event.data.releasedFen,
        version,
      };
      return step(state, event, 'cancelled');
    case 'ClassCancellationTakenBack':
      state.heldFen += event.data.encumberedFen;
      state.cancelled = undefined;
      return step(state, event, event.data.status);
    case 'ClassStarted':
      Object.assign(state, { startedAt: event.data.startedAt, startVersion: version });
      return step(state, event, 'started');
    case 'ClassStartTakenBack':
      Object.assign(state, { startedAt: undefined, startVersion: undefined });
      return step(state, event, 'approved');
    case 'ClassFinished':
      Object.assign(state, { finishedOn: event.data.finishedOn, finishVersion: version });
      return step(state, event, 'finished');
    case 'ClassFinishTakenBack':
      Object.assign(state, { finishedOn: undefined, finishVersion: undefined });
      return step(state, event, 'started');
    case 'ClassClosed':
      state.heldFen -= event.data.releasedFen;
      state.releasedAtCloseFen += event.data.releasedFen;
      state.closeVersion = version;
      for (const [key, draw] of Object.entries(state.draws)) state.draws[key] = { ...draw, kept: true };
      return step(state, event, 'closed');
    case 'ClassReopened':
      delete state.reopenings[event.data.proposalId];
      state.decided[event.data.proposalId] = decidedBy(event, 'approved');
      state.heldFen += event.data.encumberedFen;
      state.releasedAtCloseFen = 0;
      return step(state, event, 'finished');
    default:
      return state;
  }
}

function rated(
  state: ClassState,
  { rateFen, rateId, unpayable }: ClassEventMap['ClassApproved'] | ClassEventMap['ClassAmended'],
): ClassState {
  return Object.assign(state, { rateFen, rateId, unpayable });
}

function step(state: ClassState, { occurredAt, type, actor }: LedgerEvent, status: ClassStatus): ClassState {
  state.status = status;
  state.lastStepAt = occurredAt;
  state.lastStepType = type;
  state.lastStepBy = actor.id;
  state.lastStepRole = actor.role;
  state.lastStepUnit = actor.unit;
  return state;
}

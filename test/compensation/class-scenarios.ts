import type { Cell } from '@ledger/streams';
import type { Scenario } from './case-scenarios';
import type { ClassJourney } from './class-journey';

/** The way of a class: each stage and the commands that lead to it. */
const WAY: readonly (readonly [string, readonly string[]])[] = [
  ['none', []],
  ['filed', ['FileClass']],
  ['approved', ['ApproveClass', 'EnrolLearner']],
  ['started', ['StartClass']],
  ['taught', ['RecordSession', 'RecordAttendance']],
  ['finished', ['FinishClass']],
  ['assessed', ['RecordResults']],
  ['claimed', ['RecordProvincialRegistration', 'RegisterRealName', 'RecordCertificate', 'SubmitClaim']],
];
const STAGES = WAY.map(([stage]) => stage);

const BRANCHES: Readonly<Record<string, readonly [string, readonly string[]]>> = {
  returned: ['filed', ['ReturnClass']],
  cancelled: ['filed', ['CancelClass']],
  closed: ['assessed', ['CloseClass']],
};

function way(from: string, to: string): string[] {
  const branch = BRANCHES[to];
  if (branch) {
    const [at, commands] = branch;
    const later = STAGES.indexOf(from) >= STAGES.indexOf(at);
    return [...(later ? [] : way(from, at)), ...commands];
  }
  return WAY.slice(STAGES.indexOf(from) + 1, STAGES.indexOf(to) + 1).flatMap(([, commands]) => [...commands]);
}

const to = (stage: string): string[] => way('none', stage);
const at = (before: readonly string[], ...after: readonly string[]): Scenario<ClassJourney>[] => [{ before, after }];

/** From where a class that has started can only be cancelled: everything is taken back before. */
const UNTAUGHT: Readonly<Record<string, readonly string[]>> = {
  approved: [],
  started: ['TakeBackClassStart'],
  taught: ['WithdrawSession', 'TakeBackClassStart'],
};

const takenBack =
  (reached: string, command: string, left: string) =>
  (stage: string): Scenario<ClassJourney>[] =>
    at(to(reached), command, ...(stage === 'cancelled' ? [...(UNTAUGHT[left] ?? []), 'CancelClass'] : []));

type Found = (stage: string) => Scenario<ClassJourney>[];

const reported: Found = (stage) => {
  if (stage === 'claimed') {
    const [first, ...rest] = way('assessed', 'claimed');
    return at(to('assessed'), first ?? '', ...rest);
  }
  const early = stage === 'returned' || stage === 'cancelled';
  return early
    ? at(to('filed'), 'RecordProvincialRegistration', ...way('filed', stage))
    : at(to(stage), 'RecordProvincialRegistration');
};

const OFF_THE_WAY: Readonly<Record<string, Found>> = {
  ReturnClass: (stage) => at(to('filed'), 'ReturnClass', ...(stage === 'cancelled' ? ['CancelClass'] : [])),
  TakeBackClassReturn: (stage) =>
    at(to('returned'), 'TakeBackClassReturn', ...(stage === 'cancelled' ? ['CancelClass'] : [])),
  CancelClass: () => ['filed', 'returned', 'approved'].flatMap((stage) => at(to(stage), 'CancelClass')),
  TakeBackClassCancellation: (stage) => at([...to(stage), 'CancelClass'], 'TakeBackClassCancellation'),
  RecordProvincialRegistration: reported,
  WithdrawProvincialRegistration: (stage) => {
    if (stage === 'claimed') return at(to('claimed'), 'WithdrawProvincialRegistration');
    const early = stage === 'returned' || stage === 'cancelled';
    const before = [...to(early ? 'filed' : stage), 'RecordProvincialRegistration'];
    return at(before, 'WithdrawProvincialRegistration', ...(early ? way('filed', stage) : []));
  },
  TakeBackClassStart: takenBack('started', 'TakeBackClassStart', 'approved'),
  WithdrawSession: takenBack('taught', 'WithdrawSession', 'started'),
  TakeBackClassFinish: takenBack('finished', 'TakeBackClassFinish', 'taught'),
  RecordAttendance: (stage) =>
    at([...to('started'), 'RecordSession'], 'RecordAttendance', ...(stage === 'taught' ? [] : way('taught', stage))),
  // Corrected twice on the way, so that the learner has been there, as a claim needs.
  CorrectAttendance: (stage) => at(to(stage), 'CorrectAttendance'),
  CorrectResults: (stage) => at(to(stage), 'CorrectResults'),
  CloseClass: () => at(to('assessed'), 'CloseClass'),
  ApproveClassReopening: (stage) =>
    at(
      [...to(stage === 'finished' ? 'finished' : 'assessed'), 'CloseClass', 'ProposeClassReopening'],
      'ApproveClassReopening',
      ...(stage === 'claimed' ? way('assessed', 'claimed') : []),
    ),
};

export function classScenarios({ command, stage }: Cell): Scenario<ClassJourney>[] {
  const found = OFF_THE_WAY[command];
  if (found) return found(stage);
  const step = WAY.findIndex(([, commands]) => commands[0] === command);
  const [before, [reached, commands]] = [WAY[step - 1]?.[0], WAY[step] ?? ['', []]];
  if (before === undefined) throw new Error(`no way leads to ${command}`);
  return at(to(before), ...commands, ...way(reached, stage));
}

const REOPENING: Readonly<Record<string, readonly string[]>> = {
  open: [],
  approved: ['ApproveClassReopening'],
  declined: ['DeclineClassReopening'],
};

export function reopeningScenarios({ command, stage }: Cell): Scenario<ClassJourney>[] {
  return command === 'ProposeClassReopening'
    ? at(to('closed'), command, ...(REOPENING[stage] ?? []))
    : at([...to('closed'), 'ProposeClassReopening'], command);
}

export function amendmentScenarios({ command, stage }: Cell): Scenario<ClassJourney>[] {
  const decision: Readonly<Record<string, readonly string[]>> = {
    open: [],
    approved: ['ApproveClassAmendment'],
    declined: ['DeclineClassAmendment'],
    started: ['StartClass'],
  };
  if (command === 'ProposeClassAmendment') return at(to('approved'), command, ...(decision[stage] ?? []));
  const started = stage === 'started' ? ['StartClass'] : [];
  return at([...to('approved'), 'ProposeClassAmendment'], command, ...started);
}

import type { Cell } from '@ledger/streams';
import type { CaseJourney } from './case-journey';

/** What comes before the command, and the command with what comes after it up to the state of the cell. */
export interface Scenario<J> {
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** What else must be so of the journey. */
  readonly with?: (journey: J) => void;
}

/** The way of a claim: each stage and the commands that lead to it. */
const WAY: readonly (readonly [string, readonly string[]])[] = [
  ['enrolled', []],
  ['certified', ['RecordCertificate']],
  ['submitted', ['SubmitClaim']],
  ['accepted', ['AcceptClaim']],
  ['first-reviewed', ['RecordFirstReview']],
  ['second-reviewed', ['RecordSecondReview']],
  ['publicity', ['OpenPublicity']],
  ['publicity-ended', ['ClosePublicity']],
  ['confirmed', ['ConfirmClaim']],
  ['in-batch', ['MakeBatch']],
  ['at-bank', ['CheckBatch', 'SignBatch', 'DispatchBatch']],
  ['paid', ['RecordBankAnswer']],
];
const STAGES = WAY.map(([stage]) => stage);

const approved = (propose: string): readonly string[] => [propose, 'ApproveCorrection'];

/** Stages off the way: where they branch off, and by which commands. */
const BRANCHES: Readonly<Record<string, readonly [string, readonly string[]]>> = {
  supplements: ['submitted', ['RequestSupplements']],
  returned: ['at-bank', ['RecordBankAnswer']],
  rejected: ['submitted', ['RejectClaim']],
  withdrawn: ['submitted', ['WithdrawClaim']],
  revoked: ['confirmed', approved('ProposeRevocation')],
  voided: ['enrolled', approved('ProposeVoid')],
};

/** The commands that lead from a stage to another, which lies after it. */
function way(from: string, to: string): string[] {
  const branch = BRANCHES[to];
  if (branch) {
    const [at, commands] = branch;
    const later = STAGES.indexOf(from) >= STAGES.indexOf(at);
    return [...(later ? [] : way(from, at)), ...commands];
  }
  return WAY.slice(STAGES.indexOf(from) + 1, STAGES.indexOf(to) + 1).flatMap(([, commands]) => [...commands]);
}

const to = (stage: string): string[] => way('enrolled', stage);
const isEnd = (stage: string): boolean => ['rejected', 'withdrawn', 'revoked', 'voided'].includes(stage);
const isOpen = (stage: string): boolean =>
  STAGES.indexOf(stage) <= STAGES.indexOf('publicity-ended') && !isEnd(stage) && stage !== 'returned';

/** Done at the stage itself, or, where the claim can no longer be so changed, at `early`, going on from there. */
const atOrEarlier =
  (first: readonly string[], command: readonly string[], early: (stage: string) => string | undefined) =>
  (stage: string): Scenario<CaseJourney>[] => {
    const start = early(stage);
    return start === undefined
      ? [{ before: [...to(stage), ...first], after: command }]
      : [{ before: [...to(start), ...first], after: [...command, ...way(start, stage)] }];
  };

const early =
  (open: string, end: string) =>
  (stage: string): string | undefined =>
    stage === 'revoked' ? open : isEnd(stage) ? end : isOpen(stage) ? undefined : open;

/** The same command from several stages, each a scenario. */
const from = (stages: readonly string[], commands: readonly string[], then: readonly string[] = []) =>
  stages.map((stage): Scenario<CaseJourney> => ({ before: to(stage), after: [...commands, ...then] }));

const at = (before: readonly string[], command: string) => (): Scenario<CaseJourney>[] => [
  { before, after: [command] },
];

const whileLive =
  (propose: string, more: (j: CaseJourney) => void = () => undefined) =>
  (stage: string): Scenario<CaseJourney>[] => {
    const commands = approved(propose);
    return [
      isEnd(stage) && !(propose === 'ProposeCertificateCorrection' && ['rejected', 'withdrawn'].includes(stage))
        ? { before: to('submitted'), after: [...commands, ...way('submitted', stage)], with: more }
        : { before: to(stage), after: commands, with: more },
    ];
  };

const wrongPerson = (j: CaseJourney): void => {
  j.voidCause = 'WRONG_PERSON';
};

const TWO_ITEMS = ['身份证复印件', '劳动合同'];

type Found = (stage: string) => Scenario<CaseJourney>[];

/** Commands that are not steps on the way. */
const OFF_THE_WAY: Readonly<Record<string, Found>> = {
  EnrolLearner: (stage) => [{ before: [], after: to(stage) }],
  RequestSupplements: (stage) => [
    {
      before: to('submitted'),
      after:
        stage === 'supplements'
          ? ['RequestSupplements']
          : ['RequestSupplements', 'SupplyDocuments', ...way('submitted', stage)],
    },
  ],
  SupplyDocuments: (stage) => [
    {
      before: to('supplements'),
      after: stage === 'supplements' ? ['SupplyDocuments'] : ['SupplyDocuments', ...way('submitted', stage)],
      with: (j) => {
        if (stage === 'supplements') j.supplements = TWO_ITEMS;
      },
    },
  ],
  TakeBackSupplementRequest: at(to('supplements'), 'TakeBackSupplementRequest'),
  TakeBackAcceptance: at(to('accepted'), 'TakeBackAcceptance'),
  TakeBackFirstReview: at(to('first-reviewed'), 'TakeBackFirstReview'),
  TakeBackSecondReview: at(to('second-reviewed'), 'TakeBackSecondReview'),
  TakeBackConfirmation: at(to('confirmed'), 'TakeBackConfirmation'),
  CloseFlag: atOrEarlier([], ['CloseFlag'], early('publicity-ended', 'submitted')),
  RaiseFlag: atOrEarlier([], ['RaiseFlag'], early('publicity-ended', 'submitted')),
  ReopenFlag: atOrEarlier(['CloseFlag'], ['ReopenFlag'], early('publicity-ended', 'submitted')),
  LodgeObjection: atOrEarlier([], ['LodgeObjection'], early('publicity-ended', 'publicity')),
  WithdrawObjection: atOrEarlier(
    ['LodgeObjection'],
    ['WithdrawObjection'],
    early('publicity-ended', 'publicity-ended'),
  ),
  ResolveObjection: atOrEarlier(['LodgeObjection'], ['ResolveObjection'], early('publicity-ended', 'publicity')),
  TakeBackObjectionResolution: atOrEarlier(
    ['LodgeObjection', 'ResolveObjection'],
    ['TakeBackObjectionResolution'],
    early('publicity-ended', 'publicity'),
  ),
  PlaceHold: (stage) => {
    const start = stage === 'revoked' ? 'confirmed' : isEnd(stage) ? 'submitted' : stage;
    return [{ before: to(start), after: ['PlaceHold', ...(start === stage ? [] : way(start, stage))] }];
  },
  ReleaseHold: (stage) => {
    const late = ['at-bank', 'paid', 'revoked'].includes(stage);
    const start = late ? 'confirmed' : isEnd(stage) ? 'submitted' : stage;
    return [
      { before: [...to(start), 'PlaceHold'], after: ['ReleaseHold', ...(start === stage ? [] : way(start, stage))] },
    ];
  },
  WithdrawClaim: (stage) =>
    stage === 'voided'
      ? from(['submitted'], ['WithdrawClaim'], approved('ProposeVoid'))
      : from(['submitted', 'supplements', 'accepted', 'publicity', 'confirmed', 'in-batch'], ['WithdrawClaim']),
  RejectClaim: (stage) =>
    stage === 'voided'
      ? from(['submitted'], ['RejectClaim'], approved('ProposeVoid'))
      : from(['submitted', 'accepted', 'first-reviewed', 'publicity', 'publicity-ended'], ['RejectClaim']),
  // The corrected certificate earns more than class and line hold, until money is allotted.
  FundSupplement: (stage) => [
    {
      before: [...to(stage), ...approved('ProposeCertificateCorrection'), 'AllotFunds'],
      after: ['FundSupplement'],
      with: (j) => {
        j.correctsLevel = true;
      },
    },
  ],
  'ApproveCorrection CERTIFICATE': whileLive('ProposeCertificateCorrection', (j) => (j.correctsLevel = true)),
  'ApproveCorrection AMOUNT': whileLive('ProposeAmountCorrection'),
  'ApproveCorrection ACCOUNT': whileLive('ProposeAccountCorrection'),
  'ApproveCorrection CERTIFICATE_WITHDRAWAL': (stage) => [
    { before: to(stage === 'enrolled' ? 'certified' : stage), after: approved('ProposeCertificateWithdrawal') },
  ],
  'ApproveCorrection REVOKE': (stage) =>
    stage === 'voided'
      ? from(['confirmed'], approved('ProposeRevocation'), approved('ProposeVoid'))
      : from(['confirmed', 'in-batch', 'at-bank', 'paid'], approved('ProposeRevocation')),
  'ApproveCorrection UNDO_REVOCATION': (stage) => [
    { before: [...to(stage), ...approved('ProposeRevocation')], after: approved('ProposeUndoRevocation') },
  ],
  'ApproveCorrection UNDO_REJECTION': (stage) => [
    { before: [...to(stage), 'RejectClaim'], after: approved('ProposeUndoRejection') },
  ],
  'ApproveCorrection UNDO_WITHDRAWAL': (stage) => [
    { before: [...to(stage), 'WithdrawClaim'], after: approved('ProposeUndoWithdrawal') },
  ],
  'ApproveCorrection VOID': () =>
    from(
      ['enrolled', 'certified', 'submitted', 'accepted', 'publicity', 'confirmed', 'paid', 'rejected'],
      approved('ProposeVoid'),
    ),
  'ApproveCorrection REPLACEMENT': () => [
    { before: to('voided'), after: approved('ProposeReplacement'), with: wrongPerson },
  ],
  // The bank first says that it was rejected.
  'ApproveCorrection BANK_ANSWER': (stage) => {
    const answer = approved('ProposeBankAnswerCorrection');
    const before = [...to('returned'), ...(stage === 'returned' ? answer : [])];
    return [{ before, after: answer, with: (j) => (j.bankSays = 'REJECTED') }];
  },
  'ApproveCorrection UNDO_VOID': (stage) => [
    { before: [...to(stage), ...approved('ProposeVoid')], after: approved('ProposeUndoVoid') },
  ],
};

/** How a cell of a case is brought about. */
export function caseScenarios({ command, variant, stage }: Cell): Scenario<CaseJourney>[] {
  const found = OFF_THE_WAY[variant === undefined ? command : `${command} ${variant}`];
  if (found) return found(stage);
  const step = WAY.findIndex(([, commands]) => commands[0] === command);
  const before = WAY[step - 1]?.[0];
  const reached = WAY[step]?.[0];
  if (before === undefined || reached === undefined) throw new Error(`no way leads to ${command}`);
  return [{ before: to(before), after: [command, ...way(reached, stage)] }];
}

const POSITIONS: Readonly<Record<string, string>> = {
  ProposeCertificateCorrection: 'certified',
  ProposeCertificateWithdrawal: 'certified',
  ProposeAmountCorrection: 'submitted',
  ProposeAccountCorrection: 'submitted',
  ProposeVoid: 'submitted',
  ProposeRevocation: 'confirmed',
  ProposeUndoRejection: 'rejected',
  ProposeUndoWithdrawal: 'withdrawn',
  ProposeUndoRevocation: 'revoked',
  ProposeUndoVoid: 'voided',
  ProposeReplacement: 'voided',
  ProposeBankAnswerCorrection: 'paid',
};

const OUTCOMES: Readonly<Record<string, readonly string[]>> = {
  open: [],
  approved: ['ApproveCorrection'],
  declined: ['DeclineCorrection'],
  withdrawn: ['WithdrawCorrection'],
};

/** A grant that was paid and then revoked: something is asked back. */
const ASKED_BACK = [...to('paid'), ...approved('ProposeRevocation')];
const WRITTEN_OFF = approved('ProposeWriteOff');

export function proposalScenarios({ command, stage }: Cell): Scenario<CaseJourney>[] {
  if (command === 'WithdrawCorrection' || command === 'DeclineCorrection')
    return [{ before: [...to('submitted'), 'ProposeAmountCorrection'], after: [command] }];
  const position = POSITIONS[command];
  const recovered = command === 'ProposeRecoveryReversal' ? ['RecordRecovery'] : [];
  const off = command === 'ProposeRecovery' ? WRITTEN_OFF : recovered;
  const before = position === undefined ? [...ASKED_BACK, ...off] : to(position);
  const more = command === 'ProposeReplacement' ? { with: wrongPerson } : {};
  return [{ before, after: [command, ...(OUTCOMES[stage] ?? [])], ...more }];
}

export function recoveryScenarios({ command, variant, stage }: Cell): Scenario<CaseJourney>[] {
  const all = (j: CaseJourney): void => {
    j.recoversAll = stage === 'closed';
  };
  const then: Readonly<Record<string, readonly string[]>> = {
    open: [],
    partly: ['RecordRecovery'],
    closed: ['RecordRecovery', 'CloseRecovery'],
    'written-off': WRITTEN_OFF,
  };
  switch (variant ?? command) {
    case 'REOPEN_RECOVERY':
      return [
        {
          before: [...ASKED_BACK, ...WRITTEN_OFF],
          after: [...approved('ProposeRecovery'), ...(then[stage] ?? [])],
          with: all,
        },
      ];
    case 'RecordRecovery':
      return [
        {
          before: ASKED_BACK,
          after: [command, ...(stage === 'closed' ? ['CloseRecovery'] : stage === 'written-off' ? WRITTEN_OFF : [])],
          with: all,
        },
      ];
    default:
      return variant === 'RECOVERY_REVERSAL'
        ? [{ before: [...ASKED_BACK, 'RecordRecovery'], after: approved('ProposeRecoveryReversal') }]
        : [{ before: ASKED_BACK, after: WRITTEN_OFF }];
  }
}

const BATCH: readonly (readonly [string, string])[] = [
  ['made', 'MakeBatch'],
  ['checked', 'CheckBatch'],
  ['signed', 'SignBatch'],
  ['dispatched', 'DispatchBatch'],
  ['answered', 'RecordBankAnswer'],
];

const steps = (upTo: number, after = -1): string[] => BATCH.slice(after + 1, upTo + 1).map(([, each]) => each);

export function batchScenarios({ command, stage }: Cell): Scenario<CaseJourney>[] {
  const base = to('confirmed');
  const step = BATCH.findIndex(([, each]) => each === command);
  const reached = BATCH.findIndex(([each]) => each === stage);
  const cancelled = stage === 'cancelled' && command !== 'CancelBatch' ? ['CancelBatch'] : [];
  if (step >= 0)
    return [{ before: [...base, ...steps(step - 1)], after: [command, ...steps(reached, step), ...cancelled] }];
  const made = { TakeBackCheck: 1, TakeBackSignature: 2, CancelBatch: 0 }[command] ?? 0;
  return [{ before: [...base, ...steps(made)], after: [command, ...cancelled] }];
}

export function publicityScenarios({ command, stage }: Cell): Scenario<CaseJourney>[] {
  const base = to('second-reviewed');
  if (command === 'WithdrawPublicity') return [{ before: [...base, 'OpenPublicity'], after: [command] }];
  const opened = command === 'OpenPublicity' ? [] : ['OpenPublicity'];
  const closing = command === 'OpenPublicity' ? ['ClosePublicity'] : [];
  const then: Readonly<Record<string, readonly string[]>> = {
    open: [],
    closed: closing,
    confirmed: [...closing, 'ConfirmClaim'],
    withdrawn: ['WithdrawPublicity'],
  };
  return [{ before: [...base, ...opened], after: [command, ...(then[stage] ?? [])] }];
}

import { declare, each, none, over, refusing, undone, unreached, type Answer, type Declared } from './answer';
import type { StageOf } from './subjects.table';

type ClassStage = StageOf<'class'>;

/** The way of a class. What claims have drawn, and what was closed, comes on top of its teaching. */
const ON_THE_WAY = [
  'filed',
  'approved',
  'started',
  'taught',
  'finished',
  'assessed',
  'claimed',
  'closed',
] as const satisfies readonly ClassStage[];

type OnTheWay = (typeof ON_THE_WAY)[number];

/** What takes a stage back. Results stay; a class is closed with or without claims, here without. */
const TAKE_BACKS: Partial<Record<ClassStage, string | readonly string[]>> = {
  started: 'TakeBackClassStart',
  taught: 'WithdrawSession',
  finished: 'TakeBackClassFinish',
  claimed: 'WithdrawClaim',
  closed: ['ProposeClassReopening', 'ApproveClassReopening'],
};

const from = (stage: OnTheWay): readonly OnTheWay[] => ON_THE_WAY.slice(ON_THE_WAY.indexOf(stage));

/** 逐级撤回: the later steps, the last first. */
const takenBack = (at: OnTheWay, downTo: OnTheWay): string[] =>
  ON_THE_WAY.slice(ON_THE_WAY.indexOf(downTo) + 1, ON_THE_WAY.indexOf(at) + 1)
    .filter((stage) => stage !== 'claimed' || at === 'claimed')
    .toReversed()
    .flatMap((stage) => TAKE_BACKS[stage] ?? []);

interface Back {
  readonly own: string;
  /** Where it cannot be taken back any more or not yet, by which rule; B.5-order where nothing else is said. */
  readonly rules?: Partial<Record<ClassStage, string>>;
  readonly money?: 'restored';
}

const everywhere: Record<ClassStage, Answer> = {
  ...each(ON_THE_WAY, unreached),
  ...each(['returned', 'cancelled'], unreached),
};

function stepOfClass(stage: OnTheWay, { own, rules = {}, money }: Back): Record<ClassStage, Answer> {
  const back = from(stage).map((at): [ClassStage, Answer] => {
    const later = takenBack(at, stage);
    const more = {
      ...(money ? { money } : {}),
      ...(at === 'closed' ? { money: 'restored' as const } : {}),
      ...(at === 'claimed' ? { slot: 'restored' as const, money: 'restored' as const } : {}),
    };
    return [
      at,
      undone([...later, own], { ...more, ...(later.length > 0 ? refusing(own, rules[at] ?? 'B.5-order') : {}) }),
    ];
  });
  return {
    ...everywhere,
    ...Object.fromEntries(back),
    // A class that has started is cancelled only after all of that was taken back.
    cancelled:
      stage === 'filed' || stage === 'approved'
        ? over(own, 'B.5-order', '班期已取消；取消有误的先撤回取消', 'the class is cancelled; take that back first')
        : unreached,
  };
}

const again = none('该步骤此后已重新办理', 'the step was taken again since');

/** What was taken back is done again. */
const takenAgain = (stage: OnTheWay, redo: string): Record<ClassStage, Answer> => ({
  ...everywhere,
  ...each(from(stage), again),
  cancelled: over(redo, 'B.5-order', '班期已取消', 'the class is cancelled'),
  [stage]: undone(redo),
});

const CORRECTABLE = ['finished', 'assessed', 'claimed', 'closed'] as const;

const CANCEL = { own: 'CancelClass', money: 'restored' } as const;

/** 补偿表: a class, from its filing to its closing, and the amendment of its plan. */
export const classCompensations: readonly Declared[] = [
  declare('class', 'FileClass', {
    ...stepOfClass('filed', CANCEL),
    filed: undone('ReturnClass', { or: [['CancelClass']] }),
    approved: undone('CancelClass', { money: 'restored', ...refusing('ReturnClass', 'B.5-order') }),
    returned: over('ReturnClass', 'B.5-order', '已退回', 'it was returned already'),
  }),
  declare('class', 'ReturnClass', {
    ...everywhere,
    ...each(from('filed'), none('此后已重新备案', 'the class was filed again since')),
    returned: undone('TakeBackClassReturn'),
    cancelled: over('TakeBackClassReturn', 'B.5-order', '班期已取消', 'the class is cancelled'),
  }),
  declare('class', 'TakeBackClassReturn', {
    ...everywhere,
    ...each(from('approved'), again),
    filed: undone('ReturnClass'),
    returned: again,
    cancelled: over('ReturnClass', 'B.5-order', '班期已取消', 'the class is cancelled'),
  }),
  declare('class', 'ApproveClass', stepOfClass('approved', CANCEL)),
  declare('class', 'CancelClass', {
    ...everywhere,
    ...each([...from('filed'), 'returned'], none('取消此后已撤回', 'the cancellation was taken back since')),
    cancelled: undone('TakeBackClassCancellation', { money: 'restored' }),
  }),
  declare('class', 'TakeBackClassCancellation', {
    ...everywhere,
    ...each(from('started'), none('此后已开班', 'the class has started since')),
    ...each(['filed', 'returned'], undone('CancelClass')),
    approved: undone('CancelClass', { money: 'restored' }),
    cancelled: again,
  }),
  declare('class', 'RecordProvincialRegistration', {
    ...everywhere,
    ...each([...from('filed'), 'returned', 'cancelled'], undone('WithdrawProvincialRegistration')),
  }),
  declare('class', 'WithdrawProvincialRegistration', {
    ...everywhere,
    ...each(from('filed'), undone('RecordProvincialRegistration')),
    ...each(
      ['returned', 'cancelled'],
      over('RecordProvincialRegistration', 'B.5-order', '班期已退回或已取消', 'the class was returned or cancelled'),
    ),
  }),
  declare('class', 'StartClass', stepOfClass('started', { own: 'TakeBackClassStart' })),
  declare('class', 'TakeBackClassStart', takenAgain('approved', 'StartClass')),
  declare('class', 'RecordSession', stepOfClass('taught', { own: 'WithdrawSession' })),
  declare('class', 'WithdrawSession', takenAgain('started', 'RecordSession')),
  declare('class', 'RecordAttendance', {
    ...everywhere,
    ...each(['taught', ...CORRECTABLE], undone('CorrectAttendance')),
  }),
  declare('class', 'CorrectAttendance', {
    ...everywhere,
    ...each(['taught', ...CORRECTABLE], undone('CorrectAttendance')),
  }),
  declare(
    'class',
    'FinishClass',
    stepOfClass('finished', { own: 'TakeBackClassFinish', rules: { claimed: 'A-071-class' } }),
  ),
  declare('class', 'TakeBackClassFinish', takenAgain('taught', 'FinishClass')),
  declare('class', 'RecordResults', {
    ...everywhere,
    ...each(['assessed', 'claimed', 'closed'], undone('CorrectResults')),
  }),
  declare('class', 'CorrectResults', {
    ...everywhere,
    ...each(['assessed', 'claimed', 'closed'], undone('CorrectResults')),
  }),
  declare('class', 'CloseClass', {
    ...everywhere,
    closed: undone(['ProposeClassReopening', 'ApproveClassReopening'], { money: 'restored' }),
  }),
  declare('class', 'ApproveClassReopening', {
    ...everywhere,
    ...each(['finished', 'assessed'], undone('CloseClass', { money: 'restored' })),
    claimed: undone(['WithdrawClaim', 'CloseClass'], {
      slot: 'restored',
      money: 'restored',
      ...refusing('CloseClass', 'B.5-order'),
    }),
    closed: again,
  }),
  declare('reopening', 'ProposeClassReopening', {
    open: undone('DeclineClassReopening'),
    ...each(['approved', 'declined'], over('DeclineClassReopening', 'B.5-order', '已决定', 'it is decided already')),
  }),
  declare('reopening', 'DeclineClassReopening', {
    ...each(['open', 'approved'], unreached),
    declined: undone('ProposeClassReopening'),
  }),
  declare('amendment', 'ProposeClassAmendment', {
    open: undone('DeclineClassAmendment'),
    ...each(['approved', 'declined'], over('DeclineClassAmendment', 'B.5-order', '已决定', 'it is decided already')),
    started: undone('DeclineClassAmendment'),
  }),
  declare('amendment', 'ApproveClassAmendment', {
    ...each(['open', 'declined'], unreached),
    approved: undone(['ProposeClassAmendment', 'ApproveClassAmendment'], { money: 'restored' }),
    started: over(
      'ProposeClassAmendment',
      'B.5-order',
      '已开班；计划不再变更，开班有误的先撤回开班',
      'the class has started and its plan is not amended any more; if the start was wrong, take it back first',
    ),
  }),
  declare('amendment', 'DeclineClassAmendment', {
    ...each(['open', 'approved'], unreached),
    declined: undone('ProposeClassAmendment'),
    started: over('ProposeClassAmendment', 'B.5-order', '已开班', 'the class has started'),
  }),
  declare('publicity', 'OpenPublicity', {
    ...each(['open', 'closed'], undone('WithdrawPublicity')),
    confirmed: undone(['TakeBackConfirmation', 'WithdrawPublicity'], refusing('WithdrawPublicity', 'B.5-order')),
    withdrawn: over('WithdrawPublicity', 'B.5-order', '已撤回', 'it was withdrawn already'),
  }),
  declare('publicity', 'ClosePublicity', {
    open: unreached,
    closed: undone('WithdrawPublicity', {
      note: { zh: '个案回到待公示，须重新公示', en: 'the cases wait for publicity again and must be published anew' },
    }),
    confirmed: undone(['TakeBackConfirmation', 'WithdrawPublicity'], refusing('WithdrawPublicity', 'B.5-order')),
    withdrawn: over('WithdrawPublicity', 'B.5-order', '已撤回', 'it was withdrawn already'),
  }),
  declare('publicity', 'WithdrawPublicity', {
    ...each(['open', 'closed', 'confirmed'], unreached),
    withdrawn: undone('OpenPublicity', {
      note: { zh: '重新公示，期限重新计算', en: 'published anew, for the whole period' },
    }),
  }),
];

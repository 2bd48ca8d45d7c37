import { declare, each, none, over, undone, unreached, type Answer, type Declared } from './answer';
import { BEFORE_CONFIRMATION, DISPATCHED, ENDED, stagesFrom, UNDISPATCHED, type CaseStage } from './case-stages';

/** 建议: nothing changes before another person has decided; until then it is withdrawn by its proposer, or declined. */
const proposal = (command: string): Declared =>
  declare('case-correction', command, {
    open: undone('WithdrawCorrection', { or: [['DeclineCorrection']] }),
    approved: over(
      'WithdrawCorrection',
      'B.5-order',
      '已批准；按“批准更正”一栏撤销其效果',
      'it was approved; undo its effect as under ApproveCorrection',
    ),
    ...each(
      ['declined', 'withdrawn'],
      over('WithdrawCorrection', 'B.5-order', '建议已了结，未产生效果', 'the proposal is done with and had no effect'),
    ),
  });

const proposeAnew = {
  note: { zh: '用原来的建议命令重新提出', en: 'it is proposed anew with its own command' },
};

const bothAgain = { slot: 'restored', money: 'restored' } as const;

const approval = (variant: string, answers: Record<CaseStage, Answer>): Declared =>
  declare('case', 'ApproveCorrection', answers, variant);

const nowhere = { ...each(stagesFrom('enrolled'), unreached), ...each(ENDED, unreached) };

const overOnceEnded = (command: string): Record<(typeof ENDED)[number], Answer> =>
  each(
    ENDED,
    over(
      command,
      'B.5-order',
      '申请已结束，没有应付金额和收款账户；结束有误的先提出恢复',
      'the claim has ended, and nothing is due; if that was wrong, undo the ending first',
    ),
  );

const AMOUNT = ['ProposeAmountCorrection', 'ApproveCorrection'];
const ACCOUNT = ['ProposeAccountCorrection', 'ApproveCorrection'];
const CERTIFICATE = ['ProposeCertificateCorrection', 'ApproveCorrection'];
const REVOKE = ['ProposeRevocation', 'ApproveCorrection'];
const VOID = ['ProposeVoid', 'ApproveCorrection'];
const REPLACEMENT = ['ProposeReplacement', 'ApproveCorrection'];
const ANSWER = ['ProposeBankAnswerCorrection', 'ApproveCorrection'];

const againSince = none('此后又已结束或重新办理', 'the claim ended or was taken further since');

/** 恢复之后: what was restored ends again. */
const restored = (variant: string, undo: readonly string[], stages: readonly CaseStage[]): Declared =>
  approval(variant, { ...nowhere, ...each(stages, undone(undo, bothAgain)), ...each(ENDED, againSince) });

/** 补偿表: corrections of a case by two people, and of corrections. */
export const correctionCompensations: readonly Declared[] = [
  ...[
    'ProposeCertificateCorrection',
    'ProposeCertificateWithdrawal',
    'ProposeAmountCorrection',
    'ProposeAccountCorrection',
    'ProposeRevocation',
    'ProposeVoid',
    'ProposeUndoRejection',
    'ProposeUndoWithdrawal',
    'ProposeUndoRevocation',
    'ProposeUndoVoid',
    'ProposeWriteOff',
    'ProposeRecoveryReversal',
    'ProposeRecovery',
    'ProposeReplacement',
    'ProposeBankAnswerCorrection',
  ].map(proposal),
  declare('case-correction', 'WithdrawCorrection', {
    ...each(['open', 'approved', 'declined'], unreached),
    withdrawn: undone('ProposeAmountCorrection', proposeAnew),
  }),
  declare('case-correction', 'DeclineCorrection', {
    ...each(['open', 'approved', 'withdrawn'], unreached),
    declined: undone('ProposeAmountCorrection', proposeAnew),
  }),
  approval('CERTIFICATE', {
    ...nowhere,
    ...each([...UNDISPATCHED, 'paid'], undone(CERTIFICATE, bothAgain)),
    'at-bank': undone(CERTIFICATE, { slot: 'restored' }),
    returned: undone(CERTIFICATE, { slot: 'restored', money: 'found-anew' }),
    ...each(['certified', 'rejected', 'withdrawn'], undone(CERTIFICATE)),
    ...each(
      ['revoked', 'voided'],
      over('ProposeCertificateCorrection', 'B.5-order', '先提出恢复', 'undo the revocation or voiding first'),
    ),
  }),
  approval('CERTIFICATE_WITHDRAWAL', {
    ...nowhere,
    ...each(ENDED, againSince),
    ...each(stagesFrom('certified'), none('证书此后已重新登记', 'a certificate was recorded since')),
    ...each(['enrolled', 'rejected', 'withdrawn', 'revoked'], undone('RecordCertificate')),
  }),
  approval('AMOUNT', {
    ...nowhere,
    ...each([...UNDISPATCHED, 'paid'], undone(AMOUNT, { money: 'restored' })),
    'at-bank': undone(AMOUNT),
    returned: undone(AMOUNT, { money: 'found-anew' }),
    ...overOnceEnded('ProposeAmountCorrection'),
  }),
  approval('ACCOUNT', {
    ...nowhere,
    ...each([...UNDISPATCHED, ...DISPATCHED], undone(ACCOUNT)),
    ...overOnceEnded('ProposeAccountCorrection'),
  }),
  approval('REVOKE', {
    ...nowhere,
    ...each(stagesFrom('confirmed'), againSince),
    revoked: undone(['ProposeUndoRevocation', 'ApproveCorrection'], bothAgain),
    voided: over('ProposeUndoRevocation', 'B.5-order', '个案已作废；先恢复个案', 'the case is voided; undo that first'),
  }),
  restored('UNDO_REVOCATION', REVOKE, ['confirmed']),
  restored(
    'UNDO_REJECTION',
    ['RejectClaim'],
    BEFORE_CONFIRMATION.filter((stage) => stage !== 'publicity'),
  ),
  restored(
    'UNDO_WITHDRAWAL',
    ['WithdrawClaim'],
    BEFORE_CONFIRMATION.filter((stage) => stage !== 'publicity'),
  ),
  approval('VOID', {
    ...nowhere,
    ...each(stagesFrom('enrolled'), againSince),
    voided: undone(['ProposeUndoVoid', 'ApproveCorrection'], bothAgain),
  }),
  approval('REPLACEMENT', {
    ...nowhere,
    voided: undone(REPLACEMENT, {
      note: {
        zh: '补录之前改为另一人；已补录的，先作废补录的个案',
        en: 'another person is named until somebody is enrolled; afterwards that case is voided first',
      },
    }),
  }),
  approval('BANK_ANSWER', {
    ...nowhere,
    ...each(['paid', 'returned'], undone(ANSWER, bothAgain)),
    ...each(ENDED, againSince),
  }),
  approval('UNDO_VOID', {
    ...nowhere,
    ...each(['enrolled', 'certified'], undone(VOID)),
    ...each(
      BEFORE_CONFIRMATION.filter((stage) => stage !== 'publicity'),
      undone(VOID, bothAgain),
    ),
    confirmed: undone(VOID, bothAgain),
    ...each(['rejected', 'withdrawn', 'revoked'], undone(VOID)),
  }),
];

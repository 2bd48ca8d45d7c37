import { declare, each, none, over, refusing, undone, unreached, type Answer, type Declared } from './answer';
import {
  BEFORE_CONFIRMATION,
  DISPATCHED,
  ended,
  ENDED,
  revocation,
  stagesFrom,
  stepOnTheWay,
  UNDISPATCHED,
  type CaseStage,
} from './case-stages';

const VOID = ['ProposeVoid', 'ApproveCorrection'] as const;

/** 名额与资金一并恢复. */
const BOTH = { slot: 'restored', money: 'restored' } as const;

const again = none(
  '该步骤此后已重新办理，原收回不再有作用',
  'the step was taken again since, so that taking it back has no effect left',
);

/** A step that was taken back is taken again; later ones have overtaken it. */
const taken = (stage: CaseStage, redo: string | readonly string[]): Record<CaseStage, Answer> => ({
  ...each(stagesFrom('enrolled'), unreached),
  ...each(ENDED, again),
  ...each(stagesFrom(stage), again),
  [stage]: undone(redo),
});

const enrolled: Record<CaseStage, Answer> = {
  enrolled: undone(VOID, {
    note: {
      zh: '报错人员的，作废后由受理岗为正确的人员补录（EnrolLearner，填写被替换的个案）',
      en: 'of a wrong person: after the voiding a clerk enrols the right one in its place (EnrolLearner with replaces)',
    },
  }),
  certified: undone(VOID, { note: { zh: '证书编号随之释放', en: 'the certificate number is free again' } }),
  ...each(UNDISPATCHED, undone(VOID, BOTH)),
  'at-bank': undone(VOID, { slot: 'restored', money: 'waits-for-bank' }),
  paid: undone(VOID, { slot: 'restored', money: 'asked-back' }),
  returned: undone(VOID, { slot: 'restored', money: 'to-line' }),
  ...each(['rejected', 'withdrawn', 'revoked'], undone(VOID)),
  voided: over('ProposeVoid', 'B.5-order', '个案已作废', 'the case is voided already'),
};

const CORRECT = ['ProposeCertificateCorrection', 'ApproveCorrection'] as const;
const WITHDRAW = ['ProposeCertificateWithdrawal', 'ApproveCorrection'] as const;

/** Where a claim is under way it stands on the certificate, which is then corrected, not withdrawn. */
const certified: Record<CaseStage, Answer> = {
  enrolled: unreached,
  ...each(
    [...UNDISPATCHED, ...DISPATCHED],
    undone(CORRECT, {
      refusedNow: { command: 'ProposeCertificateWithdrawal', ruleId: 'B.5-order' },
      note: {
        zh: '等级、发证日期、职业随之改变的，名额移位、金额按新标准结算；根本没有发证的，先结束申请（撤回、驳回或撤销补贴），再撤回登记',
        en: 'where level, date or occupation change, the slot moves and the amount follows the other rate; if nothing was issued at all, end the claim first (withdraw, reject or revoke), then withdraw the record',
      },
    }),
  ),
  ...each(
    ['certified', 'rejected', 'withdrawn'],
    undone(WITHDRAW, {
      or: [CORRECT],
      note: {
        zh: '没有发证的撤回登记，编号随之释放；内容登记错误的提出更正',
        en: 'where nothing was issued the record is withdrawn and the number is free; a record that is wrong in part is corrected',
      },
    }),
  ),
  revoked: undone(WITHDRAW, refusing('ProposeCertificateCorrection', 'B.5-order')),
  voided: over(
    'ProposeCertificateCorrection',
    'B.5-order',
    '作废时编号已释放；作废有误的先恢复个案',
    'voiding freed the number; if that was wrong, undo the voiding first',
  ),
};

const submitted: Record<CaseStage, Answer> = {
  ...each(['enrolled', 'certified'], unreached),
  ...each(BEFORE_CONFIRMATION, undone('WithdrawClaim', { ...BOTH, or: [['RejectClaim']] })),
  ...each(
    ['confirmed', 'in-batch'],
    undone('WithdrawClaim', {
      ...BOTH,
      or: [['ProposeRevocation', 'ApproveCorrection']],
      ...refusing('RejectClaim', 'B.5-order'),
    }),
  ),
  ...revocation('WithdrawClaim', 'D.4-batch', 'restored'),
  returned: undone('WithdrawClaim', { slot: 'restored', money: 'to-line' }),
  ...ended('WithdrawClaim'),
};

/** An ending that is undone restores the claim where it ended; afterwards there is nothing left of it. */
const ending = (stage: 'rejected' | 'withdrawn', undo: readonly string[], from: readonly CaseStage[]) => ({
  ...each(stagesFrom('enrolled'), unreached),
  ...each(ENDED, unreached),
  ...each(
    from,
    none('此后已恢复或已重新申请', 'the claim was restored or made anew since, so that nothing of the ending is left'),
  ),
  [stage]: undone(undo, BOTH),
  voided: over(undo[0]!, 'B.5-order', '个案已作废；先恢复个案', 'the case is voided; undo that first'),
});

/** 标记与异议: a finding is changed before confirmation; after dispatch only the grant itself is revoked. */
const finding = (from: CaseStage, own: string): Record<CaseStage, Answer> => ({
  ...each(stagesFrom('enrolled'), unreached),
  ...each(
    BEFORE_CONFIRMATION.filter((stage) => stagesFrom(from).includes(stage)),
    undone(own),
  ),
  ...each(['confirmed', 'in-batch'], undone(['TakeBackConfirmation', own], refusing(own, 'B.5-order'))),
  ...revocation(own, 'B.5-order', 'released'),
  ...ended(own),
});

const supplementsOver = over(
  'TakeBackSupplementRequest',
  'B.5-order',
  '材料已补齐，或已免予补正受理',
  'the supplements were supplied, or waived by the acceptance',
);

/** 补偿表: the steps of a claim, from enrolment to confirmation. */
export const claimCompensations: readonly Declared[] = [
  declare('case', 'EnrolLearner', enrolled),
  declare('case', 'RecordCertificate', certified),
  declare('case', 'SubmitClaim', submitted),
  declare(
    'case',
    'WithdrawClaim',
    ending('withdrawn', ['ProposeUndoWithdrawal', 'ApproveCorrection'], stagesFrom('certified')),
  ),
  declare(
    'case',
    'RejectClaim',
    ending('rejected', ['ProposeUndoRejection', 'ApproveCorrection'], stagesFrom('certified')),
  ),
  declare('case', 'RequestSupplements', {
    ...each(stagesFrom('enrolled'), unreached),
    ...each(['submitted', ...stagesFrom('accepted'), ...ENDED], supplementsOver),
    supplements: undone('TakeBackSupplementRequest'),
  }),
  declare('case', 'TakeBackSupplementRequest', taken('submitted', 'RequestSupplements')),
  declare('case', 'SupplyDocuments', {
    ...stepOnTheWay('submitted', 'RequestSupplements'),
    supplements: undone(['TakeBackSupplementRequest', 'RequestSupplements']),
  }),
  declare('case', 'AcceptClaim', stepOnTheWay('accepted', 'TakeBackAcceptance')),
  declare('case', 'TakeBackAcceptance', taken('submitted', 'AcceptClaim')),
  declare('case', 'RecordFirstReview', stepOnTheWay('first-reviewed', 'TakeBackFirstReview')),
  declare('case', 'TakeBackFirstReview', taken('accepted', 'RecordFirstReview')),
  declare('case', 'RecordSecondReview', stepOnTheWay('second-reviewed', 'TakeBackSecondReview')),
  declare('case', 'TakeBackSecondReview', taken('first-reviewed', 'RecordSecondReview')),
  declare('case', 'CloseFlag', finding('submitted', 'ReopenFlag')),
  ...['RaiseFlag', 'ReopenFlag'].map((command) =>
    declare('case', command, {
      ...each(stagesFrom('enrolled'), unreached),
      ...each(BEFORE_CONFIRMATION, undone('CloseFlag')),
      ...each(stagesFrom('confirmed'), again),
      ...ended('CloseFlag'),
      revoked: unreached,
    }),
  ),
  declare('case', 'LodgeObjection', {
    ...each(stagesFrom('enrolled'), unreached),
    ...each(['publicity', 'publicity-ended'], undone('WithdrawObjection', { or: [['ResolveObjection']] })),
    ...ended('WithdrawObjection'),
    revoked: unreached,
  }),
  declare('case', 'WithdrawObjection', {
    ...each(stagesFrom('enrolled'), unreached),
    ...each(['publicity', 'publicity-ended'], undone('LodgeObjection')),
    ...each(
      [...stagesFrom('confirmed'), ...ENDED],
      over(
        'LodgeObjection',
        'B.5-order',
        '确认之后不再受理异议；请向确认人员举报，由其收回确认或提出更正',
        'objections end with the confirmation; report it to a confirmer, who takes the confirmation back or proposes a correction',
      ),
    ),
  }),
  declare('case', 'ResolveObjection', finding('publicity', 'TakeBackObjectionResolution')),
  declare('case', 'TakeBackObjectionResolution', {
    ...each(stagesFrom('enrolled'), unreached),
    ...each(['publicity', 'publicity-ended'], undone('ResolveObjection')),
    ...each(stagesFrom('confirmed'), again),
    ...ended('ResolveObjection'),
    revoked: unreached,
  }),
  declare('case', 'ConfirmClaim', {
    ...stepOnTheWay('confirmed', 'TakeBackConfirmation', 'D.4-batch'),
    rejected: unreached,
  }),
  declare('case', 'TakeBackConfirmation', taken('publicity-ended', 'ConfirmClaim')),
  declare('case', 'PlaceHold', {
    ...each(['enrolled', 'certified', 'at-bank', 'paid'], unreached),
    ...each([...UNDISPATCHED, 'returned', ...ENDED], undone('ReleaseHold')),
  }),
  declare('case', 'ReleaseHold', {
    ...each(['enrolled', 'certified'], unreached),
    ...each([...UNDISPATCHED, 'returned'], undone('PlaceHold')),
    ...revocation('PlaceHold', 'D.4-batch', 'released'),
    returned: undone('PlaceHold'),
    ...ended('PlaceHold'),
  }),
];

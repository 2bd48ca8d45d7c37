import { declare, each, none, over, refusing, undone, unreached, type Declared } from './answer';
import { BEFORE_CONFIRMATION, ENDED, stagesFrom } from './case-stages';

const GONE = over(
  'CancelBatch',
  'B.5-order',
  '批次已发往银行，不能取消；等回盘后逐案更正、撤销补贴或重发',
  'the batch is with the bank and cannot be cancelled; after its answer correct, revoke or reissue case by case',
);

const gone = (command: string) =>
  each(
    ['dispatched', 'answered', 'cancelled'],
    over(command, 'B.5-order', '批次已发送或已取消', 'the batch was dispatched or cancelled'),
  );

const again = none('该步骤此后已重新办理', 'the step was taken again since');

const REVERSAL = ['ProposeRecoveryReversal', 'ApproveCorrection'];

/** 补偿表: payment, and what is asked back. */
export const payoutCompensations: readonly Declared[] = [
  declare('batch', 'MakeBatch', {
    ...each(['made', 'checked', 'signed'], undone('CancelBatch')),
    ...each(['dispatched', 'answered'], GONE),
    cancelled: over('CancelBatch', 'B.5-order', '已取消', 'it is cancelled already'),
  }),
  declare('batch', 'CheckBatch', {
    made: unreached,
    checked: undone('TakeBackCheck'),
    signed: undone(['TakeBackSignature', 'TakeBackCheck'], refusing('TakeBackCheck', 'B.5-order')),
    ...gone('TakeBackCheck'),
  }),
  declare('batch', 'TakeBackCheck', {
    made: undone('CheckBatch'),
    ...each(['checked', 'signed', 'dispatched', 'answered'], again),
    cancelled: over('CheckBatch', 'B.5-order', '批次已取消', 'the batch is cancelled'),
  }),
  declare('batch', 'SignBatch', {
    ...each(['made', 'checked'], unreached),
    signed: undone('TakeBackSignature'),
    ...gone('TakeBackSignature'),
  }),
  declare('batch', 'TakeBackSignature', {
    made: none('复核也已收回', 'the check was taken back as well'),
    checked: undone('SignBatch'),
    ...each(['signed', 'dispatched', 'answered'], again),
    cancelled: over('SignBatch', 'B.5-order', '批次已取消', 'the batch is cancelled'),
  }),
  declare('batch', 'CancelBatch', {
    ...each(['made', 'checked', 'signed', 'dispatched', 'answered'], unreached),
    cancelled: undone('MakeBatch', {
      note: { zh: '同样的个案另编一个批次', en: 'another batch is made of the same cases' },
    }),
  }),
  declare('batch', 'DispatchBatch', {
    ...each(['made', 'checked', 'signed', 'cancelled'], unreached),
    dispatched: undone(['ProposeRevocation', 'ApproveCorrection'], {
      slot: 'released',
      money: 'waits-for-bank',
      ...refusing('CancelBatch', 'B.5-order'),
      note: { zh: '逐案办理；等回盘后结算', en: 'case by case; it is settled once the bank has answered' },
    }),
    answered: undone(['ProposeRevocation', 'ApproveCorrection'], {
      slot: 'released',
      money: 'asked-back',
      ...refusing('CancelBatch', 'B.5-order'),
      note: {
        zh: '逐案办理；已拨付的追回，退票的释放',
        en: 'case by case; what was paid is asked back, what bounced is released',
      },
    }),
  }),
  declare('batch', 'RecordBankAnswer', {
    ...each(['made', 'checked', 'signed', 'cancelled'], unreached),
    ...each(
      ['dispatched', 'answered'],
      none(
        '银行回盘是事实，不予撤回；银行此后退票的，登记新的回盘；登记有误的，逐案由两人更正（ProposeBankAnswerCorrection）',
        'what the bank answers is a fact and is not taken back; a later return is a new answer, and one that was recorded wrongly is corrected case by case by two people (ProposeBankAnswerCorrection)',
      ),
    ),
  }),
  declare('case', 'FundSupplement', {
    ...each([...stagesFrom('enrolled'), ...ENDED], unreached),
    ...each(
      [...BEFORE_CONFIRMATION, 'confirmed'],
      undone(['ProposeAmountCorrection', 'ApproveCorrection'], {
        money: 'restored',
        note: {
          zh: '资金随应付金额走：更正应付金额，补列的资金随即退回',
          en: 'money follows what is due: correct that, and the supplement goes back where it came from',
        },
      }),
    ),
    ...each(
      stagesFrom('in-batch'),
      none('已列入批次或已拨付的，按更正金额办理', 'once in a batch or paid, correct the amount as at that stage'),
    ),
    ...each(ENDED, none('申请结束时资金已退回', 'the money went back when the claim ended')),
  }),
  declare('case', 'SettleDue', {
    ...each([...stagesFrom('enrolled'), ...ENDED], unreached),
    ...each(
      ['paid', 'returned', ...ENDED],
      none(
        '系统按两人批准的更正自行结算；结算有误的，更正那一项更正',
        'the system carries out what two people decided; if it is wrong, correct that correction',
      ),
    ),
  }),
  declare(
    'recovery',
    'ApproveCorrection',
    {
      open: undone(['ProposeWriteOff', 'ApproveCorrection'], { money: 'restored' }),
      partly: undone([...REVERSAL, 'ProposeWriteOff', 'ApproveCorrection'], { money: 'restored' }),
      closed: undone([...REVERSAL, 'ProposeWriteOff', 'ApproveCorrection'], {
        money: 'restored',
        ...refusing('ProposeWriteOff', 'B.5-order'),
      }),
      'written-off': over('ProposeWriteOff', 'B.5-order', '已核销', 'it is written off already'),
    },
    'REOPEN_RECOVERY',
  ),
  declare('recovery', 'RecordRecovery', {
    open: unreached,
    ...each(['partly', 'closed', 'written-off'], undone(REVERSAL, { money: 'restored' })),
  }),
  declare(
    'recovery',
    'ApproveCorrection',
    {
      open: undone('RecordRecovery', { money: 'restored' }),
      ...each(['partly', 'closed', 'written-off'], again),
    },
    'RECOVERY_REVERSAL',
  ),
  declare('recovery', 'CloseRecovery', {
    ...each(['open', 'partly', 'written-off'], unreached),
    closed: none(
      '办结不动资金；某笔入账有误的冲回该笔（ProposeRecoveryReversal），追回随之恢复',
      'closing moves nothing; if an entry was wrong, reverse it (ProposeRecoveryReversal), and the recovery is open again',
    ),
  }),
  declare(
    'recovery',
    'ApproveCorrection',
    {
      open: none('核销后已重新开立', 'it was opened again after the write-off'),
      ...each(['partly', 'closed'], unreached),
      'written-off': undone(['ProposeRecovery', 'ApproveCorrection'], { money: 'restored' }),
    },
    'WRITE_OFF',
  ),
];

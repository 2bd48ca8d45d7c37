import type { AnyCommandSpec } from '@ledger/kernel';
import { approveCorrection } from './approve-correction.decide';
import { declineCorrection } from './decline-correction.decide';
import { proposeAccountCorrection } from './propose-account-correction.decide';
import { proposeAmountCorrection } from './propose-amount-correction.decide';
import { proposeBankAnswerCorrection } from './propose-bank-answer-correction.decide';
import { proposeCertificateCorrection } from './propose-certificate-correction.decide';
import { proposeRecovery } from './propose-recovery.decide';
import { proposeReplacement } from './propose-replacement.decide';
import { proposeCertificateWithdrawal } from './propose-certificate-withdrawal.decide';
import { proposeRecoveryReversal } from './propose-recovery-reversal.decide';
import { proposeRevocation } from './propose-revocation.decide';
import {
  proposeUndoRejection,
  proposeUndoRevocation,
  proposeUndoVoid,
  proposeUndoWithdrawal,
} from './propose-undo.decide';
import { proposeVoid } from './propose-void.decide';
import { proposeWriteOff } from './propose-write-off.decide';
import { withdrawCorrection } from './withdraw-correction.decide';

/** 更正: what one person proposes and another decides. */
export const correctionCommands: readonly AnyCommandSpec[] = [
  proposeCertificateCorrection,
  proposeCertificateWithdrawal,
  proposeAmountCorrection,
  proposeAccountCorrection,
  proposeVoid,
  proposeReplacement,
  proposeRevocation,
  proposeUndoRejection,
  proposeUndoWithdrawal,
  proposeUndoRevocation,
  proposeUndoVoid,
  proposeWriteOff,
  proposeRecovery,
  proposeBankAnswerCorrection,
  proposeRecoveryReversal,
  approveCorrection,
  declineCorrection,
  withdrawCorrection,
];

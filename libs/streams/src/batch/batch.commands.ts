import type { AnyCommandSpec } from '@ledger/kernel';
import { recordBankAnswer } from './answer/record-bank-answer.decide';
import { checkBatch } from './checking/check-batch.decide';
import { takeBackCheck } from './checking/take-back-check.decide';
import { dispatchBatch } from './dispatch/dispatch-batch.decide';
import { cancelBatch } from './making/cancel-batch.decide';
import { makeBatch } from './making/make-batch.decide';
import { signBatch } from './signing/sign-batch.decide';
import { takeBackSignature } from './signing/take-back-signature.decide';

/** 拨付批次, in the order of the procedure. */
export const batchCommands: readonly AnyCommandSpec[] = [
  makeBatch,
  checkBatch,
  takeBackCheck,
  signBatch,
  takeBackSignature,
  dispatchBatch,
  cancelBatch,
  recordBankAnswer,
];

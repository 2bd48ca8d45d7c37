import type { Label } from '@ledger/kernel';
import type { BatchEventMap } from './batch.events';

const name = (zh: string, en: string): Label => ({ zh, en });

/** What each event of a payment batch is called. */
export const BATCH_EVENT_NAMES: Readonly<Record<keyof BatchEventMap, Label>> = {
  BatchMade: name('编制批次', 'Batch made'),
  BatchChecked: name('批次复核', 'Batch checked'),
  BatchCheckTakenBack: name('收回复核', 'Check taken back'),
  BatchSigned: name('批次签发', 'Batch signed'),
  BatchSignatureTakenBack: name('收回签发', 'Signature taken back'),
  BatchDispatched: name('批次发送', 'Batch dispatched'),
  BatchCancelled: name('取消批次', 'Batch cancelled'),
  BankAnswerRecorded: name('银行回盘', "Bank's answer recorded"),
  BankAnswerCorrected: name('更正银行回盘', "Bank's answer corrected"),
};

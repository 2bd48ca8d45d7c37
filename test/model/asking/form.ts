import { documentOf } from '@ledger/simulation';

/** What a command's form holds beside what the model judges: reasons, opinions, documents. */
const EXTRAS: Readonly<Record<string, readonly ('reason' | 'opinion' | 'document' | 'summary' | 'cause')[]>> = {
  AllotFunds: ['document'],
  DeclineFundCorrection: ['reason'],
  ProposeQuotaException: ['reason', 'document'],
  DeclineQuotaException: ['reason'],
  ReturnClass: ['reason'],
  ProposeClassAmendment: ['reason', 'document'],
  DeclineClassAmendment: ['reason'],
  CancelClass: ['reason'],
  DeclineClassReopening: ['reason'],
  TakeBackClassCancellation: ['reason', 'document'],
  TakeBackClassStart: ['reason', 'document'],
  TakeBackClassFinish: ['reason', 'document'],
  WithdrawProvincialRegistration: ['reason', 'document'],
  CorrectAttendance: ['reason', 'document'],
  CorrectResults: ['reason', 'document'],
  WithdrawClaim: ['reason'],
  TakeBackAcceptance: ['reason', 'document'],
  TakeBackSupplementRequest: ['reason', 'document'],
  RecordFirstReview: ['opinion'],
  TakeBackFirstReview: ['reason', 'document'],
  RecordSecondReview: ['opinion'],
  TakeBackSecondReview: ['reason', 'document'],
  RejectClaim: ['opinion'],
  CloseFlag: ['opinion'],
  ReopenFlag: ['reason', 'document'],
  WithdrawPublicity: ['reason', 'document'],
  LodgeObjection: ['summary'],
  ResolveObjection: ['opinion'],
  WithdrawObjection: ['reason'],
  TakeBackObjectionResolution: ['reason', 'document'],
  TakeBackConfirmation: ['reason', 'document'],
  PlaceHold: ['cause'],
  ReleaseHold: ['reason', 'document'],
  DeclineCorrection: ['reason'],
  WithdrawCorrection: ['reason'],
  RecordRecovery: ['document'],
  CancelBatch: ['reason'],
  TakeBackCheck: ['reason'],
  TakeBackSignature: ['reason'],
};
const PROPOSAL = ['reason', 'document'] as const;

export function extrasOf(command: string, at: string): object {
  const wanted = EXTRAS[command] ?? (command.startsWith('Propose') ? PROPOSAL : []);
  const on = at.slice(0, 10);
  const words = {
    reason: '办理有误，按文件更正',
    opinion: '材料齐全，与系统登记一致',
    summary: '反映未参加培训',
    cause: '接到举报，先行核实',
    document: documentOf('CORRECTION_DECISION', on, 1),
  };
  return Object.fromEntries(wanted.map((name) => [name, words[name]]));
}

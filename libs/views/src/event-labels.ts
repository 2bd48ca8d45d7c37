import type { Label } from '@ledger/kernel';
import type { BatchEventMap } from '@ledger/streams/batch';
import type { CaseEventMap } from '@ledger/streams/case';
import type { CatalogueEventMap } from '@ledger/streams/catalogue';
import type { CertificateEventMap } from '@ledger/streams/certificate';
import type { ClassEventMap } from '@ledger/streams/class';
import type { FundEventMap } from '@ledger/streams/fund';
import type { LedgerEventMap } from '@ledger/streams/ledger';
import type { OrgEventMap } from '@ledger/streams/org';
import type { PersonEventMap } from '@ledger/streams/person';
import type { PolicyEventMap } from '@ledger/streams/policy';
import type { PublicityEventMap } from '@ledger/streams/publicity';

type Labels<K extends PropertyKey> = Readonly<Record<K, Label>>;
const label = (zh: string, en: string): Label => ({ zh, en });

/* What every event is called, stream by stream. */

export const CASE_EVENT_LABELS: Labels<keyof CaseEventMap> = {
  LearnerEnrolled: label('报名', 'Enrolled'),
  CaseReplaced: label('已由新个案替代', 'Replaced by another case'),
  ReplacementGivenBack: label('替代未成', 'Replacement given back'),
  CertificateRecorded: label('登记证书', 'Certificate recorded'),
  ClaimSubmitted: label('申请', 'Claim submitted'),
  SupplementsRequested: label('要求补正', 'Supplements requested'),
  SupplementRequestTakenBack: label('收回补正要求', 'Request for supplements taken back'),
  SupplementsSupplied: label('已补正', 'Supplements supplied'),
  ClaimAccepted: label('受理', 'Claim accepted'),
  ClaimAcceptanceTakenBack: label('收回受理', 'Acceptance taken back'),
  ClaimFirstReviewed: label('初审', 'First review'),
  FirstReviewTakenBack: label('收回初审', 'First review taken back'),
  ClaimSecondReviewed: label('复审', 'Second review'),
  SecondReviewTakenBack: label('收回复审', 'Second review taken back'),
  FlagClosed: label('核查标记关闭', 'Review flag closed'),
  FlagReopened: label('核查标记重开', 'Review flag opened again'),
  PublicityBegun: label('开始公示', 'Publicity begun'),
  PublicityEnded: label('公示期满', 'Publicity ended'),
  PublicityLineWithdrawn: label('撤回公示', 'Publicity withdrawn'),
  ObjectionLodged: label('提出异议', 'Objection lodged'),
  ObjectionResolved: label('异议处理', 'Objection resolved'),
  ObjectionWithdrawn: label('撤回异议', 'Objection withdrawn'),
  ObjectionResolutionTakenBack: label('收回异议处理', 'Resolution of the objection taken back'),
  ClaimConfirmed: label('确认', 'Claim confirmed'),
  ConfirmationTakenBack: label('收回确认', 'Confirmation taken back'),
  ClaimRejected: label('驳回', 'Claim rejected'),
  ClaimWithdrawn: label('撤回申请', 'Claim withdrawn'),
  HoldPlaced: label('暂停拨付', 'Hold placed'),
  HoldReleased: label('解除暂停', 'Hold released'),
  CorrectionProposed: label('提出更正', 'Correction proposed'),
  CorrectionDeclined: label('不同意更正', 'Correction declined'),
  CorrectionWithdrawn: label('撤回更正建议', 'Correction withdrawn'),
  CertificateCorrected: label('更正证书', 'Certificate corrected'),
  CertificateRecordUndone: label('撤回证书登记', 'Certificate record withdrawn'),
  AmountCorrected: label('更正金额', 'Amount corrected'),
  AccountCorrected: label('更正收款账户', 'Account corrected'),
  GrantRevoked: label('撤销补贴', 'Grant revoked'),
  RevocationUndone: label('恢复被撤销的补贴', 'Revocation undone'),
  RejectionUndone: label('恢复被驳回的申请', 'Rejection undone'),
  WithdrawalUndone: label('恢复已撤回的申请', 'Withdrawal undone'),
  CaseVoided: label('个案作废', 'Case voided'),
  VoidUndone: label('恢复已作废的个案', 'Voiding undone'),
  SupplementFunded: label('补付落实资金', 'Supplement funded'),
  PayoutAssigned: label('编入批次', 'Put into a batch'),
  PayoutUnassigned: label('移出批次', 'Left out of its batch'),
  PayoutInstructed: label('支付指令已发', 'Payment instructed'),
  PayoutInstructionTakenBack: label('支付指令收回', 'Payment instruction taken back'),
  PayoutSettled: label('到账', 'Payment settled'),
  PayoutRejected: label('银行拒付', 'Payment rejected'),
  PayoutReturned: label('退票', 'Payment returned'),
  DueSettled: label('按回盘结算应付', "What is due settled after the bank's answer"),
  RecoveryOpened: label('追回立案', 'Recovery opened'),
  RecoveryRecorded: label('追回到账', 'Recovery received'),
  RecoveryEntryReversed: label('追回冲回', 'Recovery entry reversed'),
  RecoveryClosed: label('追回结案', 'Recovery closed'),
};

const CLASS_EVENT_LABELS: Labels<keyof ClassEventMap> = {
  ClassFiled: label('开班备案', 'Class filed'),
  ClassReturned: label('备案退回', 'Filing handed back'),
  ClassReturnTakenBack: label('撤回退回备案', 'Return of the filing taken back'),
  ClassApproved: label('开班核准', 'Class approved'),
  AmendmentProposed: label('提出变更', 'Amendment proposed'),
  AmendmentDeclined: label('不同意变更', 'Amendment declined'),
  ClassAmended: label('班期变更', 'Class amended'),
  ClassCancelled: label('取消班期', 'Class cancelled'),
  ClassCancellationTakenBack: label('撤回取消班期', 'Cancellation taken back'),
  ProvincialRegistrationRecorded: label('登记省系统编号', 'Provincial registration recorded'),
  ProvincialRegistrationWithdrawn: label('撤回省系统编号', 'Provincial registration withdrawn'),
  ClassStarted: label('开班', 'Class started'),
  ClassStartTakenBack: label('收回开班', 'Start taken back'),
  PlaceTaken: label('占用名额', 'Place taken'),
  PlaceGivenBack: label('退出名额', 'Place given back'),
  SessionHeld: label('课次', 'Session held'),
  SessionRecordWithdrawn: label('撤回课次', 'Session record withdrawn'),
  AttendanceRecorded: label('考勤', 'Attendance recorded'),
  AttendanceCorrected: label('更正考勤', 'Attendance corrected'),
  ClassFinished: label('结业', 'Class finished'),
  ClassFinishTakenBack: label('收回结业', 'Finish taken back'),
  ResultsRecorded: label('登记成绩', 'Results recorded'),
  ResultsCorrected: label('更正成绩', 'Results corrected'),
  ClassDrawn: label('支用班期资金', 'Drawn on the class'),
  DrawGivenBack: label('退回班期资金', 'Draw given back'),
  DrawChanged: label('更正支用', 'Draw changed'),
  ClassClosed: label('班期结清', 'Class closed'),
  ClassReopened: label('班期重开', 'Class opened again'),
};

const FUND_EVENT_LABELS: Labels<keyof FundEventMap> = {
  CityLineOpened: label('设立市级专账', 'City line opened'),
  AllotmentTaken: label('市级分出', 'Allotment taken'),
  AllotmentGivenBack: label('分配未成退回', 'Allotment given back'),
  AllotmentReturned: label('单位退回', 'Allotment returned'),
  FundsAllotted: label('分配到账', 'Funds allotted'),
  AllotmentReturnTaken: label('退回市级', 'Returned to the city'),
  FundsEncumbered: label('占用', 'Encumbered'),
  EncumbranceReleased: label('释放占用', 'Encumbrance released'),
  PayoutsDispatched: label('批次发送', 'Payouts dispatched'),
  PayoutsAnswered: label('银行回盘', 'Payouts answered'),
  PayoutsReturned: label('退票', 'Payouts returned'),
  OwedReleased: label('释放退票款', 'Owed money released'),
  FundsRecovered: label('追回到账', 'Funds recovered'),
  RecoveryEntryReversed: label('追回冲回', 'Recovery entry reversed'),
  InterestRecorded: label('利息入账', 'Interest recorded'),
  InterestEntryReversed: label('利息冲回', 'Interest entry reversed'),
};

const PERSON_EVENT_LABELS: Labels<keyof PersonEventMap> = {
  PersonRegistered: label('人员登记', 'Person registered'),
  PersonDetailsCorrectionProposed: label('提出信息更正', 'Correction of details proposed'),
  PersonDetailsCorrected: label('信息更正', 'Details corrected'),
  PersonDetailsCorrectionDeclined: label('不同意信息更正', 'Correction of details declined'),
  CategoryRecorded: label('登记人员类别', 'Category recorded'),
  CategoryWithdrawn: label('撤回人员类别', 'Category withdrawn'),
  SlotReserved: label('占用补贴次数', 'Slot reserved'),
  SlotReleased: label('退回补贴次数', 'Slot released'),
  SlotMoved: label('变更补贴次数', 'Slot moved'),
  SlotPaid: label('补贴次数已拨付', 'Slot paid'),
  QuotaExceptionProposed: label('提出次数例外', 'Exception to the quota proposed'),
  QuotaExceptionApproved: label('同意次数例外', 'Exception to the quota approved'),
  QuotaExceptionDeclined: label('不同意次数例外', 'Exception to the quota declined'),
  QuotaExceptionWithdrawn: label('撤回次数例外', 'Exception to the quota withdrawn'),
  KeyDestructionProposed: label('提出销毁密钥', 'Key destruction proposed'),
  KeyDestructionDeclined: label('不同意销毁密钥', 'Key destruction declined'),
  KeyDestroyed: label('密钥销毁', 'Key destroyed'),
};

const ORG_EVENT_LABELS: Labels<keyof OrgEventMap> = {
  OrganisationRegistered: label('机构登记', 'Organisation registered'),
  OrganisationDetailsCorrected: label('机构信息更正', 'Details of the organisation corrected'),
  OrgAccountChangeProposed: label('提出变更基本账户', 'Change of account proposed'),
  OrgAccountChanged: label('变更基本账户', 'Account changed'),
  OrgAccountChangeDeclined: label('不同意变更账户', 'Change of account declined'),
  OrganisationListed: label('列入目录', 'Listed'),
  OrgScopeChanged: label('变更业务范围', 'Scope changed'),
  OrganisationSuspended: label('暂停', 'Suspended'),
  SuspensionLifted: label('解除暂停', 'Suspension lifted'),
  OrganisationDelisted: label('移出目录', 'De-listed'),
  ListingEntryWithdrawn: label('撤回目录记录', 'Listing entry withdrawn'),
};

const POLICY_EVENT_LABELS: Labels<keyof PolicyEventMap> = {
  PolicyDocumentPublished: label('发布文件', 'Document published'),
  PolicyDocumentWithdrawn: label('撤回文件', 'Document withdrawn'),
  ParameterSet: label('设定参数', 'Parameter set'),
  ParameterWithdrawn: label('撤回参数', 'Parameter withdrawn'),
  RateAdded: label('新增标准', 'Rate added'),
  RateEnded: label('标准终止', 'Rate ended'),
  RateEndingWithdrawn: label('撤回标准终止', 'Ending of the rate withdrawn'),
  RateWithdrawn: label('撤回标准', 'Rate withdrawn'),
  RateConfirmationProposed: label('提出确认标准', 'Confirmation of the rate proposed'),
  RateConfirmed: label('标准已确认', 'Rate confirmed'),
  RateConfirmationDeclined: label('不同意确认标准', 'Confirmation of the rate declined'),
  RateConfirmationWithdrawn: label('撤回标准确认', 'Confirmation of the rate withdrawn'),
  CalendarYearPublished: label('发布工作日历', 'Working calendar published'),
};

const CATALOGUE_EVENT_LABELS: Labels<keyof CatalogueEventMap> = {
  ProjectListed: label('项目列入目录', 'Project listed'),
  ProjectDelisted: label('项目移出目录', 'Project de-listed'),
  ProjectDelistingWithdrawn: label('撤回项目移出', 'De-listing of the project withdrawn'),
  ProjectListingWithdrawn: label('撤回项目列入', 'Listing of the project withdrawn'),
  OccupationListed: label('职业列入目录', 'Occupation listed'),
  OccupationDelisted: label('职业移出目录', 'Occupation de-listed'),
  OccupationDelistingWithdrawn: label('撤回职业移出', 'De-listing of the occupation withdrawn'),
  OccupationListingWithdrawn: label('撤回职业列入', 'Listing of the occupation withdrawn'),
};

export const BATCH_EVENT_LABELS: Labels<keyof BatchEventMap> = {
  BatchMade: label('编制批次', 'Batch made'),
  BatchChecked: label('批次复核', 'Batch checked'),
  BatchCheckTakenBack: label('收回复核', 'Check taken back'),
  BatchSigned: label('批次签发', 'Batch signed'),
  BatchSignatureTakenBack: label('收回签发', 'Signature taken back'),
  BatchDispatched: label('批次发送', 'Batch dispatched'),
  BatchCancelled: label('取消批次', 'Batch cancelled'),
  BankAnswerRecorded: label('银行回盘', "Bank's answer recorded"),
};

const PUBLICITY_EVENT_LABELS: Labels<keyof PublicityEventMap> = {
  PublicityOpened: label('公示名单', 'List opened'),
  PublicityClosed: label('公示期满', 'List closed'),
  PublicityWithdrawn: label('撤回公示', 'List withdrawn'),
};

const CERTIFICATE_EVENT_LABELS: Labels<keyof CertificateEventMap> = {
  CertificateNumberTaken: label('占用证书编号', 'Certificate number taken'),
  CertificateNumberGivenBack: label('退出证书编号', 'Certificate number given back'),
};

const LEDGER_EVENT_LABELS: Labels<keyof LedgerEventMap | 'CommandRefused'> = {
  LedgerOpened: label('建账', 'Ledger opened'),
  CommandRefused: label('拒绝办理', 'Command refused'),
};

/** Every event type of every stream; a type that two streams share means the same on both. */
export const EVENT_LABELS = {
  ...FUND_EVENT_LABELS,
  ...CASE_EVENT_LABELS,
  ...CLASS_EVENT_LABELS,
  ...PERSON_EVENT_LABELS,
  ...ORG_EVENT_LABELS,
  ...POLICY_EVENT_LABELS,
  ...CATALOGUE_EVENT_LABELS,
  ...BATCH_EVENT_LABELS,
  ...PUBLICITY_EVENT_LABELS,
  ...CERTIFICATE_EVENT_LABELS,
  ...LEDGER_EVENT_LABELS,
} as const;

/** An event type's name; the type itself where it is not one of this program's. */
export const eventLabel = (type: string): Label =>
  (EVENT_LABELS as Readonly<Record<string, Label>>)[type] ?? { zh: type, en: type };

import type { Label } from '@ledger/kernel';
import { BATCH_EVENT_NAMES } from '@ledger/streams/batch';
import { CASE_EVENT_NAMES } from '@ledger/streams/case';
import type { CatalogueEventMap } from '@ledger/streams/catalogue';
import type { CertificateEventMap } from '@ledger/streams/certificate';
import { CLASS_EVENT_NAMES } from '@ledger/streams/class';
import type { FundEventMap } from '@ledger/streams/fund';
import type { LedgerEventMap } from '@ledger/streams/ledger';
import type { OrgEventMap } from '@ledger/streams/org';
import type { PersonEventMap } from '@ledger/streams/person';
import type { PolicyEventMap } from '@ledger/streams/policy';
import type { PublicityEventMap } from '@ledger/streams/publicity';

type Labels<K extends PropertyKey> = Readonly<Record<K, Label>>;
const label = (zh: string, en: string): Label => ({ zh, en });

/* What every event is called, stream by stream; a refusal names those of cases, classes and batches itself. */

export const CASE_EVENT_LABELS = CASE_EVENT_NAMES;
export const BATCH_EVENT_LABELS = BATCH_EVENT_NAMES;

const FUND_EVENT_LABELS: Labels<keyof FundEventMap> = {
  CityLineOpened: label('设立市级专账', 'City line opened'),
  CityTotalCorrected: label('更正专账总额', 'Total of the city line corrected'),
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
  AnswerCorrected: label('更正回盘', 'Answer corrected'),
  OwedReleased: label('释放退票款', 'Owed money released'),
  RecoveryAsked: label('追回应收', 'Asked back'),
  RecoveryDropped: label('不再追回', 'No longer asked back'),
  FundsRecovered: label('追回到账', 'Funds recovered'),
  RecoveryEntryReversed: label('追回冲回', 'Recovery entry reversed'),
  FundCorrectionProposed: label('提出资金更正', 'Correction of the line proposed'),
  FundCorrectionDeclined: label('不同意资金更正', 'Correction of the line declined'),
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
  SlotPaidTakenBack: label('撤回补贴次数已拨付', 'Payment of the slot taken back'),
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
  ...CLASS_EVENT_NAMES,
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

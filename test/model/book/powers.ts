import type { Ask } from './ask';
import type { Books } from './books';
import type { Ruling } from './ruling';

type Whose = 'city' | 'unit' | 'units' | 'org' | 'person' | 'any';

const INSTITUTION = { INSTITUTION: 'org', EMPLOYER: 'org' } as const;
const CLERK = { CLERK: 'unit' } as const;
const CONFIRMER = { CONFIRMER: 'unit' } as const;
const REVIEWER = { REVIEWER: 'unit' } as const;
const CLAIMANT = { LEARNER: 'person', ...INSTITUTION } as const;
const PROPOSER = { ...CLERK, ...REVIEWER, ...CLAIMANT, EVALUATOR: 'org' } as const;
const MAKER = { PAY_MAKER: 'unit' } as const;
const CHECKER = { PAY_CHECKER: 'unit' } as const;
const SIGNER = { PAY_SIGNER: 'unit' } as const;
const EXAMINER = { EVALUATOR: 'org', ...INSTITUTION } as const;

/** 岗位权限: who may do what on whose matters. */
const POWERS: Readonly<Record<string, Readonly<Record<string, Whose>>>> = {
  AllotFunds: { FUND_ADMIN: 'city' },
  ProposeAllotmentReturn: { FUND_ADMIN: 'city' },
  ApproveFundCorrection: { FUND_ADMIN: 'city' },
  DeclineFundCorrection: { FUND_ADMIN: 'city' },
  ProposeQuotaException: CLERK,
  ApproveQuotaException: CONFIRMER,
  DeclineQuotaException: CONFIRMER,
  FileClass: INSTITUTION,
  ReturnClass: CLERK,
  ApproveClass: CLERK,
  ProposeClassAmendment: INSTITUTION,
  ApproveClassAmendment: CLERK,
  DeclineClassAmendment: CLERK,
  CancelClass: CLERK,
  RecordProvincialRegistration: { ...INSTITUTION, ...CLERK },
  StartClass: INSTITUTION,
  RecordSession: INSTITUTION,
  RecordAttendance: INSTITUTION,
  FinishClass: INSTITUTION,
  RecordResults: EXAMINER,
  CloseClass: CLERK,
  ProposeClassReopening: CLERK,
  ApproveClassReopening: CONFIRMER,
  DeclineClassReopening: CONFIRMER,
  EnrolLearner: { ...INSTITUTION, ...CLERK },
  RecordCertificate: EXAMINER,
  SubmitClaim: CLAIMANT,
  WithdrawClaim: CLAIMANT,
  SupplyDocuments: CLAIMANT,
  TakeBackSupplementRequest: CLERK,
  ReopenFlag: { ...REVIEWER, ...CONFIRMER },
  WithdrawPublicity: CLERK,
  RequestSupplements: CLERK,
  AcceptClaim: CLERK,
  TakeBackAcceptance: CLERK,
  RecordFirstReview: REVIEWER,
  TakeBackFirstReview: REVIEWER,
  RecordSecondReview: REVIEWER,
  TakeBackSecondReview: REVIEWER,
  RejectClaim: { ...REVIEWER, ...CONFIRMER },
  RaiseFlag: { SYSTEM: 'any' },
  CloseFlag: { ...REVIEWER, ...CONFIRMER },
  OpenPublicity: CLERK,
  ClosePublicity: CLERK,
  LodgeObjection: { CLERK: 'units', AUDITOR: 'any', INSTITUTION: 'any', EMPLOYER: 'any', LEARNER: 'any' },
  ResolveObjection: CONFIRMER,
  ConfirmClaim: CONFIRMER,
  TakeBackConfirmation: CONFIRMER,
  PlaceHold: CONFIRMER,
  ReleaseHold: CONFIRMER,
  ProposeAmountCorrection: PROPOSER,
  ProposeCertificateCorrection: PROPOSER,
  ProposeVoid: PROPOSER,
  ProposeUndoRejection: PROPOSER,
  ProposeUndoWithdrawal: PROPOSER,
  ProposeRevocation: { ...CLERK, ...REVIEWER },
  ProposeUndoRevocation: { ...CLERK, ...REVIEWER },
  ProposeWriteOff: { ...CLERK, ...REVIEWER },
  ProposeRecovery: { ...CLERK, ...REVIEWER },
  ProposeRecoveryReversal: { ...CLERK, ...CHECKER },
  ApproveCorrection: CONFIRMER,
  DeclineCorrection: CONFIRMER,
  WithdrawCorrection: { ...PROPOSER, ...CHECKER },
  FundSupplement: CLERK,
  SettleDue: { SYSTEM: 'any' },
  CloseRecovery: CONFIRMER,
  RecordRecovery: CHECKER,
  MakeBatch: MAKER,
  CancelBatch: MAKER,
  DispatchBatch: MAKER,
  CheckBatch: CHECKER,
  TakeBackCheck: CHECKER,
  SignBatch: SIGNER,
  TakeBackSignature: SIGNER,
  RecordBankAnswer: { BANK: 'any' },
};

/** The examiner of every class of the model's world: it may certify, and propose corrections, for all of them. */
const EXAMINER_USCC = '52411002MJ0TE1478X';

interface Matter {
  unit?: string;
  orgs: readonly string[];
  person?: string;
}

function matterOf(books: Books, { data, command }: Ask): Matter {
  const exception = books.persons[data.idNumber ?? '']?.exceptions[data.exceptionId ?? ''];
  const held = books.cases[data.caseId ?? exception?.caseId ?? ''];
  const own = data.caseIds === undefined && data.batchId !== undefined ? books.batches[data.batchId] : undefined;
  const list = data.publicityId === undefined ? undefined : books.lists[data.publicityId];
  const classBook = books.classes[(held ? held.classId : data.classId) ?? ''];
  const institution = command === 'FileClass' ? data.institution : classBook?.institution;
  // Results are the examiner's, where the class has one.
  const orgs = command === 'RecordResults' ? [EXAMINER_USCC] : institution === undefined ? [] : [institution];
  return {
    unit: held?.unit ?? classBook?.unit ?? own?.unit ?? list?.unit ?? data.unit,
    orgs: institution === undefined ? [] : [...orgs, EXAMINER_USCC],
    person: held?.person,
  };
}

/** Judges role and whose matter it is; true where the actor may. */
export function powerOf(books: Books, ask: Ask, ruling: Ruling): boolean {
  const { actor, command } = ask;
  const whose = POWERS[command]?.[actor.role];
  if (ruling.must(whose === undefined, 'A-083-role')) return false;
  const matter = matterOf(books, ask);
  if (whose === 'city') return !ruling.must(actor.unit !== 'XC', 'A-002-unit');
  if (whose === 'units') return !ruling.must(actor.unit === 'XC', 'A-002-unit');
  if (whose === 'unit') return !ruling.must(actor.unit !== matter.unit, 'A-002-unit');
  if (whose === 'org') {
    const orgs = actor.role === 'EVALUATOR' ? matter.orgs.slice(1) : matter.orgs.slice(0, 1);
    return !ruling.must(!orgs.includes(actor.unit), 'A-083-role');
  }
  if (whose === 'person') return !ruling.must(actor.id !== matter.person, 'A-083-role');
  return true;
}

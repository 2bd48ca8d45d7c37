import type { Role } from './roles.table';

/**
 * 可见范围: whose matters an answer may be about. Staff of the city see every unit's; what an office or organisation has
 * brought in and nobody has decided yet is its own alone.
 */
export type Reach = 'all' | 'own-unit' | 'own-organisation' | 'own-office' | 'own-person';

/** 谁可以看: one question, and which roles may ask it about whose matters. */
export interface WhoMayAsk {
  readonly question: string;
  readonly zh: string;
  readonly en: string;
  readonly who: Readonly<Partial<Record<Role, Reach>>>;
}

const CASEWORK = {
  CLERK: 'own-unit',
  REVIEWER: 'own-unit',
  CONFIRMER: 'own-unit',
  LINE_DEPARTMENT: 'own-unit',
  AUDITOR: 'all',
} as const;
const PAYMENT = {
  FUND_ADMIN: 'own-unit',
  PAY_MAKER: 'own-unit',
  PAY_CHECKER: 'own-unit',
  PAY_SIGNER: 'own-unit',
} as const;
const ORGANISATIONS = {
  INSTITUTION: 'own-organisation',
  EMPLOYER: 'own-organisation',
  EVALUATOR: 'own-organisation',
} as const;
const EVERYBODY = {
  LEARNER: 'all',
  INSTITUTION: 'all',
  EMPLOYER: 'all',
  EVALUATOR: 'all',
  CLERK: 'all',
  REVIEWER: 'all',
  CONFIRMER: 'all',
  LINE_DEPARTMENT: 'all',
  CATALOGUE_ADMIN: 'all',
  POLICY_ADMIN: 'all',
  FUND_ADMIN: 'all',
  PAY_MAKER: 'all',
  PAY_CHECKER: 'all',
  PAY_SIGNER: 'all',
  AUDITOR: 'all',
  BANK: 'all',
} as const;

/** Whoever gives commands that stand on documents. */
const { BANK: _bank, LINE_DEPARTMENT: _department, ...HANDS_IN } = EVERYBODY;
/** Whose commands may come as files of rows. */
const BRINGS_FILES = {
  INSTITUTION: 'own-office',
  EMPLOYER: 'own-office',
  EVALUATOR: 'own-office',
  CLERK: 'own-office',
  BANK: 'own-office',
} as const;
const STAFF = {
  CLERK: 'all',
  REVIEWER: 'all',
  CONFIRMER: 'all',
  LINE_DEPARTMENT: 'all',
  CATALOGUE_ADMIN: 'all',
  POLICY_ADMIN: 'all',
  FUND_ADMIN: 'all',
  PAY_MAKER: 'all',
  PAY_CHECKER: 'all',
  PAY_SIGNER: 'all',
  AUDITOR: 'all',
} as const;

const ask = (question: string, zh: string, en: string, who: WhoMayAsk['who']): WhoMayAsk => ({ question, zh, en, who });

/** A list as a file, with a purpose; never for more than its list may be seen. */
const exported = (list: string, zh: string, en: string, who: WhoMayAsk['who']): WhoMayAsk =>
  ask(`export-${list}`, `导出${zh}`, `Export ${en}`, who);

/**
 * 查阅权限表: role × question × reach, the only place that says who may see what. A question without a row is
 * refused. Auditors see everything. Personal values are in no answer but `personal-values`, and in no
 * question but `case-search` and `person-pseudonym`; who opened or looked for them, and why, is journalled.
 */
export const WHO_MAY_ASK: readonly WhoMayAsk[] = [
  ask('cases', '个案检索', 'Search cases', { ...CASEWORK, ...PAYMENT, ...ORGANISATIONS, LEARNER: 'own-person' }),
  ask('case-search', '按个人信息检索个案', 'Search cases by personal values, with a purpose', {
    ...CASEWORK,
    ...PAYMENT,
  }),
  ask('case-counts', '个案统计', 'Cases by unit and status', { ...CASEWORK, ...PAYMENT }),
  ask('case', '个案', 'A case', { ...CASEWORK, ...PAYMENT, ...ORGANISATIONS, LEARNER: 'own-person' }),
  ask('case-timeline', '个案经过', 'The timeline of a case', {
    ...CASEWORK,
    ...PAYMENT,
    ...ORGANISATIONS,
    LEARNER: 'own-person',
  }),
  ask('case-decisions', '决定依据', 'Why a case was decided so', { ...CASEWORK, ...PAYMENT }),
  ask('personal-values', '查阅个人信息', 'The personal values of a case, with a purpose', { ...CASEWORK }),
  ask('person-pseudonym', '按身份证号查人', 'The pseudonym of an ID number', { ...CASEWORK, ...PAYMENT }),
  ask('person-archive', '电子档案', 'The e-archive of a learner', { LEARNER: 'own-person', AUDITOR: 'all' }),
  ask('classes', '班期检索', 'Search classes', { ...CASEWORK, ...PAYMENT, ...ORGANISATIONS }),
  ask('class', '班期', 'A class', { ...CASEWORK, ...PAYMENT, ...ORGANISATIONS }),
  ask('class-roll', '班期名册与考勤', 'The roll of a class', { ...CASEWORK, ...ORGANISATIONS }),
  ask('organisations', '机构名单', 'Organisations', EVERYBODY),
  ask('organisation', '机构', 'An organisation', EVERYBODY),
  ask('publicity-lists', '公示名单检索', 'Publicity lists', { ...CASEWORK, ...PAYMENT }),
  ask('publicity-list', '公示名单', 'A publicity list', { ...CASEWORK, ...PAYMENT }),
  ask('batches', '拨付批次检索', 'Payment batches', { ...PAYMENT, AUDITOR: 'all' }),
  ask('batch', '拨付批次', 'A payment batch', { ...PAYMENT, AUDITOR: 'all' }),
  ask('batch-lines', '批次明细', 'The lines of a batch', { ...PAYMENT, AUDITOR: 'all' }),
  ask('fund-position', '资金状况', 'Where the money is', { ...PAYMENT, CONFIRMER: 'own-unit', AUDITOR: 'all' }),
  ask('fund-trace', '资金追踪', 'From a payment to its allotment and back', { ...PAYMENT, AUDITOR: 'all' }),
  ask('person-times', '人次统计', 'Person-times by programme and unit', EVERYBODY),
  ask('queues', '待办一览', 'What waits, by queue', { ...CASEWORK, ...PAYMENT }),
  ask('queue', '待办', 'What waits in a queue', { ...CASEWORK, ...PAYMENT }),
  ask('refusals', '不予办理记录', 'Who tried what against which rule', { AUDITOR: 'all' }),
  ask('refusals-by-rule', '不予办理统计', 'Refusals by rule', { AUDITOR: 'all' }),
  ask('rules', '规则目录', 'The rules', EVERYBODY),
  ask('rule', '规则', 'A rule', EVERYBODY),
  ask('powers', '权限表', 'Who may do and see what', EVERYBODY),
  ask('me', '本人身份与权限', 'Who I am here, and what I may do', EVERYBODY),
  ask('hand-in-file', '存入依据文件原件', 'Hand in the file of a document', HANDS_IN),
  exported('cases', '个案', 'cases', { ...CASEWORK, ...PAYMENT, ...ORGANISATIONS }),
  exported('case-counts', '个案统计', 'cases by unit and status', { ...CASEWORK, ...PAYMENT }),
  exported('classes', '班期', 'classes', { ...CASEWORK, ...PAYMENT, ...ORGANISATIONS }),
  exported('organisations', '机构', 'organisations', STAFF),
  exported('publicity-lists', '公示名单', 'publicity lists', { ...CASEWORK, ...PAYMENT }),
  exported('batches', '拨付批次', 'payment batches', { ...PAYMENT, AUDITOR: 'all' }),
  exported('queue', '待办', 'what waits in a queue', { ...CASEWORK, ...PAYMENT }),
  exported('refusals', '不予办理记录', 'refusals', { AUDITOR: 'all' }),
  exported('person-times', '人次统计', 'person-times', STAFF),
  ask('saved-filters', '常用查询', 'One’s own saved filters', EVERYBODY),
  ask('save-filter', '保存常用查询', 'Save a filter under a name', EVERYBODY),
  ask('forget-filter', '删除常用查询', 'Forget a saved filter', EVERYBODY),
  ask('events', '事件订阅', 'The feed of events', {
    ...CASEWORK,
    ...PAYMENT,
    ...ORGANISATIONS,
    LEARNER: 'own-person',
  }),
  ask('bulk-upload', '批量上传', 'Upload a file of rows', BRINGS_FILES),
  ask('bulk-jobs', '批量作业一览', 'Jobs of bulk upload', { ...BRINGS_FILES, AUDITOR: 'all' }),
  ask('bulk-job', '批量作业及进度', 'A job of bulk upload and its progress', { ...BRINGS_FILES, AUDITOR: 'all' }),
  ask('bulk-bad-cells', '批量上传有误单元格', 'The bad cells of an upload', { ...BRINGS_FILES, AUDITOR: 'all' }),
  ask('bulk-result', '批量作业结果', 'What came of each row', { ...BRINGS_FILES, AUDITOR: 'all' }),
  ask('bulk-commit', '批量作业提交', 'Have the rows of an upload done', BRINGS_FILES),
  ask('bulk-cancel', '批量作业取消', 'Drop an upload', BRINGS_FILES),
  ask('bulk-template', '批量上传模板', 'A template for an upload', { ...BRINGS_FILES, AUDITOR: 'all' }),
  ask('status', '运行状况', 'How far log and views are', { AUDITOR: 'all', POLICY_ADMIN: 'all' }),
];

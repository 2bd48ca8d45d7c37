/** What a code is called in the documents and in English. */
export interface Label {
  readonly zh: string;
  readonly en: string;
}

/** 证书种类: the five kinds that a training subsidy may rest on. */
export const CERTIFICATE_KINDS = [
  'VOC_QUALIFICATION',
  'SKILL_LEVEL',
  'SPECIAL_ABILITY',
  'SPECIAL_OPERATION',
  'TRAINING_COMPLETION',
] as const;
export type CertificateKind = (typeof CERTIFICATE_KINDS)[number];
export const CERTIFICATE_KIND_LABELS: Readonly<Record<CertificateKind, Label>> = {
  VOC_QUALIFICATION: { zh: '职业资格证书', en: 'vocational qualification certificate' },
  SKILL_LEVEL: { zh: '职业技能等级证书', en: 'vocational skill level certificate' },
  SPECIAL_ABILITY: { zh: '专项职业能力证书', en: 'special vocational ability certificate' },
  SPECIAL_OPERATION: { zh: '特种作业操作证书', en: 'special operation certificate' },
  TRAINING_COMPLETION: { zh: '培训合格证书', en: 'training completion certificate' },
};
/** The kinds that carry one of the levels L5 to L1. */
export const GRADED_CERTIFICATE_KINDS: readonly CertificateKind[] = ['VOC_QUALIFICATION', 'SKILL_LEVEL'];

/** 人员类别: the categories of A-024, B.2 and the plan; a person may have several. */
export const PERSON_CATEGORIES = [
  'EMPLOYEE',
  'RURAL_MIGRANT',
  'UNENROLLED_SCHOOL_LEAVER',
  'UNEMPLOYED_GRADUATE',
  'VETERAN',
  'REG_UNEMPLOYED',
  'DISABLED',
  'QIAO_XIFU',
  'POOR_LABOURER',
  'POOR_FAMILY_CHILD',
  'HARD_TO_EMPLOY',
  'ZERO_EMPLOYMENT_FAMILY',
  'DECAPACITY_UNEMPLOYED',
  'MICRO_OWNER',
  'STUDENT',
  'INMATE',
] as const;
export type PersonCategory = (typeof PERSON_CATEGORIES)[number];
export const PERSON_CATEGORY_LABELS: Readonly<Record<PersonCategory, Label>> = {
  EMPLOYEE: { zh: '职工', en: 'employee' },
  RURAL_MIGRANT: { zh: '农村转移就业劳动者', en: 'rural migrant worker' },
  UNENROLLED_SCHOOL_LEAVER: { zh: '两后生', en: 'school leaver who did not go on' },
  UNEMPLOYED_GRADUATE: { zh: '离校未就业高校毕业生', en: 'unemployed graduate' },
  VETERAN: { zh: '退役军人', en: 'veteran' },
  REG_UNEMPLOYED: { zh: '城镇登记失业人员', en: 'registered unemployed townsperson' },
  DISABLED: { zh: '残疾人', en: 'disabled person' },
  QIAO_XIFU: { zh: '“巧媳妇”工程从业人员', en: 'worker of the Qiao Xifu project' },
  POOR_LABOURER: { zh: '贫困劳动力', en: 'registered poor labourer' },
  POOR_FAMILY_CHILD: { zh: '贫困家庭子女', en: 'child of a poor family' },
  HARD_TO_EMPLOY: { zh: '就业困难人员', en: 'person hard to employ' },
  ZERO_EMPLOYMENT_FAMILY: { zh: '零就业家庭成员', en: 'member of a family without employment' },
  DECAPACITY_UNEMPLOYED: { zh: '去产能失业人员', en: 'person unemployed through capacity cuts' },
  MICRO_OWNER: { zh: '小微企业主', en: 'owner of a small or micro enterprise' },
  STUDENT: { zh: '在校生', en: 'student' },
  INMATE: { zh: '在押服刑人员、强制隔离戒毒人员', en: 'prisoner or person in compulsory rehabilitation' },
};

/** 培训性质. */
export const TRAINING_NATURES = ['UPSKILLING', 'EMPLOYMENT_SKILL', 'PRE_JOB', 'STARTUP', 'SAFETY', 'OTHER'] as const;
export type TrainingNature = (typeof TRAINING_NATURES)[number];
export const TRAINING_NATURE_LABELS: Readonly<Record<TrainingNature, Label>> = {
  UPSKILLING: { zh: '技能提升', en: 'upskilling' },
  EMPLOYMENT_SKILL: { zh: '就业技能', en: 'employment skills' },
  PRE_JOB: { zh: '岗前', en: 'pre-job' },
  STARTUP: { zh: '创业', en: 'starting a business' },
  SAFETY: { zh: '安全（资格）', en: 'safety (licence)' },
  OTHER: { zh: '其他', en: 'other' },
};

/** 申领地依据: where a person may claim. */
export const CLAIM_BASES = ['HUKOU', 'RESIDENCE', 'JOB_PLACE'] as const;
export type ClaimBasis = (typeof CLAIM_BASES)[number];
export const CLAIM_BASIS_LABELS: Readonly<Record<ClaimBasis, Label>> = {
  HUKOU: { zh: '户籍地', en: 'place of household registration' },
  RESIDENCE: { zh: '常住地', en: 'place of residence' },
  JOB_PLACE: { zh: '求职就业地', en: 'place of work or job search' },
};

/** 收款人类别. */
export const PAYEE_KINDS = ['PERSON', 'INSTITUTION', 'EMPLOYER', 'EVALUATOR'] as const;
export type PayeeKind = (typeof PAYEE_KINDS)[number];
export const PAYEE_KIND_LABELS: Readonly<Record<PayeeKind, Label>> = {
  PERSON: { zh: '个人', en: 'person' },
  INSTITUTION: { zh: '培训机构', en: 'training institution' },
  EMPLOYER: { zh: '企业（经营主体）', en: 'employer' },
  EVALUATOR: { zh: '评价机构', en: 'evaluation body' },
};

/** 资金来源 (B.3). */
export const FUND_SOURCES = ['SPECIAL_ACCOUNT', 'EMPLOYMENT_SUBSIDY', 'UNEMPLOYMENT_INSURANCE', 'OTHER'] as const;
export type FundSource = (typeof FUND_SOURCES)[number];
export const FUND_SOURCE_LABELS: Readonly<Record<FundSource, Label>> = {
  SPECIAL_ACCOUNT: { zh: '职业技能提升行动专账', en: 'special account of the skills upgrading action' },
  EMPLOYMENT_SUBSIDY: { zh: '就业补助资金', en: 'employment subsidy fund' },
  UNEMPLOYMENT_INSURANCE: { zh: '失业保险基金', en: 'unemployment insurance fund' },
  OTHER: { zh: '其他', en: 'other' },
};

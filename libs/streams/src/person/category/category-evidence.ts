import type { Label } from '@ledger/kernel';
import type { PersonCategory } from '../../vocabulary';

/** 核验单位: who verifies a category. */
export const VERIFYING_BODIES = [
  'HRSS',
  'EDUCATION',
  'VETERANS',
  'POVERTY_RELIEF',
  'WOMEN',
  'DISABLED',
  'CIVIL_AFFAIRS',
  'INDUSTRY',
  'MARKET',
  'JUSTICE',
] as const;
export type VerifyingBody = (typeof VERIFYING_BODIES)[number];

/** 证明材料: what proves a category (B.5, documents). */
export const EVIDENCE_KINDS = [
  'LABOUR_CONTRACT',
  'SOCIAL_INSURANCE',
  'EMPLOYMENT_CERTIFICATE',
  'HUKOU',
  'GRADUATION_CERTIFICATE',
  'UNEMPLOYMENT_REGISTRATION',
  'DISCHARGE_CERTIFICATE',
  'DISABILITY_CERTIFICATE',
  'PROJECT_ROSTER',
  'POVERTY_RECORD',
  'HARDSHIP_CERTIFICATE',
  'ZERO_EMPLOYMENT_PROOF',
  'DECAPACITY_PROOF',
  'BUSINESS_LICENCE',
  'STUDENT_RECORD',
  'CUSTODY_PROOF',
] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

export const VERIFYING_BODY_NAMES: Readonly<Record<VerifyingBody, Label>> = {
  HRSS: { zh: '人力资源社会保障部门', en: 'the human resources authority' },
  EDUCATION: { zh: '教育部门', en: 'the education authority' },
  VETERANS: { zh: '退役军人事务部门', en: 'the veterans authority' },
  POVERTY_RELIEF: { zh: '扶贫部门', en: 'the poverty relief office' },
  WOMEN: { zh: '妇联', en: "the women's federation" },
  DISABLED: { zh: '残联', en: "the disabled persons' federation" },
  CIVIL_AFFAIRS: { zh: '民政部门', en: 'the civil affairs authority' },
  INDUSTRY: { zh: '工业和信息化部门', en: 'the industry authority' },
  MARKET: { zh: '市场监管部门', en: 'the market authority' },
  JUSTICE: { zh: '司法行政部门', en: 'the justice authority' },
};

export const EVIDENCE_NAMES: Readonly<Record<EvidenceKind, Label>> = {
  LABOUR_CONTRACT: { zh: '劳动合同', en: 'a labour contract' },
  SOCIAL_INSURANCE: { zh: '社保缴费记录', en: 'a social insurance record' },
  EMPLOYMENT_CERTIFICATE: { zh: '就业创业证', en: 'an employment certificate' },
  HUKOU: { zh: '户口簿', en: 'a household register' },
  GRADUATION_CERTIFICATE: { zh: '毕业证', en: 'a graduation certificate' },
  UNEMPLOYMENT_REGISTRATION: { zh: '失业登记', en: 'an unemployment registration' },
  DISCHARGE_CERTIFICATE: { zh: '退役证', en: 'a discharge certificate' },
  DISABILITY_CERTIFICATE: { zh: '残疾人证', en: 'a disability certificate' },
  PROJECT_ROSTER: { zh: '项目花名册', en: 'the roster of the project' },
  POVERTY_RECORD: { zh: '建档立卡记录', en: 'a poverty record' },
  HARDSHIP_CERTIFICATE: { zh: '就业困难人员认定', en: 'a certificate of hardship' },
  ZERO_EMPLOYMENT_PROOF: { zh: '零就业家庭证明', en: 'proof of a family without employment' },
  DECAPACITY_PROOF: { zh: '去产能失业证明', en: 'proof of unemployment by capacity cuts' },
  BUSINESS_LICENCE: { zh: '营业执照', en: 'a business licence' },
  STUDENT_RECORD: { zh: '学籍证明', en: 'a student record' },
  CUSTODY_PROOF: { zh: '监所证明', en: 'proof of custody' },
};

interface CategoryProof {
  readonly kinds: readonly EvidenceKind[];
  readonly bodies: readonly VerifyingBody[];
}

const proof = (kinds: readonly EvidenceKind[], bodies: readonly VerifyingBody[]): CategoryProof => ({ kinds, bodies });

/** which evidence proves a category, and which body verifies it. */
export const CATEGORY_EVIDENCE: Readonly<Record<PersonCategory, CategoryProof>> = {
  EMPLOYEE: proof(['LABOUR_CONTRACT', 'SOCIAL_INSURANCE'], ['HRSS']),
  RURAL_MIGRANT: proof(['EMPLOYMENT_CERTIFICATE', 'HUKOU', 'LABOUR_CONTRACT'], ['HRSS']),
  UNENROLLED_SCHOOL_LEAVER: proof(['GRADUATION_CERTIFICATE'], ['EDUCATION']),
  UNEMPLOYED_GRADUATE: proof(['GRADUATION_CERTIFICATE', 'UNEMPLOYMENT_REGISTRATION'], ['EDUCATION', 'HRSS']),
  VETERAN: proof(['DISCHARGE_CERTIFICATE'], ['VETERANS']),
  REG_UNEMPLOYED: proof(['UNEMPLOYMENT_REGISTRATION', 'EMPLOYMENT_CERTIFICATE'], ['HRSS']),
  DISABLED: proof(['DISABILITY_CERTIFICATE'], ['DISABLED']),
  QIAO_XIFU: proof(['PROJECT_ROSTER'], ['WOMEN']),
  POOR_LABOURER: proof(['POVERTY_RECORD'], ['POVERTY_RELIEF']),
  POOR_FAMILY_CHILD: proof(['POVERTY_RECORD'], ['POVERTY_RELIEF', 'EDUCATION']),
  HARD_TO_EMPLOY: proof(['HARDSHIP_CERTIFICATE'], ['HRSS']),
  ZERO_EMPLOYMENT_FAMILY: proof(['ZERO_EMPLOYMENT_PROOF'], ['HRSS', 'CIVIL_AFFAIRS']),
  DECAPACITY_UNEMPLOYED: proof(['DECAPACITY_PROOF'], ['HRSS', 'INDUSTRY']),
  MICRO_OWNER: proof(['BUSINESS_LICENCE'], ['MARKET', 'HRSS']),
  STUDENT: proof(['STUDENT_RECORD'], ['EDUCATION']),
  INMATE: proof(['CUSTODY_PROOF'], ['JUSTICE']),
};

import { type PersonCategory } from './vocabulary';

/** 专项计划: the nine programmes of the plan, 二(一)1 to 9. Each training counts in exactly one. */
export const PROGRAMME_IDS = [
  'P1_ADV_MANUFACTURING',
  'P2_KEY_GROUPS',
  'P3_POVERTY',
  'P4_MODERN_SERVICES',
  'P5_CONSTRUCTION',
  'P6_HIGH_RISK_SAFETY',
  'P7_FARMERS',
  'P8_ENTREPRENEURSHIP',
  'P9_LOCAL_BRANDS',
] as const;

export type ProgrammeId = (typeof PROGRAMME_IDS)[number];

/** 计量单位: 人次 is one completed training, 人 a distinct person, 个 a 技能大师工作室. They never add up with each other. */
export type TargetUnit = 'PERSON_TIME' | 'PERSON' | 'STUDIO';

export interface Target {
  readonly min: number;
  readonly unit: TargetUnit;
}

/** 分项目标: a target of programme 2 for one group; groups overlap. The plan gives them without 以上; they are read as minima. */
export interface GroupTarget extends Target {
  readonly group: PersonCategory;
}

export interface Programme {
  readonly id: ProgrammeId;
  readonly ruleId: string;
  readonly clause: string;
  readonly zh: string;
  readonly en: string;
  /** Trainings over the three years. Programme 2 states none: it is the sum of its groups, counted alike. */
  readonly target: Target;
  /** 技能提升培训占比: least share of upskilling among the trainings, in per cent; absent where the plan sets none. */
  readonly upskillingMinPercent?: number;
  readonly groupTargets?: readonly GroupTarget[];
  readonly otherTargets?: readonly Target[];
  /** 责任单位, as the plan lists them. */
  readonly responsible: readonly string[];
}

/** 行动期限: the first and the last day that count, Shanghai dates. */
export const PLAN_WINDOW = { firstOn: '2019-01-01', lastOn: '2021-12-31' } as const;

/** 总体目标: the plan's counters over all programmes. */
export const CITY_TARGETS = {
  trained: { ruleId: 'A-005', min: 300_000, unit: 'PERSON_TIME' },
  subsidised: { ruleId: 'A-006', min: 150_000, unit: 'PERSON_TIME' },
  highSkilled: { ruleId: 'A-007', min: 15_000, unit: 'PERSON' },
  apprentices: { ruleId: 'A-045', min: 3_000, unit: 'PERSON' },
} as const satisfies Record<string, Target & { ruleId: string }>;

const personTimes = (min: number): Target => ({ min, unit: 'PERSON_TIME' });

const P2_GROUP_TARGETS: readonly GroupTarget[] = [
  { group: 'RURAL_MIGRANT', min: 60_000, unit: 'PERSON_TIME' },
  { group: 'UNENROLLED_SCHOOL_LEAVER', min: 2_000, unit: 'PERSON' },
  { group: 'UNEMPLOYED_GRADUATE', min: 7_000, unit: 'PERSON_TIME' },
  { group: 'VETERAN', min: 3_000, unit: 'PERSON' },
  { group: 'QIAO_XIFU', min: 10_000, unit: 'PERSON_TIME' },
  { group: 'REG_UNEMPLOYED', min: 30_000, unit: 'PERSON_TIME' },
  { group: 'DISABLED', min: 3_000, unit: 'PERSON_TIME' },
];

export const PROGRAMMES: Readonly<Record<ProgrammeId, Programme>> = {
  P1_ADV_MANUFACTURING: {
    id: 'P1_ADV_MANUFACTURING',
    ruleId: 'A-011',
    clause: '二(一)1',
    zh: '先进制造业和战略性新兴产业技能提升计划',
    en: 'Advanced manufacturing and strategic emerging industries',
    target: personTimes(115_000),
    upskillingMinPercent: 80,
    responsible: ['各县〔市、区〕政府', '市工业和信息化局', '市人力资源社会保障局'],
  },
  P2_KEY_GROUPS: {
    id: 'P2_KEY_GROUPS',
    ruleId: 'A-012',
    clause: '二(一)2',
    zh: '就业重点群体技能提升计划',
    en: 'Key groups for employment',
    target: personTimes(115_000),
    upskillingMinPercent: 50,
    groupTargets: P2_GROUP_TARGETS,
    responsible: ['市人力资源社会保障局', '市教育局', '市退役军人事务局', '市扶贫办', '市妇联', '市残联'],
  },
  P3_POVERTY: {
    id: 'P3_POVERTY',
    ruleId: 'A-013',
    clause: '二(一)3',
    zh: '贫困劳动力技能提升计划',
    en: 'Poor labourers',
    target: personTimes(5_000),
    upskillingMinPercent: 60,
    responsible: ['市人力资源社会保障局', '市教育局', '市扶贫办'],
  },
  P4_MODERN_SERVICES: {
    id: 'P4_MODERN_SERVICES',
    ruleId: 'A-014',
    clause: '二(一)4',
    zh: '现代服务业技能提升计划',
    en: 'Modern services',
    target: personTimes(20_000),
    upskillingMinPercent: 50,
    responsible: ['市民政局', '市商务局', '市教育局', '市人力资源社会保障局'],
  },
  P5_CONSTRUCTION: {
    id: 'P5_CONSTRUCTION',
    ruleId: 'A-015',
    clause: '二(一)5',
    zh: '建设行业技能提升计划',
    en: 'Construction',
    target: personTimes(10_000),
    upskillingMinPercent: 50,
    responsible: ['市住房城乡建设局', '市总工会', '团市委'],
  },
  P6_HIGH_RISK_SAFETY: {
    id: 'P6_HIGH_RISK_SAFETY',
    ruleId: 'A-016',
    clause: '二(一)6',
    zh: '高危行业安全技能提升计划',
    en: 'Safety in high-risk industries',
    target: personTimes(5_000),
    upskillingMinPercent: 80,
    responsible: ['市应急管理局'],
  },
  P7_FARMERS: {
    id: 'P7_FARMERS',
    ruleId: 'A-017',
    clause: '二(一)7',
    zh: '高素质农民技能提升计划',
    en: 'Skilled farmers',
    target: personTimes(5_000),
    upskillingMinPercent: 40,
    responsible: ['市农业农村局'],
  },
  P8_ENTREPRENEURSHIP: {
    id: 'P8_ENTREPRENEURSHIP',
    ruleId: 'A-018',
    clause: '二(一)8',
    zh: '大众创业培训计划',
    en: 'Starting a business',
    target: personTimes(10_000),
    responsible: ['市人力资源社会保障局', '市教育局'],
  },
  P9_LOCAL_BRANDS: {
    id: 'P9_LOCAL_BRANDS',
    ruleId: 'A-019',
    clause: '二(一)9',
    zh: '特色品牌技能提升计划',
    en: 'Local brands',
    target: personTimes(15_000),
    otherTargets: [{ min: 20, unit: 'STUDIO' }],
    responsible: ['各县〔市、区〕政府', '市人力资源社会保障局', '市工业和信息化局', '市财政局'],
  },
};

export function isProgrammeId(text: string): text is ProgrammeId {
  return (PROGRAMME_IDS as readonly string[]).includes(text);
}

/** The least number of upskilling trainings that a programme's share implies at its target; 0 where the plan sets no share. */
export function upskillingMin(programme: Programme): number {
  return (programme.target.min * (programme.upskillingMinPercent ?? 0)) / 100;
}

/** 职业技能等级: L5 初级工 … L1 高级技师. The smaller number is the higher level. */
export const LEVELS = ['L5', 'L4', 'L3', 'L2', 'L1'] as const;

export type Level = (typeof LEVELS)[number];

/** What a level is called: the grade itself, on a skill-level certificate, on a vocational qualification. */
export const LEVEL_NAMES: Readonly<
  Record<Level, { grade: string; certificate: string; qualification: string; en: string }>
> = {
  L5: { grade: '五级', certificate: '初级工', qualification: '初级技能', en: 'level 5 (junior worker)' },
  L4: { grade: '四级', certificate: '中级工', qualification: '中级技能', en: 'level 4 (intermediate worker)' },
  L3: { grade: '三级', certificate: '高级工', qualification: '高级技能', en: 'level 3 (senior worker)' },
  L2: { grade: '二级', certificate: '技师', qualification: '技师', en: 'level 2 (technician)' },
  L1: { grade: '一级', certificate: '高级技师', qualification: '高级技师', en: 'level 1 (senior technician)' },
};

/** 高技能人才: 高级工 and above. */
export const HIGH_SKILLED_LEVELS: readonly Level[] = ['L3', 'L2', 'L1'];

export function isLevel(text: string): text is Level {
  return (LEVELS as readonly string[]).includes(text);
}

/** The level of the digit 1 to 5 that certificate numbers carry. */
export function levelOfDigit(digit: string): Level | undefined {
  const level = `L${digit}`;
  return isLevel(level) ? level : undefined;
}

/** 5 for L5 … 1 for L1. */
export function levelNumber(level: Level): number {
  return Number(level[1]);
}

/** Whether the first level is above the second: L2 is higher than L3. */
export function isHigherLevel(a: Level, b: Level): boolean {
  return levelNumber(a) < levelNumber(b);
}

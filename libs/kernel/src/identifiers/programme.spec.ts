import { CITY_TARGETS, isProgrammeId, PLAN_WINDOW, PROGRAMME_IDS, PROGRAMMES, upskillingMin } from './programme';
import { PERSON_CATEGORIES } from './vocabulary';

const all = PROGRAMME_IDS.map((id) => PROGRAMMES[id]);
const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0);

describe('the plan’s targets add up (A.5)', () => {
  it('the nine programmes come to the 300,000 of the plan', () => {
    expect(sum(all.map(({ target }) => target.min))).toBe(300_000);
    expect(CITY_TARGETS.trained).toEqual({ ruleId: 'A-005', min: 300_000, unit: 'PERSON_TIME' });
  });

  it('the seven groups of programme 2 come to its 115,000', () => {
    const groups = PROGRAMMES.P2_KEY_GROUPS.groupTargets!;
    expect(groups).toHaveLength(7);
    expect(sum(groups.map(({ min }) => min))).toBe(115_000);
    expect(PROGRAMMES.P2_KEY_GROUPS.target.min).toBe(115_000);
  });

  it('two groups are counted in persons, five in person-times', () => {
    const groups = PROGRAMMES.P2_KEY_GROUPS.groupTargets!;
    expect(groups.filter(({ unit }) => unit === 'PERSON').map(({ group }) => group)).toEqual([
      'UNENROLLED_SCHOOL_LEAVER',
      'VETERAN',
    ]);
    expect(groups.every(({ group }) => PERSON_CATEGORIES.includes(group))).toBe(true);
    expect(new Set(groups.map(({ group }) => group)).size).toBe(7);
  });

  it('programmes 1 to 7 have a share of upskilling, which implies 173,500 trainings', () => {
    expect(all.map(({ upskillingMinPercent }) => upskillingMinPercent)).toEqual([
      80,
      50,
      60,
      50,
      50,
      80,
      40,
      undefined,
      undefined,
    ]);
    expect(all.map(upskillingMin)).toEqual([92_000, 57_500, 3_000, 10_000, 5_000, 4_000, 2_000, 0, 0]);
    expect(sum(all.map(upskillingMin))).toBe(173_500);
  });

  it('the subsidised are part of all, and the average that the fund allows is 796.67 yuan', () => {
    expect(CITY_TARGETS.subsidised.min).toBeLessThanOrEqual(CITY_TARGETS.trained.min);
    expect(Math.round(11_950_000_000 / CITY_TARGETS.subsidised.min)).toBe(79_667);
  });

  it('persons and studios are counted apart', () => {
    expect(CITY_TARGETS.highSkilled).toMatchObject({ min: 15_000, unit: 'PERSON' });
    expect(CITY_TARGETS.apprentices).toMatchObject({ min: 3_000, unit: 'PERSON' });
    expect(PROGRAMMES.P9_LOCAL_BRANDS.otherTargets).toEqual([{ min: 20, unit: 'STUDIO' }]);
  });
});

describe('the nine programmes (A-011 to A-019)', () => {
  it('stand in the order of the plan, each under its own id, rule and clause', () => {
    expect(all.map(({ id }) => id)).toEqual([...PROGRAMME_IDS]);
    expect(all.map(({ ruleId }) => ruleId)).toEqual(Array.from({ length: 9 }, (_, i) => `A-0${11 + i}`));
    expect(all.map(({ clause }) => clause)).toEqual(Array.from({ length: 9 }, (_, i) => `二(一)${i + 1}`));
    expect(all.every(({ zh, responsible }) => zh.endsWith('计划') && responsible.length > 0)).toBe(true);
    expect(PROGRAMME_IDS.every((id, i) => id.startsWith(`P${i + 1}_`) && isProgrammeId(id))).toBe(true);
    expect(isProgrammeId('P10_OTHER')).toBe(false);
  });

  it('run for three calendar years', () => {
    expect(PLAN_WINDOW).toEqual({ firstOn: '2019-01-01', lastOn: '2021-12-31' });
  });
});

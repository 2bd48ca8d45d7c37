import { xuchangDivisionOf } from './division';
import { CITY_UNIT_ID, isReportingUnitId, isUnitId, REPORTING_UNIT_IDS, UNITS } from './reporting-unit';

describe('reporting units (A-002, C.3)', () => {
  it('are six divisions, three zones and the city level, ten in all, under the city', () => {
    const kinds = REPORTING_UNIT_IDS.map((id) => UNITS[id].kind);
    expect(kinds).toHaveLength(10);
    expect(kinds.filter((kind) => ['DISTRICT', 'COUNTY', 'COUNTY_CITY'].includes(kind))).toHaveLength(6);
    expect(kinds.filter((kind) => kind === 'FUNCTIONAL_ZONE')).toHaveLength(3);
    expect(kinds.filter((kind) => kind === 'CITY_LEVEL')).toHaveLength(1);
    expect(REPORTING_UNIT_IDS.every((id) => UNITS[id].parent === CITY_UNIT_ID)).toBe(true);
    expect(UNITS[CITY_UNIT_ID].parent).toBeUndefined();
  });

  it('stand under their own id and have different names', () => {
    const units = Object.entries(UNITS);
    expect(units).toHaveLength(11);
    expect(units.every(([id, unit]) => unit.id === id)).toBe(true);
    expect(new Set(units.map(([, { zh }]) => zh)).size).toBe(11);
    expect(new Set(units.map(([, { en }]) => en)).size).toBe(11);
  });

  it('bear the name of the division that their id names', () => {
    for (const id of REPORTING_UNIT_IDS.filter((each) => /\d{6}$/.test(each))) {
      const { divisionCode, zh, en, kind } = UNITS[id];
      expect(`XC-${divisionCode}`).toBe(id);
      expect(xuchangDivisionOf(divisionCode!)).toMatchObject({ zh, en, kind });
    }
  });

  it('include two zones without any division code', () => {
    expect(REPORTING_UNIT_IDS.filter((id) => UNITS[id].divisionCode === undefined)).toEqual(['XC-SFQ', 'XC-DCQ']);
  });

  it('do not include the city itself, which manages no case', () => {
    expect(isReportingUnitId('XC')).toBe(false);
    expect(isUnitId('XC')).toBe(true);
    expect(['XC-SBJ', 'XC-411023', 'XC-JKQ', 'xc-jkq', ''].filter(isUnitId)).toEqual(['XC-SBJ', 'XC-JKQ']);
  });
});

import { isKnownIdPrefix, PROVINCES, XUCHANG_DIVISIONS, xuchangDivisionOf } from './division';

describe('divisions (C.3)', () => {
  it('lead from every abolished division of Xuchang to one that stands', () => {
    const abolished = XUCHANG_DIVISIONS.filter(({ toYear }) => toYear !== undefined);
    expect(abolished.map(({ zh, supersededBy }) => `${zh} → ${xuchangDivisionOf(supersededBy!)!.zh}`)).toEqual([
      '禹县 → 禹州市',
      '长葛县 → 长葛市',
      '许昌县 → 建安区',
    ]);
    for (const { supersededBy, toYear } of abolished) expect(xuchangDivisionOf(supersededBy!)!.fromYear).toBe(toYear);
  });

  it('have different codes, all of Xuchang', () => {
    expect(new Set(XUCHANG_DIVISIONS.map(({ code }) => code)).size).toBe(XUCHANG_DIVISIONS.length);
    expect(XUCHANG_DIVISIONS.every(({ code }) => /^4110\d{2}$/.test(code))).toBe(true);
  });

  it('count 34 provinces, Henan among them', () => {
    expect(Object.keys(PROVINCES)).toHaveLength(34);
    expect(PROVINCES['41']).toBe('河南省');
  });

  it.each(['411002', '411023', '411001', '411021', '410105', '110105', '440524', '710000', '810000', '830000'])(
    'know %s at the beginning of an identity number',
    (prefix) => {
      expect(isKnownIdPrefix(prefix)).toBe(true);
    },
  );

  it.each(['999999', '411071', '411099', '810001', '840000', '160000', '000000', ''])(
    'do not know %p at the beginning of an identity number',
    (prefix) => {
      expect(isKnownIdPrefix(prefix)).toBe(false);
    },
  );
});

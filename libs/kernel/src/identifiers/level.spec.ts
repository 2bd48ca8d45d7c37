import { HIGH_SKILLED_LEVELS, isHigherLevel, isLevel, LEVEL_NAMES, levelNumber, levelOfDigit, LEVELS } from './level';

describe('levels (C.5)', () => {
  it('rise from 初级工 (5) to 高级技师 (1)', () => {
    expect(LEVELS.map((level) => `${levelNumber(level)} ${LEVEL_NAMES[level].certificate}`)).toEqual([
      '5 初级工',
      '4 中级工',
      '3 高级工',
      '2 技师',
      '1 高级技师',
    ]);
  });

  it('are higher the smaller their number', () => {
    expect(isHigherLevel('L2', 'L3')).toBe(true);
    expect(isHigherLevel('L5', 'L4')).toBe(false);
    expect(isHigherLevel('L4', 'L4')).toBe(false);
    expect(LEVELS.toSorted((a, b) => (isHigherLevel(a, b) ? -1 : 1))).toEqual(['L1', 'L2', 'L3', 'L4', 'L5']);
  });

  it('are read from the digit of a certificate number, 1 to 5 only', () => {
    expect(['0', '1', '2', '3', '4', '5', '6'].map(levelOfDigit)).toEqual([
      undefined,
      'L1',
      'L2',
      'L3',
      'L4',
      'L5',
      undefined,
    ]);
    expect(['L5', 'L6', 'l5', '5', ''].filter(isLevel)).toEqual(['L5']);
  });

  it('count as highly skilled from 高级工 on (A-007)', () => {
    expect(LEVELS.filter((level) => !isHigherLevel('L3', level))).toEqual([...HIGH_SKILLED_LEVELS]);
  });
});

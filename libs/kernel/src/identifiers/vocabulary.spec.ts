import * as vocabulary from './vocabulary';

describe('the words of the plan', () => {
  it.each([
    ['certificate kinds', vocabulary.CERTIFICATE_KINDS, vocabulary.CERTIFICATE_KIND_LABELS, 5],
    ['person categories', vocabulary.PERSON_CATEGORIES, vocabulary.PERSON_CATEGORY_LABELS, 16],
    ['training natures', vocabulary.TRAINING_NATURES, vocabulary.TRAINING_NATURE_LABELS, 6],
    ['claim bases', vocabulary.CLAIM_BASES, vocabulary.CLAIM_BASIS_LABELS, 3],
    ['payee kinds', vocabulary.PAYEE_KINDS, vocabulary.PAYEE_KIND_LABELS, 4],
    ['fund sources', vocabulary.FUND_SOURCES, vocabulary.FUND_SOURCE_LABELS, 4],
  ] as const)(
    'name every one of the %s once in both languages',
    (_, codes, labels: Readonly<Record<string, vocabulary.Label>>, count) => {
      expect(codes).toHaveLength(count);
      expect(Object.keys(labels)).toEqual([...codes]);
      expect(new Set(Object.values(labels).map(({ zh }) => zh)).size).toBe(count);
      expect(
        Object.values(labels).every(({ zh, en }) => /\p{Script=Han}/u.test(zh) && /^[a-z0-9 (),-]+$/i.test(en)),
      ).toBe(true);
    },
  );

  it('know two kinds of certificate that carry a level', () => {
    expect(vocabulary.GRADED_CERTIFICATE_KINDS.map((kind) => vocabulary.CERTIFICATE_KIND_LABELS[kind].zh)).toEqual([
      '职业资格证书',
      '职业技能等级证书',
    ]);
  });
});

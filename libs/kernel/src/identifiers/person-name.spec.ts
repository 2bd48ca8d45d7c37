import fc from 'fast-check';
import { parsePersonName, sameName } from './person-name';

describe('names of persons (C.7)', () => {
  it.each([
    ['张三', '张三'],
    [' 张 三\u3000', '张三'],
    ['\u{20bb7}野\u{2a6d6}', '\u{20bb7}野\u{2a6d6}'],
    ['李\u{31350}', '李\u{31350}'],
    ['李\u{2ebf0}', '李\u{2ebf0}'],
    ['〇小明', '〇小明'],
    ['阿依古丽·买买提', '阿依古丽·买买提'],
    ['O’Brien', 'O’Brien'],
    ['Anne-Marie', 'Anne-Marie'],
    ['Ｌｉ', 'Li'],
    ['José', 'Jos\u00e9'],
    ['Jose\u0301', 'Jos\u00e9'],
  ])('brings %p into the form in which names are compared', (raw, normalised) => {
    expect(parsePersonName(raw)).toEqual({ ok: true, normalised });
  });

  it.each(['\u00b7', '\u2022', '\u30fb', '\uff0e', '.', '\u2027', '\u2219', '\u22c5', '\uff65', '\u0387', ' · '])(
    'takes %p between two parts for the same dot',
    (dot) => {
      expect(parsePersonName(`阿依古丽${dot}买买提`)).toEqual({ ok: true, normalised: '阿依古丽\u00b7买买提' });
      expect(sameName(`阿依古丽${dot}买买提`, '阿依古丽·买买提')).toBe(true);
    },
  );

  it('takes a compatibility ideograph and a glyph variant for the ideograph itself', () => {
    expect(sameName('\uf9b4', '\u9818')).toBe(true);
    expect(sameName('葛\u{e0100}', '葛')).toBe(true);
    expect(sameName('葛\ufe00', '葛')).toBe(true);
  });

  it.each([
    ['张\u0000三', 'a null'],
    ['张\t三', 'a tab'],
    ['张\n三', 'a line feed'],
    ['张\u202e三', 'a direction override'],
    ['张\u2066三', 'a direction isolate'],
    ['张\u200f三', 'a direction mark'],
    ['张\u200b三', 'a blank of no width'],
    ['张\ufeff三', 'a byte order mark'],
    ['张\u034f三', 'an invisible joiner'],
    ['张\u3164三', 'an invisible letter'],
    ['张\ud842三', 'half of a surrogate pair'],
    ['张\ue000三', 'a private-use character'],
    ['张3', 'a digit'],
    ['=张三', 'a formula'],
    ['<b>张三', 'markup'],
    ['张三😀', 'a picture'],
    ['···', 'nothing but dots'],
    ['\u0301', 'nothing but a mark'],
  ])('refuses %p: %s', (raw) => {
    expect(parsePersonName(raw)).toEqual({ ok: false, reason: 'character' });
  });

  it('refuses an empty name and one that is too long, counting rare ideographs once', () => {
    expect(parsePersonName(' \u3000 ')).toEqual({ ok: false, reason: 'empty' });
    expect(parsePersonName('\u{20bb7}'.repeat(50)).ok).toBe(true);
    expect(parsePersonName('\u{20bb7}'.repeat(51))).toEqual({ ok: false, reason: 'length' });
    expect(parsePersonName('张'.repeat(100_000))).toEqual({ ok: false, reason: 'length' });
  });

  it('holds two names for the same only if both are names', () => {
    expect(sameName('张三', '张 三')).toBe(true);
    expect(sameName('张三', '张四')).toBe(false);
    expect(sameName('', '')).toBe(false);
    expect(sameName('张3', '张3')).toBe(false);
  });

  it('normalises a normalised name to itself, whatever was typed', () => {
    const unit = fc.oneof(
      fc.constantFrom('张', '李', '·', '•', ' ', '・', '．', '.', '-', '’', '\u3000', '\uff21', 'é'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    );
    fc.assert(
      fc.property(fc.string({ unit }), (raw) => {
        const first = parsePersonName(raw);
        fc.pre(first.ok);
        expect(first.ok && parsePersonName(first.normalised)).toEqual(first);
      }),
    );
  });
});

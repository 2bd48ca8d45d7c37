import fc from 'fast-check';
import { addFen, assertFen, MAX_FEN, multiplyFen, parseYuan, subtractFen, yuan } from './money';

const anyFen = fc.integer({ min: -MAX_FEN, max: MAX_FEN });

describe('money in whole fen', () => {
  it('writes the fund of the plan as people read it', () => {
    expect(yuan(11_950_000_000)).toBe('119,500,000.00');
  });

  it.each([
    [0, '0.00'],
    [5, '0.05'],
    [70, '0.70'],
    [100, '1.00'],
    [99_999, '999.99'],
    [100_000, '1,000.00'],
    [-120_000, '-1,200.00'],
    [-5, '-0.05'],
    [MAX_FEN, '90,071,992,547,409.91'],
  ])('writes %d fen as %s', (fen, text) => {
    expect(yuan(fen)).toBe(text);
  });

  it('reads back what it writes, to the fen, for every amount', () => {
    fc.assert(
      fc.property(anyFen, (fen) => {
        expect(parseYuan(yuan(fen))).toBe(fen === 0 ? 0 : fen);
      }),
    );
  });

  it.each([
    ['1,200.00', 120_000],
    ['1200', 120_000],
    ['1200.5', 120_050],
    [' 0.07 ', 7],
    ['-3', -300],
    ['-0.00', 0],
    ['007', 700],
  ])('reads %s', (text, fen) => {
    expect(parseYuan(text)).toBe(fen);
  });

  it.each([
    '',
    '.',
    '1.',
    '.5',
    '1.234',
    '12,00',
    '1,2000',
    '1,200,00',
    '1e3',
    '0x10',
    '１',
    '￥1',
    '1 200',
    '+1',
    'NaN',
    '90071992547409.92',
  ])('does not read %p as an amount', (text) => {
    expect(parseYuan(text)).toBeUndefined();
  });

  it('adds and subtracts exactly', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 }), { maxLength: 50 }),
        (amounts) => {
          const exact = Number(amounts.reduce((sum, amount) => sum + BigInt(amount), 0n));
          expect(addFen(...amounts)).toBe(exact);
          expect(amounts.reduce((left, amount) => subtractFen(left, amount), 0)).toBe(exact === 0 ? 0 : -exact);
        },
      ),
    );
  });

  it('multiplies a rate by a head-count', () => {
    expect(multiplyFen(120_000, 50)).toBe(6_000_000);
    expect(multiplyFen(-120_000, 0)).toBe(0);
  });

  it.each([0.5, Number.NaN, Infinity, MAX_FEN + 1])('refuses %p, which is no exact amount', (amount) => {
    expect(() => assertFen(amount)).toThrow(RangeError);
    expect(() => addFen(1, amount)).toThrow(RangeError);
    expect(() => subtractFen(amount, 1)).toThrow(RangeError);
    expect(() => multiplyFen(1, amount)).toThrow(RangeError);
    expect(() => yuan(amount)).toThrow(RangeError);
  });

  it('refuses a result that would no longer be exact', () => {
    expect(() => addFen(MAX_FEN, 1)).toThrow(RangeError);
    expect(() => addFen(MAX_FEN, 1, -1)).toThrow(RangeError);
    expect(() => subtractFen(-MAX_FEN, 1)).toThrow(RangeError);
    expect(() => multiplyFen(MAX_FEN, 2)).toThrow(RangeError);
  });
});

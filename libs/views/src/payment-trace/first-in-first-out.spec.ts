import * as fc from 'fast-check';
import { firstInFirstOut, type Source } from './first-in-first-out';

const sourcesOf = (amounts: readonly number[]): Source[] =>
  amounts.map((amountFen, index) => ({ kind: 'ALLOTMENT', id: `a${index}`, version: index + 1, amountFen }));
const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

describe('attributing payments to allotments, first in, first out', () => {
  it('takes from the oldest allotment until it is used up, to the fen', () => {
    const [a, b] = sourcesOf([100, 50]) as [Source, Source];
    const { paid, shortFen } = firstInFirstOut([a, b], [{ amountFen: 70 }, { amountFen: 70 }]);
    expect(paid.map(({ slices }) => slices)).toEqual([
      [{ source: a, amountFen: 70 }],
      [
        { source: a, amountFen: 30 },
        { source: b, amountFen: 40 },
      ],
    ]);
    expect(shortFen).toBe(0);
  });

  it('says how much was paid beyond all sources', () => {
    expect(firstInFirstOut(sourcesOf([10]), [{ amountFen: 15 }]).shortFen).toBe(5);
    expect(firstInFirstOut([], [{ amountFen: 15 }]).shortFen).toBe(15);
  });

  it('never loses or makes a fen', () => {
    const amounts = fc.array(fc.integer({ min: 0, max: 1_000 }), { maxLength: 12 });
    fc.assert(
      fc.property(amounts, amounts, (given, asked) => {
        const sources = sourcesOf(given);
        const { paid, shortFen } = firstInFirstOut(
          sources,
          asked.map((amountFen) => ({ amountFen })),
        );
        const slices = paid.flatMap((each) => each.slices);
        for (const source of sources) {
          const used = sum(slices.filter((slice) => slice.source === source).map(({ amountFen }) => amountFen));
          expect(used).toBeLessThanOrEqual(source.amountFen);
        }
        expect(sum(slices.map(({ amountFen }) => amountFen)) + shortFen).toBe(sum(asked));
        expect(shortFen).toBe(Math.max(0, sum(asked) - sum(given)));
        expect(slices.every(({ amountFen }) => amountFen > 0)).toBe(true);
      }),
    );
  });
});

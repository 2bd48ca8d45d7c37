import type { Projection } from '../view-store.port';
import { given } from './given-events';
import { cases, totals } from './sample-projections';

const history = [
  { stream: 'case-1', type: 'Opened', data: { amountFen: 5 } },
  { stream: 'case-2', type: 'Opened', data: { amountFen: 6 } },
  { stream: 'case-1', type: 'Paid', data: { amountFen: 7 } },
];

describe('given(events).project(projection)', () => {
  it('gives the rows, in order of key', () => {
    const views = given(history).project(cases);
    expect(views.row('cases', 'case-1')).toEqual({ step: 'Paid', amountFen: 7, seen: [1, 2] });
    expect(views.rows('cases').map((row) => row.key)).toEqual(['case-1', 'case-2']);
    expect(views.row('cases', 'case-9')).toBeUndefined();
  });

  it('delivers every event twice, and counts it once', () => {
    expect(given(history).project(totals).row('totals', 'XC-WDQ')).toEqual({ paidFen: 7, events: 1 });
  });

  const broken = (apply: Projection['apply'], more: Partial<Projection> = {}): Projection => ({
    ...totals,
    ...more,
    apply,
  });

  it.each([
    [
      'throws at an event',
      broken(() => {
        throw new Error('no');
      }),
      /cannot digest event 3 \(Paid\): Error: no/,
    ],
    [
      'changes a row in place',
      broken(
        (event, rows) => {
          const row = rows.get<{ list: number[] }>('totals', event.unit) ?? { list: [] };
          row.list.push(event.version);
          rows.put('totals', event.unit, row);
        },
        { handles: new Set(['Opened', 'Paid']) },
      ),
      /object is not extensible/,
    ],
    ['keeps something between events', statefulProjection(), /gives another row/],
    [
      'says that it goes by stream and does not',
      { ...totals, handles: new Set(['Opened', 'Paid']), partition: 'stream' as const },
      /two streams write/,
    ],
    ['writes a table that is not its own', broken((_, rows) => rows.put('cases', 'a', {})), /not one of totals/],
    [
      'puts text into a column of integers',
      broken((_, rows) => rows.put('totals', 'a', { paidFen: '7' })),
      /must be integer/,
    ],
    ['gives a row a field called key', broken((_, rows) => rows.put('totals', 'a', { key: 'a' })), /called key/],
  ])('fails for a projection that %s', (_, projection, message) => {
    expect(() => given(history).project(projection)).toThrow(message);
  });
});

function statefulProjection(): Projection {
  let calls = 0;
  return {
    ...totals,
    apply: (event, rows) => {
      calls += 1;
      rows.put('totals', event.unit, { paidFen: calls });
    },
  };
}

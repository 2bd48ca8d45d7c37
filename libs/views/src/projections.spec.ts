import { GivenLog, projected } from '@ledger/testing';
import { answeredLog } from '@ledger/testing/programme-log';
import { projections } from './projections';

const tables = projections.flatMap((projection) => projection.tables.map(({ name }) => name));

const rowsOf = (given: GivenLog): Record<string, unknown> => {
  const seen = projected(given, ...projections);
  const rows = tables.flatMap((table) =>
    Object.entries(seen.all(table)).map(([key, row]) => [`${table}/${key}`, row] as const),
  );
  return Object.fromEntries(rows);
};

describe('all views', () => {
  const whole = answeredLog();
  const streams = [...new Set(whole.events.map(({ stream }) => stream))];

  it('keep the rows of each stream apart, so that a rebuild may fold streams in parallel', () => {
    const apart = streams.map((stream) =>
      rowsOf(new GivenLog(whole.events.filter((event) => event.stream === stream))),
    );
    const keys = apart.flatMap((rows) => Object.keys(rows));
    expect(new Set(keys).size).toBe(keys.length);
    expect(Object.assign({}, ...apart)).toEqual(rowsOf(whole));
    expect(projections.filter(({ partition }) => partition !== 'stream')).toEqual([]);
  });

  it('hold no sealed value and no name of a certificate stream', () => {
    const sealed = JSON.stringify(whole.events.map(({ data }) => data)).match(/"cipher":"[^"]+"/g) ?? [];
    expect(sealed.length).toBeGreaterThan(5);
    const shown = JSON.stringify(rowsOf(whole));
    for (const value of sealed) expect(shown).not.toContain(value);
    expect(shown).not.toContain('hash-of');
  });
});

import { cellOf } from './cells';

describe('a cell', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '  =1', '＝1', '－1', '＋1', '＠x'])(
    'of text is never a formula: %j',
    (text) => expect(cellOf(text)).toMatch(/^'/),
  );

  it('keeps numbers, negative ones too, and text that is none', () => {
    expect([-5, 0, 12.5, '许昌', 'a=b', '2020-10-01', ''].map(cellOf)).toEqual([
      -5,
      0,
      12.5,
      '许昌',
      'a=b',
      '2020-10-01',
      '',
    ]);
  });

  it('holds what is nested as JSON, nothing as empty, and no control character', () => {
    expect([undefined, null, { a: [1] }, true, 'a\u0000\u001bb', Number.NaN].map(cellOf)).toEqual([
      '',
      '',
      '{"a":[1]}',
      'true',
      'a  b',
      'null',
    ]);
  });
});

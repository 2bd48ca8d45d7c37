import { askedBy } from './import-request';

const ID = '0f8fad5b-d9cb-469f-a165-70867728950e';
const actor = { id: 'clerk-1', role: 'CLERK', unit: 'XC-411002' };
const asked = (text: string, operator?: typeof actor) => askedBy({ line: 1, text, endsAt: 0 }, operator);
const lineOf = (more: object) =>
  JSON.stringify({ id: ID, actor, command: 'SubmitClaim', data: { caseId: ID }, ...more });
const problem = (text: string) => {
  const found = asked(text);
  return 'answer' in found ? found.answer.problem?.type : 'none';
};

describe('a line of an import', () => {
  it('becomes a command with its business time in the stored form', () => {
    const found = asked(lineOf({ at: '2020-03-01T16:00:00+08:00' }));
    expect(found).toEqual({
      request: { id: ID, at: '2020-03-01T08:00:00.000Z', actor, command: 'SubmitClaim', data: { caseId: ID } },
    });
  });

  it('names who runs the import beside who acted', () => {
    const operator = { id: 'operator-1', role: 'SYSTEM', unit: 'XC' };
    expect(asked(lineOf({}), operator)).toMatchObject({ request: { actor, operator } });
  });

  it('makes one command of two spellings of an id', () => {
    expect(asked(lineOf({ id: ID.toUpperCase() }))).toMatchObject({ request: { id: ID } });
  });

  it.each([
    ['', '/problems/empty-line'],
    ['   ', '/problems/empty-line'],
    ['{"id": ', '/problems/invalid-json'],
    ['[1]', '/problems/invalid-line'],
    ['null', '/problems/invalid-line'],
    ['"410102198001011234"', '/problems/invalid-line'],
    [lineOf({ id: 7 }), '/problems/invalid-id'],
    [lineOf({ id: 'claim-7' }), '/problems/invalid-id'],
    [lineOf({ at: 20200301 }), '/problems/invalid-time'],
    [lineOf({ units: 'XC' }), '/problems/unknown-member'],
  ])('%j is invalid: %s', (text, type) => expect(problem(text)).toBe(type));

  it('leaves a time that is none to the check that every door shares', () => {
    expect(asked(lineOf({ at: 'yesterday' }))).toMatchObject({ request: { at: 'yesterday' } });
  });

  it('is never repeated in its answer: it may hold an ID number', () => {
    for (const text of ['{"id":"410102198001011234"', lineOf({ '410102198001011234': 1 }), '"410102198001011234"'])
      expect(JSON.stringify(asked(text))).not.toContain('410102');
  });

  it.each([
    ['too-long', '/problems/too-long'],
    ['not-utf8', '/problems/not-utf8'],
  ] as const)('that is %s is invalid', (fault, type) => {
    expect(askedBy({ line: 3, fault, endsAt: 9 }, undefined)).toMatchObject({ answer: { problem: { type } } });
  });
});

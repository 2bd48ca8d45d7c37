import type { Answer } from '@ledger/commanding';
import { outcomeOf } from './outcome-of';

const id = '0b8c4f6e-3f55-4a5e-9c1d-2f7f6f0c5a11';
const accepted: Answer = {
  id,
  outcome: 'accepted',
  position: 42,
  events: [
    { stream: 'class-x', version: 3, type: 'PlaceTaken' },
    { stream: 'case-y', version: 1, type: 'LearnerEnrolled' },
  ],
};

describe('what the result file says of a row', () => {
  it('accepted: the subject and the position', () => {
    expect(outcomeOf(2, accepted, 'case')).toEqual({
      row: 2,
      outcome: 'accepted',
      commandId: id,
      subject: 'y',
      position: 42,
    });
  });

  it('repeated after a crash: what the first answer said', () => {
    expect(outcomeOf(2, { id, outcome: 'duplicate', first: accepted }, 'case')).toEqual(outcomeOf(2, accepted, 'case'));
  });

  it('refused: the rule, its clause and its words in both languages', () => {
    const problem = { type: '/problems/A-063', ruleId: 'A-063', clause: '二(三)1', detail: '不行', detailEn: 'no' };
    expect(outcomeOf(2, { id, outcome: 'refused', position: 43, problem }, 'case')).toEqual({
      row: 2,
      outcome: 'refused',
      commandId: id,
      type: '/problems/A-063',
      ruleId: 'A-063',
      clause: '二(三)1',
      zh: '不行',
      en: 'no',
      position: 43,
    });
  });

  it('never given for want of room: not attempted; of the wrong shape: invalid', () => {
    const said = (type: string): string =>
      outcomeOf(2, { id, outcome: 'invalid', problem: { type: `/problems/${type}`, detail: '', detailEn: '' } }, 'case')
        .outcome;
    expect([said('too-many-refusals'), said('future-time')]).toEqual(['not-attempted', 'invalid']);
  });
});

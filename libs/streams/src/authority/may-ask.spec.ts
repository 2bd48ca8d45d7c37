import { mayAsk } from './may-ask';
import { ROLES, type Role } from './roles.table';
import { WHO_MAY_ASK } from './who-may-ask.table';

const uscc = '52411000MJ0TE5T35D';
const actor = (role: Role, unit: string, id = 'somebody') => ({ id, role, unit });

describe('who may see what', () => {
  it('each question has one row', () => {
    expect(new Set(WHO_MAY_ASK.map(({ question }) => question)).size).toBe(WHO_MAY_ASK.length);
  });

  it('a county sees its own matters, the city and the auditor all of them (A-002)', () => {
    expect(mayAsk(actor('CLERK', 'XC-411002'), 'cases')).toEqual({ visible: { unit: 'XC-411002' } });
    expect(mayAsk(actor('CLERK', 'XC'), 'cases')).toEqual({ visible: {} });
    expect(mayAsk(actor('AUDITOR', 'XC-411002'), 'cases')).toEqual({ visible: {} });
  });

  it('an organisation sees its own, a learner theirs (A-083)', () => {
    expect(mayAsk(actor('INSTITUTION', uscc), 'case')).toEqual({ visible: { organisation: uscc } });
    expect(mayAsk(actor('LEARNER', 'XC', 'pseudonym-1'), 'person-archive')).toEqual({
      visible: { person: 'pseudonym-1' },
    });
  });

  it('whoever may export a list may see it, and nothing else of it', () => {
    const exports = WHO_MAY_ASK.filter(({ question }) => question.startsWith('export-'));
    expect(exports.length).toBeGreaterThan(5);
    for (const { question, who } of exports) {
      const list = WHO_MAY_ASK.find((row) => `export-${row.question}` === question);
      for (const [role, reach] of Object.entries(who))
        expect([question, role, list?.who[role as Role]]).toEqual([question, role, reach]);
    }
  });

  it('a role without a place in the row is refused, and told who may', () => {
    for (const { question, who } of WHO_MAY_ASK) {
      for (const role of Object.keys(ROLES) as Role[]) {
        if (who[role] !== undefined) continue;
        const [allowed] = Object.keys(who) as Role[];
        expect(mayAsk(actor(role, 'XC'), question)).toMatchObject({
          refusal: { ruleId: 'A-083-role', zh: expect.stringContaining(ROLES[allowed!].zh) },
        });
      }
    }
  });

  it('what has no row, a role or a unit that there is not, sees nothing', () => {
    for (const [who, question] of [
      [actor('AUDITOR', 'XC'), 'everything'],
      [{ id: 'x', role: 'constructor', unit: 'XC' }, 'cases'],
      [actor('CLERK', 'XC-999999'), 'cases'],
    ] as const)
      expect(mayAsk(who, question)).toHaveProperty('refusal');
  });
});

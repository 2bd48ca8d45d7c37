import type { Actor, Subject } from '@ledger/kernel';
import { actor } from '@ledger/testing';
import { authority } from './authority';
import { type Condition, CONDITIONS } from './conditions.table';
import { type Role, ROLES } from './roles.table';
import { WHO_MAY } from './who-may.table';

const uscc = '52411000MJ0TE5T35D';
const person = 'pseudonym-1';
const subject: Subject = { unit: 'XC-411002', orgs: [uscc], person };
const kindOf = (role: Role) => ROLES[role].kind;

/** An actor of the role who meets every condition that it can have, and one who meets none. */
const insider = (role: Role, condition?: Condition): Actor =>
  ({
    staff: actor(role, condition === 'city' ? 'XC' : 'XC-411002'),
    organisation: actor(role, uscc),
    learner: actor(role, '', person),
    outside: actor(role, 'XC'),
  })[kindOf(role)];
const outsider = (role: Role): Actor =>
  ({
    staff: actor(role, 'XC-411003'),
    organisation: actor(role, '12411000400000018B'),
    learner: actor(role, '', 'pseudonym-2'),
    outside: actor(role, 'XC'),
  })[kindOf(role)];

/** The rule that refuses who does not meet a condition. */
const REFUSED_BY: Record<Condition, string | undefined> = {
  city: 'A-002-unit',
  'own-unit': 'A-002-unit',
  'own-organisation': 'A-083-role',
  'own-person': 'A-083-role',
  'any-unit': undefined,
  any: undefined,
};

const cells = WHO_MAY.flatMap((row) =>
  Object.entries(row.who).map(([role, on]) => [row.command, role as Role, on] as const),
);

describe('the table of powers', () => {
  it.each(cells)('%s is open to %s (%s), to nobody else of that role', (command, role, condition) => {
    expect(authority.mayTry(insider(role, condition), command)).toBeUndefined();
    expect(authority.may(insider(role, condition), command, subject)).toBeUndefined();
    const refused = authority.may(outsider(role), command, subject);
    expect(refused?.ruleId).toBe(REFUSED_BY[condition]);
  });

  it.each(WHO_MAY.map((row) => [row.command, row] as const))(
    '%s is refused to every other role, and the refusal says who may (A-083)',
    (command, row) => {
      for (const role of Object.keys(ROLES) as Role[]) {
        if (row.who[role]) continue;
        for (const refused of [
          authority.mayTry(insider(role), command),
          authority.may(insider(role), command, subject),
        ]) {
          expect(refused?.ruleId).toBe('A-083-role');
          for (const allowed of Object.keys(row.who) as Role[]) {
            expect(refused?.zh).toContain(ROLES[allowed].zh);
            expect(refused?.en).toContain(ROLES[allowed].en);
          }
        }
      }
    },
  );

  it('has one row per command, with at least one role', () => {
    expect(new Set(WHO_MAY.map(({ command }) => command)).size).toBe(WHO_MAY.length);
    expect(WHO_MAY.filter(({ who }) => Object.keys(who).length === 0)).toEqual([]);
  });

  it('gives each sort of role only conditions that it can meet', () => {
    const sensible: Record<(typeof ROLES)[Role]['kind'], readonly Condition[]> = {
      staff: ['city', 'own-unit', 'any-unit', 'any'],
      organisation: ['own-organisation', 'any'],
      learner: ['own-person', 'any'],
      outside: ['any'],
    };
    expect(cells.filter(([, role, condition]) => !sensible[kindOf(role)].includes(condition))).toEqual([]);
    expect(Object.keys(CONDITIONS).filter((condition) => !cells.some(([, , used]) => used === condition))).toEqual([]);
  });
});

describe('what is refused at once', () => {
  it('an unknown role, also one named like a member of every object (A-083)', () => {
    for (const role of ['MAYOR', '', 'constructor', '__proto__']) {
      expect(authority.mayTry(actor(role, 'XC'), 'SetParameter')).toMatchObject({
        ruleId: 'A-083-role',
        clause: '三(一)',
      });
    }
  });

  it('staff of a unit that does not exist (A-002)', () => {
    for (const unit of ['XC-410100', '', 'xc', uscc]) {
      expect(authority.mayTry(actor('CLERK', unit), 'AcceptClaim')).toMatchObject({ ruleId: 'A-002-unit' });
    }
  });

  it('a command without a row, to everybody', () => {
    for (const role of Object.keys(ROLES) as Role[]) {
      expect(authority.mayTry(insider(role), 'DeleteLedger')?.zh).toMatch(/任何人不得办理/);
      expect(authority.may(insider(role), 'DeleteLedger', subject)?.ruleId).toBe('A-083-role');
    }
  });
});

describe('whose matters', () => {
  it('a county handles its own cases only, and is told whose this one is (A-002)', () => {
    const refused = authority.may(actor('REVIEWER', 'XC-411003'), 'RecordFirstReview', subject);
    expect(refused?.zh).toMatch(/由魏都区管理，建安区的审核岗/);
    expect(refused?.en).toMatch(/managed by Weidu District; the reviewer of Jian'an District/);
  });

  it('the city sees all and handles no case (A-002)', () => {
    expect(authority.may(actor('CLERK', 'XC'), 'AcceptClaim', subject)?.ruleId).toBe('A-002-unit');
    expect(authority.may(actor('FUND_ADMIN', 'XC-SBJ'), 'AllotFunds', { unit: 'XC' })?.zh).toMatch(/报市级/);
  });

  it('persons and objections are for the units, not for the city (A-002)', () => {
    for (const [role, command] of [
      ['CLERK', 'RegisterPerson'],
      ['LINE_DEPARTMENT', 'RecordCategory'],
      ['CONFIRMER', 'ApprovePersonCorrection'],
      ['CLERK', 'LodgeObjection'],
    ] as const) {
      expect(authority.may(actor(role, 'XC'), command, subject)).toMatchObject({
        ruleId: 'A-002-unit',
        en: expect.stringMatching(/reporting units, not by the city/),
      });
      for (const unit of ['XC-SBJ', 'XC-411025'])
        expect(authority.may(actor(role, unit), command, subject)).toBeUndefined();
    }
    expect(authority.may(actor('AUDITOR', 'XC'), 'LodgeObjection', subject)).toBeUndefined();
  });

  it('what is not there is said to be not there', () => {
    expect(authority.may(actor('CLERK', 'XC-411002'), 'AcceptClaim', { unit: '' })?.zh).toMatch(/没有找到/);
  });

  it('an organisation acts in its own matters, a learner in theirs (A-083)', () => {
    const claim = (who: Actor) => authority.may(who, 'SubmitClaim', subject);
    expect(claim(actor('INSTITUTION', uscc))).toBeUndefined();
    expect(claim(actor('INSTITUTION', '12411000400000018B'))?.en).toMatch(/not one of organisation/);
    expect(claim(actor('LEARNER', '', person))).toBeUndefined();
    expect(claim(actor('LEARNER', '', 'pseudonym-2'))?.zh).toMatch(/本人/);
    expect(authority.may(actor('LEARNER', '', person), 'SubmitClaim', { unit: 'XC-411002' })?.ruleId).toBe(
      'A-083-role',
    );
  });
});

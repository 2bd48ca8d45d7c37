import { stateOf } from '@ledger/testing';
import { policyEvent, type SubsidyRate } from '../policy.events';
import { policyStream } from '../policy.stream';
import { isPayable, rateOn, type RateKey } from './rate-on.rule';

const document = {
  kind: 'RATE_STANDARD',
  number: '模拟文〔2018〕第001号',
  issuer: '模拟厅',
  issuedOn: '2018-12-25',
  title: '标准',
};
const add = (rateId: string, more: Partial<SubsidyRate>) => {
  const rate: SubsidyRate = {
    rateId,
    itemCode: 'X',
    certKind: 'TRAINING_COMPLETION',
    level: null,
    trainingNature: null,
    issue: null,
    payeeKind: null,
    amountFen: 70_000,
    minHours: null,
    minDays: null,
    fund: 'SPECIAL_ACCOUNT',
    validFrom: '2019-01-01',
    validTo: null,
    ...more,
  };
  return policyEvent('RateAdded', { rate, document, status: 'unconfirmed' });
};

const policy = stateOf(
  policyStream,
  add('general', {}),
  add('by-level', { level: 'L1' }),
  add('pre-job', { trainingNature: 'PRE_JOB', amountFen: 30_000 }),
  add('refresher', { trainingNature: 'UPSKILLING', level: 'L1', amountFen: 200_000 }),
  add('first', { certKind: 'SPECIAL_OPERATION', issue: 'FIRST' }),
  add('renewal', { certKind: 'SPECIAL_OPERATION', issue: 'RENEWAL' }),
  add('old', { certKind: 'SPECIAL_ABILITY', validTo: '2020-06-30' }),
  add('new', { certKind: 'SPECIAL_ABILITY', validFrom: '2020-07-01' }),
  add('wrong', { certKind: 'SKILL_LEVEL', level: 'L5' }),
  policyEvent('RateWithdrawn', { rateId: 'wrong' }),
);
const idOf = (key: Partial<RateKey>): string | undefined =>
  rateOn(policy, { certKind: 'TRAINING_COMPLETION', trainingNature: 'EMPLOYMENT_SKILL', on: '2020-06-30', ...key })
    ?.rateId;

describe('the rate of a training (A-087)', () => {
  it('is the general row where none names more', () => expect(idOf({})).toBe('general'));

  it('is the row that names the training nature, before one that names only the level', () => {
    expect(idOf({ trainingNature: 'PRE_JOB' })).toBe('pre-job');
    expect(idOf({ trainingNature: 'PRE_JOB', level: 'L1' })).toBe('pre-job');
    expect(idOf({ level: 'L1' })).toBe('by-level');
    expect(idOf({ trainingNature: 'UPSKILLING', level: 'L1' })).toBe('refresher');
  });

  it('tells first issue from renewal, and has no row for neither', () => {
    expect(idOf({ certKind: 'SPECIAL_OPERATION', issue: 'FIRST' })).toBe('first');
    expect(idOf({ certKind: 'SPECIAL_OPERATION', issue: 'RENEWAL' })).toBe('renewal');
    expect(idOf({ certKind: 'SPECIAL_OPERATION' })).toBeUndefined();
  });

  it('is that of the day, both ends counted', () => {
    expect(idOf({ certKind: 'SPECIAL_ABILITY' })).toBe('old');
    expect(idOf({ certKind: 'SPECIAL_ABILITY', on: '2020-07-01' })).toBe('new');
    expect(idOf({ on: '2018-12-31' })).toBeUndefined();
  });

  it('is none for a withdrawn row', () => expect(idOf({ certKind: 'SKILL_LEVEL', level: 'L5' })).toBeUndefined());

  it('is none while the occupation’s rate is pending, not even the general one (A-086)', () => {
    expect(idOf({ ratePending: true })).toBeUndefined();
  });
});

describe('whether a rate may be paid', () => {
  it('a real ledger pays confirmed rates only, a simulated one unconfirmed ones too', () => {
    const { general } = policy.rates;
    expect(isPayable(general!, 'simulated')).toBe(true);
    expect(isPayable(general!, 'real')).toBe(false);
    expect(isPayable(general!, undefined)).toBe(false);
    expect(isPayable({ ...general!, status: 'confirmed' }, 'real')).toBe(true);
    expect(isPayable(policy.rates['wrong']!, 'simulated')).toBe(false);
  });

  it('the special account pays no rate of another fund (B.3)', () => {
    const other = { ...policy.rates['general']!, fund: 'EMPLOYMENT_SUBSIDY', status: 'confirmed' } as const;
    expect(isPayable(other, 'simulated')).toBe(false);
    expect(isPayable(other, 'real')).toBe(false);
  });
});

import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Json } from '@ledger/kernel';
import { actor, given } from '@ledger/testing';
import { policyEvent } from '../policy.events';
import { policyStream } from '../policy.stream';
import { parameterOn } from './parameter-on.rule';
import { PARAMETER_SHEET } from './parameter-sheet.table';
import { setParameter } from './set-parameter.decide';
import { withdrawParameter } from './withdraw-parameter.decide';

const ADMIN = { actor: actor('POLICY_ADMIN', 'XC') };
const document = {
  kind: 'POLICY',
  number: '许政办〔2019〕20号',
  issuer: '许昌市人民政府办公室',
  issuedOn: '2019-10-12',
  title: '行动方案',
};
const published = policyEvent('PolicyDocumentPublished', { document });
const set = (key: string, value: Json, validFrom: string) =>
  policyEvent('ParameterSet', { key, value, validFrom, document });
const reason = '录入有误';

describe('setting a parameter (A-003)', () => {
  const three = { key: 'quota.perPersonPerYear', value: 3, validFrom: '2019-01-01', document };

  it('holds from its day on', () => {
    const { next } = given(policyStream, published)
      .when(setParameter, three, ADMIN)
      .then(set('quota.perPersonPerYear', 3, '2019-01-01'));
    const { state } = next.when(setParameter, { ...three, value: 4, validFrom: '2021-01-01' }, ADMIN).next;
    expect(parameterOn(state, three.key, '2018-12-31')).toBeUndefined();
    expect(parameterOn(state, three.key, '2019-01-01')).toBe(3);
    expect(parameterOn(state, three.key, '2020-12-31')).toBe(3);
    expect(parameterOn(state, three.key, '2021-01-01')).toBe(4);
  });

  it('is refused without a document that was published here, and before that document was issued (A-001)', () => {
    given(policyStream)
      .when(setParameter, three, ADMIN)
      .thenRefused('A-001', /尚未在本台账发布/);
    given(policyStream, published)
      .when(setParameter, { ...three, document: { ...document, issuedOn: '2019-10-13' } }, ADMIN)
      .thenRefused('A-001', /2019-10-12/);
    given(policyStream, published)
      .when(setParameter, three, { ...ADMIN, at: '2019-10-01T00:00:00.000Z' })
      .thenRefused('A-001', /after the day/);
    given(policyStream, published)
      .when(setParameter, { ...three, document: { ...document, number: 'constructor' } }, ADMIN)
      .thenRefused('A-001');
  });

  it('is refused for a key that no rule reads', () => {
    given(policyStream, published)
      .when(setParameter, { ...three, key: 'quota.perPersonPerYaer' }, ADMIN)
      .thenRefused('A-003', /参数表/);
  });

  it.each<[string, Json]>([
    ['quota.perPersonPerYear', '3'],
    ['quota.perPersonPerYear', 2.5],
    ['quota.perPersonPerYear', -1],
    ['attendance.min', 0.8],
    ['attendance.min', 101],
    ['quota.yearBasis', 'birthday'],
    ['quota.exceptionAllowed', 1],
    ['fund.firstClassStart', '2019-02-29'],
    ['plan.window', { from: '2021-12-31', to: '2019-01-01' }],
    ['plan.window', { from: '2019-01-01' }],
    ['plan.window', { from: '2019-01-01', to: '2021-12-31', more: true }],
    ['highSkilled.levels', ['L3', 'L3']],
    ['highSkilled.levels', { 0: 'L3' }],
    ['share.min', { P1_ADV_MANUFACTURING: 80 }],
    ['dedupe.key', { fields: ['person'], period: 'YEAR', funds: 'ALL' }],
    ['dedupe.key', { fields: ['person', 'level'], period: 'LIFETIME', funds: 'ALL' }],
    ['skillUpgrade.definition', {}],
    ['fund.total', 1_000_000_000_000],
  ])('is refused for a value of %s that is not of its form (%#)', (key, value) => {
    given(policyStream, published)
      .when(setParameter, { ...three, key, value }, ADMIN)
      .thenRefused('A-003', /应为/);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a long list', Array.from({ length: 101 }, () => 1)],
    ['a deep value', [[[[1]]]]],
    ['a personal number', ['411002190101010006']],
  ])('takes no value that is %s', (_what, value) => {
    given(policyStream, published)
      .when(setParameter, { ...three, value }, ADMIN)
      .thenInvalid('value');
  });

  it('does not overtake in silence what was ordered for a later day (A-003)', () => {
    given(policyStream, published, set(three.key, 4, '2021-01-01'))
      .when(setParameter, three, ADMIN)
      .thenRefused('A-003', /先撤回/);
  });

  it('takes every value of the data that ships with the product', () => {
    const file = path.resolve(__dirname, '../../../../reference/data/parameters.json');
    const { parameters } = JSON.parse(readFileSync(file, 'utf8')) as { parameters: { key: string; value: Json }[] };
    expect(parameters.map(({ key }) => key).toSorted()).toEqual(Object.keys(PARAMETER_SHEET).toSorted());
    expect(parameters.filter(({ key, value }) => !PARAMETER_SHEET[key]?.takes.accepts(value))).toEqual([]);
  });
});

describe('withdrawing a parameter', () => {
  const twice = [
    set('attendance.min', 80, '2019-01-01'),
    set('attendance.min', 90, '2019-01-01'),
    set('attendance.min', 70, '2021-01-01'),
  ];

  it('lets what was set before hold again, and says which event it corrects', () => {
    const { next } = given(policyStream, published, ...twice)
      .when(withdrawParameter, { key: 'attendance.min', validFrom: '2019-01-01', document, reason }, ADMIN)
      .then({
        type: 'ParameterWithdrawn',
        data: { key: 'attendance.min', validFrom: '2019-01-01' },
        corrects: { stream: 'policy-XC', version: 3 },
      });
    expect(parameterOn(next.state, 'attendance.min', '2020-06-01')).toBe(80);
    expect(parameterOn(next.state, 'attendance.min', '2021-06-01')).toBe(70);
  });

  it('is refused where nothing was set from that day', () => {
    given(policyStream, published, ...twice)
      .when(withdrawParameter, { key: 'attendance.min', validFrom: '2020-01-01', document, reason }, ADMIN)
      .thenRefused('A-003', /核对/);
  });
});

import { actor, given } from '@ledger/testing';
import { policyEvent, type SubsidyRate } from '../policy.events';
import { policyStream } from '../policy.stream';
import { endRate } from './end-rate.decide';
import { withdrawRateEnd } from './withdraw-rate-end.decide';

const ADMIN = { actor: actor('POLICY_ADMIN', 'XC'), at: '2020-06-01T00:00:00.000Z' };
const document = {
  kind: 'RATE_STANDARD',
  number: '模拟文〔2018〕第001号',
  issuer: '模拟厅',
  issuedOn: '2018-12-25',
  title: '标准',
};
const rate: SubsidyRate = {
  rateId: 'rate-l4',
  itemCode: 'SKILL_LEVEL',
  certKind: 'SKILL_LEVEL',
  level: 'L4',
  trainingNature: null,
  issue: null,
  payeeKind: null,
  amountFen: 160_000,
  minHours: null,
  minDays: null,
  fund: 'SPECIAL_ACCOUNT',
  validFrom: '2019-01-01',
  validTo: null,
};
const published = policyEvent('PolicyDocumentPublished', { document });
const adding = (more: Partial<SubsidyRate> = {}) =>
  policyEvent('RateAdded', { rate: { ...rate, ...more }, document, status: 'unconfirmed' });
const ended = policyEvent('RateEnded', { rateId: rate.rateId, validTo: '2020-12-31' });
const simulated = { ledger: { clock: 'simulated' } };
const end = { rateId: rate.rateId, validTo: '2020-12-31', document };
const reason = '截止日录错';

describe('ending a rate (A-087)', () => {
  it('gives it a last day', () => {
    const { next } = given(policyStream, published, adding()).facts(simulated).when(endRate, end, ADMIN).then(ended);
    expect(next.state.rates[rate.rateId]?.validTo).toBe('2020-12-31');
  });

  it('cannot lie before today once classes may have started under it; today itself is the earliest', () => {
    given(policyStream, published, adding())
      .facts(simulated)
      .when(endRate, { ...end, validTo: '2020-05-31' }, ADMIN)
      .thenRefused('A-087', /2020-06-01/);
    expect(
      given(policyStream, published, adding())
        .facts(simulated)
        .when(endRate, { ...end, validTo: '2020-06-01' }, ADMIN).next.state.rates,
    ).toBeDefined();
  });

  it('may lie in the past on a real ledger for a row that nobody ever confirmed, but not before its first day', () => {
    const real = given(policyStream, published, adding()).facts({ ledger: { clock: 'real' } });
    real
      .when(endRate, { ...end, validTo: '2019-06-30' }, ADMIN)
      .then(policyEvent('RateEnded', { rateId: rate.rateId, validTo: '2019-06-30' }));
    real.when(endRate, { ...end, validTo: '2018-12-31' }, ADMIN).thenRefused('A-087', /2019-01-01/);
  });

  it('is done once; a row with a last day may only end earlier', () => {
    given(policyStream, published, adding(), ended)
      .facts(simulated)
      .when(endRate, { ...end, validTo: '2020-09-30' }, ADMIN)
      .thenRefused('A-087', /先撤回截止/);
    const dated = given(policyStream, published, adding({ validTo: '2020-10-31' })).facts(simulated);
    dated.when(endRate, end, ADMIN).thenRefused('A-087', /2020-10-31/);
    dated
      .when(endRate, { ...end, validTo: '2020-09-30' }, ADMIN)
      .then(policyEvent('RateEnded', { rateId: rate.rateId, validTo: '2020-09-30' }));
  });

  it('is refused without a published document (A-001), and for a row that is not there', () => {
    given(policyStream, adding()).facts(simulated).when(endRate, end, ADMIN).thenRefused('A-001');
    given(policyStream, published)
      .facts(simulated)
      .when(endRate, end, ADMIN)
      .thenRefused('A-087', /没有补贴标准/);
  });
});

describe('withdrawing the ending of a rate', () => {
  const withdraw = { rateId: rate.rateId, document, reason };

  it('lets the row hold as before', () => {
    const { next } = given(policyStream, published, adding({ validTo: '2021-06-30' }), ended)
      .when(withdrawRateEnd, withdraw, ADMIN)
      .then({
        type: 'RateEndingWithdrawn',
        data: { rateId: rate.rateId },
        corrects: { stream: 'policy-XC', version: 3 },
      });
    expect(next.state.rates[rate.rateId]).toMatchObject({ validTo: '2021-06-30', ending: undefined });
  });

  it('is refused where its successor holds already, and where nothing was ended', () => {
    given(policyStream, published, adding(), ended, adding({ rateId: 'rate-l4-b', validFrom: '2021-01-01' }))
      .when(withdrawRateEnd, withdraw, ADMIN)
      .thenRefused('A-087', /rate-l4-b/);
    given(policyStream, published, adding())
      .when(withdrawRateEnd, withdraw, ADMIN)
      .thenRefused('A-087', /没有设定过截止/);
  });
});

import { actor, given } from '@ledger/testing';
import { policyEvent, type SubsidyRate } from '../policy.events';
import { policyStream } from '../policy.stream';
import { addRate } from './add-rate.decide';
import { withdrawRate } from './withdraw-rate.decide';

const ADMIN = { actor: actor('POLICY_ADMIN', 'XC') };
const document = {
  kind: 'RATE_STANDARD',
  number: '模拟文〔2018〕第001号',
  issuer: '模拟厅',
  issuedOn: '2018-12-25',
  title: '标准',
};
const published = policyEvent('PolicyDocumentPublished', { document });
const row = {
  rateId: 'rate-l4',
  itemCode: 'SKILL_LEVEL',
  certKind: 'SKILL_LEVEL',
  level: 'L4',
  amountFen: 160_000,
  fund: 'SPECIAL_ACCOUNT',
  validFrom: '2021-01-01',
  document,
} as const;
const { document: _document, ...fields } = row;
const stored: SubsidyRate = {
  trainingNature: null,
  issue: null,
  payeeKind: null,
  minHours: null,
  minDays: null,
  validTo: null,
  ...fields,
};
const added = policyEvent('RateAdded', { rate: stored, document, status: 'unconfirmed' });
const simulated = { ledger: { clock: 'simulated' } };
const real = { ledger: { clock: 'real' } };
const reason = '录入有误';

describe('adding a rate (A-087)', () => {
  it('enters it unconfirmed, by its document', () => {
    given(policyStream, published).when(addRate, row, ADMIN).then(added);
  });

  it('is refused without a published document (A-001)', () => {
    given(policyStream).when(addRate, row, ADMIN).thenRefused('A-001');
  });

  it('never rewrites a row: an id is used once, even after a withdrawal', () => {
    given(policyStream, published, added)
      .when(addRate, row, ADMIN)
      .thenRefused('A-087', /另取编号/);
    given(policyStream, published, added, policyEvent('RateWithdrawn', { rateId: row.rateId }))
      .when(addRate, row, ADMIN)
      .thenRefused('A-087', /另取编号/);
  });

  it.each([
    ['2020-01-01', undefined],
    ['2021-12-31', undefined],
    ['2020-01-01', '2021-01-01'],
    ['2022-01-01', '2022-12-31'],
  ])('is refused where a row of the same key holds on the same day: from %s to %s', (validFrom, validTo) => {
    given(policyStream, published, added)
      .when(addRate, { ...row, rateId: 'rate-l4-b', validFrom, validTo }, ADMIN)
      .thenRefused('A-087', /rate-l4（1,600\.00 元/);
  });

  it('may end the day before another begins, and may differ in level or nature', () => {
    const other = { ...row, rateId: 'rate-b' };
    for (const differs of [
      { validFrom: '2020-01-01', validTo: '2020-12-31' },
      { level: 'L3' },
      { trainingNature: 'UPSKILLING' },
    ]) {
      expect(
        given(policyStream, published, added).when(addRate, { ...other, ...differs }, ADMIN).next.state.rates['rate-b'],
      ).toMatchObject(differs);
    }
  });

  it('is refused where its fields do not agree', () => {
    const { level: _level, ...ungraded } = row;
    given(policyStream, published).when(addRate, ungraded, ADMIN).thenRefused('A-087', /等级/);
    given(policyStream, published)
      .when(addRate, { ...row, issue: 'FIRST' }, ADMIN)
      .thenRefused('A-087', /复审/);
    given(policyStream, published)
      .when(addRate, { ...row, validTo: '2020-12-31' }, ADMIN)
      .thenRefused('A-087', /早于起始日/);
  });

  it('takes no hostile numbers or codes', () => {
    given(policyStream, published)
      .when(addRate, { ...row, amountFen: 0 }, ADMIN)
      .thenInvalid('amountFen');
    given(policyStream, published)
      .when(addRate, { ...row, amountFen: 1.5 }, ADMIN)
      .thenInvalid('amountFen');
    given(policyStream, published)
      .when(addRate, { ...row, rateId: '__proto__' }, ADMIN)
      .thenInvalid('rateId');
    given(policyStream, published)
      .when(addRate, { ...row, level: null }, ADMIN)
      .thenInvalid('level');
  });
});

describe('withdrawing a rate that was entered in error', () => {
  const withdraw = { rateId: row.rateId, document, reason };
  const withdrawn = {
    type: 'RateWithdrawn',
    data: { rateId: row.rateId },
    corrects: { stream: 'policy-XC', version: 2 },
  };
  const inForce = { ...ADMIN, at: '2021-06-01T00:00:00.000Z' };

  it('is open before it is in force; then the key is free again', () => {
    given(policyStream, published, added)
      .facts(simulated)
      .when(withdrawRate, withdraw, ADMIN)
      .then(withdrawn)
      .next.when(addRate, { ...row, rateId: 'rate-l4-b' }, ADMIN)
      .then({ type: 'RateAdded', data: { rate: { ...stored, rateId: 'rate-l4-b' }, document, status: 'unconfirmed' } });
  });

  it('is refused once it is in force on a simulated ledger, which pays unconfirmed rates', () => {
    given(policyStream, published, added)
      .facts(simulated)
      .when(withdrawRate, withdraw, inForce)
      .thenRefused('A-087', /不得改动/);
  });

  it('stays open on a real ledger as long as it was never confirmed, for nobody was paid by it', () => {
    given(policyStream, published, added).facts(real).when(withdrawRate, withdraw, inForce).then(withdrawn);
    const once = [
      policyEvent('RateConfirmed', { proposalId: 'p', rateId: row.rateId, document }),
      policyEvent('RateConfirmationWithdrawn', { rateId: row.rateId }),
    ];
    given(policyStream, published, added, ...once)
      .facts(real)
      .when(withdrawRate, withdraw, inForce)
      .thenRefused('A-087', /不得改动/);
  });

  it('is refused while it is confirmed, and for a row that is not there', () => {
    given(
      policyStream,
      published,
      added,
      policyEvent('RateConfirmed', { proposalId: 'p', rateId: row.rateId, document }),
    )
      .facts(real)
      .when(withdrawRate, withdraw, ADMIN)
      .thenRefused('A-087', /先撤回确认/);
    given(policyStream, published)
      .facts(real)
      .when(withdrawRate, withdraw, ADMIN)
      .thenRefused('A-087', /没有补贴标准/);
    given(policyStream, published, added, policyEvent('RateWithdrawn', { rateId: row.rateId }))
      .facts(real)
      .when(withdrawRate, withdraw, ADMIN)
      .thenRefused('A-087', /已撤回/);
  });
});

import { actor, by, given, uuid } from '@ledger/testing';
import { policyEvent, type SubsidyRate } from '../policy.events';
import { policyStream } from '../policy.stream';
import { approveRateConfirmation } from './approve-rate-confirmation.decide';
import { declineRateConfirmation } from './decline-rate-confirmation.decide';
import { proposeRateConfirmation } from './propose-rate-confirmation.decide';
import { withdrawRateConfirmation } from './withdraw-rate-confirmation.decide';

const LI = actor('POLICY_ADMIN', 'XC', 'li');
const WANG = actor('POLICY_ADMIN', 'XC', 'wang');
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
const { rateId } = rate;
const proposalId = uuid(5);
const waiting = [
  policyEvent('PolicyDocumentPublished', { document }),
  policyEvent('RateAdded', { rate, document, status: 'unconfirmed' }),
];
const proposed = by(LI, policyEvent('RateConfirmationProposed', { proposalId, rateId, document }));
const confirmed = by(WANG, policyEvent('RateConfirmed', { proposalId, rateId, document }));
const reason = '与省文件核对不一致';

describe('confirming a rate by two people (B.5-four-eyes)', () => {
  it('takes a proposal by one and an approval by another', () => {
    const { next } = given(policyStream, ...waiting)
      .when(proposeRateConfirmation, { proposalId, rateId, document }, { actor: LI })
      .then(proposed)
      .next.when(approveRateConfirmation, { proposalId }, { actor: WANG })
      .then(confirmed);
    expect(next.state.rates[rateId]?.status).toBe('confirmed');
  });

  it('names the proposal after the command where the caller does not', () => {
    given(policyStream, ...waiting)
      .when(proposeRateConfirmation, { rateId, document }, { actor: LI, commandId: uuid(9) })
      .then(policyEvent('RateConfirmationProposed', { proposalId: uuid(9), rateId, document }));
  });

  it('is refused to the proposer, to approve as to decline', () => {
    const open = given(policyStream, ...waiting, proposed);
    open.when(approveRateConfirmation, { proposalId }, { actor: LI }).thenRefused('B.5-four-eyes', /另一人/);
    open.when(declineRateConfirmation, { proposalId, reason }, { actor: LI }).thenRefused('B.5-four-eyes');
  });

  it('may be declined; the row stays unconfirmed and may be proposed again', () => {
    given(policyStream, ...waiting, proposed)
      .when(declineRateConfirmation, { proposalId, reason }, { actor: WANG })
      .then(policyEvent('RateConfirmationDeclined', { proposalId, rateId }))
      .next.when(proposeRateConfirmation, { proposalId: uuid(6), rateId, document }, { actor: LI })
      .then(policyEvent('RateConfirmationProposed', { proposalId: uuid(6), rateId, document }));
  });

  it('is decided once: the second decider learns who acted first (B.5-order)', () => {
    const zhao = actor('POLICY_ADMIN', 'XC', 'zhao');
    given(policyStream, ...waiting, proposed, confirmed)
      .when(declineRateConfirmation, { proposalId, reason }, { actor: zhao })
      .thenRefused('B.5-order', /许昌市的政策管理岗 wang/);
  });

  it('is refused for a proposal that is not there, and before the proposal was made', () => {
    given(policyStream, ...waiting)
      .when(approveRateConfirmation, { proposalId }, { actor: WANG })
      .thenRefused('B.5-order', /没有这一项/);
    given(policyStream, ...waiting, proposed)
      .when(approveRateConfirmation, { proposalId }, { actor: WANG, at: '2019-12-31T00:00:00.000Z' })
      .thenRefused('B.5-order', /早于/);
  });

  it('is proposed once at a time, for a live unconfirmed row, by a published document', () => {
    const again = { proposalId: uuid(6), rateId, document };
    given(policyStream, ...waiting, proposed)
      .when(proposeRateConfirmation, again, { actor: WANG })
      .thenRefused('B.5-order', /li 已就标准/);
    given(policyStream, ...waiting, proposed, confirmed)
      .when(proposeRateConfirmation, again, { actor: LI })
      .thenRefused('B.5-order', /已经确认/);
    given(policyStream, ...waiting, proposed, policyEvent('RateConfirmationDeclined', { proposalId, rateId }))
      .when(proposeRateConfirmation, { ...again, proposalId }, { actor: LI })
      .thenRefused('B.5-order', /换一个编号/);
    given(policyStream, waiting[1]!).when(proposeRateConfirmation, again, { actor: LI }).thenRefused('A-001');
    given(policyStream, waiting[0]!)
      .when(proposeRateConfirmation, again, { actor: LI })
      .thenRefused('A-087', /没有补贴标准/);
  });

  it('is refused once the row was withdrawn meanwhile', () => {
    given(policyStream, ...waiting, proposed, policyEvent('RateWithdrawn', { rateId }))
      .when(approveRateConfirmation, { proposalId }, { actor: WANG })
      .thenRefused('B.5-order', /withdrawn/);
  });
});

describe('withdrawing a confirmation', () => {
  const withdraw = { rateId, document, reason };

  it('stops payment by the row and names the confirmation', () => {
    const { next } = given(policyStream, ...waiting, proposed, confirmed)
      .when(withdrawRateConfirmation, withdraw, { actor: LI })
      .then({ type: 'RateConfirmationWithdrawn', data: { rateId }, corrects: { stream: 'policy-XC', version: 4 } });
    expect(next.state.rates[rateId]?.status).toBe('unconfirmed');
  });

  it('is refused where nothing is confirmed', () => {
    given(policyStream, ...waiting)
      .when(withdrawRateConfirmation, withdraw, { actor: LI })
      .thenRefused('B.5-order', /尚未确认/);
  });
});

import { actor, given } from '@ledger/testing';
import { policyEvent } from '../policy.events';
import { policyStream } from '../policy.stream';
import { publishPolicyDocument } from './publish-policy-document.decide';
import { withdrawPolicyDocument } from './withdraw-policy-document.decide';

const ADMIN = { actor: actor('POLICY_ADMIN', 'XC') };
const plan = {
  kind: 'POLICY',
  number: '许政办〔2019〕20号',
  issuer: '许昌市人民政府办公室',
  issuedOn: '2019-10-12',
  title: '行动方案',
};
const later = { ...plan, number: '许政办〔2019〕31号', issuedOn: '2019-12-30' };
const published = policyEvent('PolicyDocumentPublished', { document: plan });
const bothPublished = [published, policyEvent('PolicyDocumentPublished', { document: later })];
const reason = '录入有误';

describe('publishing a policy document (A-001)', () => {
  it('makes it known to the ledger', () => {
    given(policyStream).when(publishPolicyDocument, { document: plan }, ADMIN).then(published);
  });

  it('can replace an earlier one, which must be known', () => {
    given(policyStream, published)
      .when(publishPolicyDocument, { document: later, supersedes: plan.number }, ADMIN)
      .then(policyEvent('PolicyDocumentPublished', { document: later, supersedes: plan.number }));
    given(policyStream)
      .when(publishPolicyDocument, { document: later, supersedes: plan.number }, ADMIN)
      .thenRefused('A-001', /先发布/);
  });

  it('is refused before the day of issue, Shanghai time', () => {
    const on = { ...ADMIN, at: '2019-10-11T15:59:59.999Z' };
    given(policyStream)
      .when(publishPolicyDocument, { document: plan }, on)
      .thenRefused('A-001', /2019-10-12/);
    given(policyStream)
      .when(publishPolicyDocument, { document: plan }, { ...ADMIN, at: '2019-10-11T16:00:00.000Z' })
      .then(published);
  });

  it('is refused a second time, and for a number that is none', () => {
    given(policyStream, published)
      .when(publishPolicyDocument, { document: plan }, ADMIN)
      .thenRefused('A-001', /已发布/);
    for (const number of ['__proto__', 'constructor', '无文号']) {
      given(policyStream)
        .when(publishPolicyDocument, { document: { ...plan, number } }, ADMIN)
        .thenRefused('A-001', /official/);
    }
  });

  it('takes a document, not free text', () => {
    given(policyStream).when(publishPolicyDocument, { document: plan.number }, ADMIN).thenInvalid('document');
  });
});

describe('withdrawing a policy document that was published in error', () => {
  it('names the event that it corrects, and the number may then be published again', () => {
    given(policyStream, ...bothPublished)
      .when(withdrawPolicyDocument, { number: plan.number, document: later, reason }, ADMIN)
      .then({
        type: 'PolicyDocumentWithdrawn',
        data: { number: plan.number },
        corrects: { stream: 'policy-XC', version: 1 },
      })
      .next.when(publishPolicyDocument, { document: plan }, ADMIN)
      .then(published);
  });

  it('is refused for one that is not there, and for one that would withdraw itself', () => {
    given(policyStream, ...bothPublished)
      .when(withdrawPolicyDocument, { number: '许政办〔2019〕99号', document: later, reason }, ADMIN)
      .thenRefused('A-001', /核对文号/);
    given(policyStream, ...bothPublished)
      .when(withdrawPolicyDocument, { number: later.number, document: later, reason }, ADMIN)
      .thenRefused('A-001', /另一份/);
  });

  it('is refused while something stands on it, and names what', () => {
    const set = policyEvent('ParameterSet', {
      key: 'attendance.min',
      value: 80,
      validFrom: '2019-01-01',
      document: plan,
    });
    given(policyStream, ...bothPublished, set)
      .when(withdrawPolicyDocument, { number: plan.number, document: later, reason }, ADMIN)
      .thenRefused('A-001', /attendance\.min/);
  });
});

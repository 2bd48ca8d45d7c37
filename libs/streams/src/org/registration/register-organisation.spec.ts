import { actor, given, stateOf } from '@ledger/testing';
import { initialPolicy, policyStream } from '../../policy';
import { orgEvent } from '../org.events';
import { orgStream } from '../org.stream';
import { correctOrganisation } from './correct-organisation.decide';
import { registerOrganisation } from './register-organisation.decide';

const ADMIN = { actor: actor('CATALOGUE_ADMIN', 'XC') };
const document = {
  kind: 'CATALOGUE_ANNOUNCEMENT',
  number: '模拟文〔2018〕第003号',
  issuer: '模拟局',
  issuedOn: '2018-12-25',
  title: '机构目录',
};
const facts = { policy: stateOf(policyStream, { type: 'PolicyDocumentPublished', data: { document } }) };
const uscc = '52411000MJ0TE5T35D';
const account = { number: '4190000000000010095', bankCnaps: '103503000014', accountName: '模拟青荷职业培训学校' };
const school = { uscc, name: '模拟青荷职业培训学校', unit: 'XC-411002', ownership: 'PRIVATE', account, document };
const registered = orgEvent('OrganisationRegistered', {
  uscc,
  name: school.name,
  unit: 'XC-411002',
  ownership: 'PRIVATE',
  account,
  innerCheckOk: true,
});

describe('registering an organisation', () => {
  it('makes it known with its basic account', () => {
    given(orgStream).facts(facts).when(registerOrganisation, school, ADMIN).then(registered).thenFlags();
  });

  it('is refused for a credit code that fails its check character (C.2)', () => {
    for (const wrong of ['52411000MJ0TE5T35E', '91350100M000100Y4A', '52411000MJ0TE5T3IO']) {
      given(orgStream)
        .facts(facts)
        .when(registerOrganisation, { ...school, uscc: wrong }, ADMIN)
        .thenRefused('C.2', /营业执照/);
    }
  });

  it('takes a code whose inner organisation code fails its own check, and shows it (C.2)', () => {
    const outerOnly = '52411000MJ0TE5T36G';
    given(orgStream)
      .facts(facts)
      .when(registerOrganisation, { ...school, uscc: outerOnly }, ADMIN)
      .then({
        type: 'OrganisationRegistered',
        data: { ...(registered.data as object), uscc: outerOnly, innerCheckOk: false },
      })
      .thenFlags('ORGANISATION_CODE_CHECK');
  });

  it('is refused for a bank branch number that fails its check digit (C.4)', () => {
    given(orgStream)
      .facts(facts)
      .when(registerOrganisation, { ...school, account: { ...account, bankCnaps: '103503000015' } }, ADMIN)
      .thenRefused('C.4', /联行号/);
  });

  it('is refused for an account in another name (C.4); blanks and full-width characters make no difference', () => {
    given(orgStream)
      .facts(facts)
      .when(registerOrganisation, { ...school, account: { ...account, accountName: '某某个人' } }, ADMIN)
      .thenRefused('C.4', /户名/);
    given(orgStream)
      .facts(facts)
      .when(
        registerOrganisation,
        { ...school, name: '模拟（A）学校', account: { ...account, accountName: '模拟(Ａ) 学校' } },
        ADMIN,
      )
      .thenFlags();
  });

  it('is refused without a published document (A-001), for the city as its unit (A-002), and a second time', () => {
    given(orgStream).facts({ policy: initialPolicy() }).when(registerOrganisation, school, ADMIN).thenRefused('A-001');
    given(orgStream)
      .facts(facts)
      .when(registerOrganisation, { ...school, unit: 'XC' }, ADMIN)
      .thenRefused('A-002-unit');
    given(orgStream, registered)
      .facts(facts)
      .when(registerOrganisation, school, ADMIN)
      .thenRefused('B.5-order', /已登记/);
  });

  it('takes no wrong shapes', () => {
    given(orgStream)
      .facts(facts)
      .when(registerOrganisation, { ...school, uscc: 'x' }, ADMIN)
      .thenInvalid('uscc');
    given(orgStream)
      .facts(facts)
      .when(registerOrganisation, { ...school, account: { ...account, number: '12 34' } }, ADMIN)
      .thenInvalid('account');
    given(orgStream)
      .facts(facts)
      .when(registerOrganisation, { ...school, account: null }, ADMIN)
      .thenInvalid('account');
    given(orgStream)
      .facts(facts)
      .when(registerOrganisation, { ...school, ownership: 'STATE' }, ADMIN)
      .thenInvalid('ownership');
  });
});

describe('correcting an organisation', () => {
  const correct = { uscc, unit: 'XC-411003', document, reason: '管理单位录错' };

  it('changes what is given, keeps the rest, and names the event that it corrects', () => {
    const { state } = given(orgStream, registered)
      .facts(facts)
      .when(correctOrganisation, correct, ADMIN)
      .then({
        type: 'OrganisationDetailsCorrected',
        data: { unit: 'XC-411003' },
        corrects: { stream: `org-${uscc}`, version: 1 },
      }).next;
    expect(state).toMatchObject({ name: school.name, unit: 'XC-411003' });
  });

  it('is refused where nothing is corrected, for the city as its unit, and for an organisation that is not there', () => {
    given(orgStream, registered)
      .facts(facts)
      .when(correctOrganisation, { uscc, document, reason: '无' }, ADMIN)
      .thenRefused('A-084', /至少一项/);
    given(orgStream, registered)
      .facts(facts)
      .when(correctOrganisation, { ...correct, unit: 'XC' }, ADMIN)
      .thenRefused('A-002-unit');
    given(orgStream)
      .facts(facts)
      .when(correctOrganisation, correct, ADMIN)
      .thenRefused('A-084', /尚未登记/);
  });
});

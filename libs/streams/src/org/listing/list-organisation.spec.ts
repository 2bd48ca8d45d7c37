import { actor, given, stateOf } from '@ledger/testing';
import { initialPolicy, policyStream } from '../../policy';
import { orgEvent } from '../org.events';
import { orgStream } from '../org.stream';
import { changeOrganisationScope } from './change-organisation-scope.decide';
import { delistOrganisation } from './delist-organisation.decide';
import { liftSuspension } from './lift-suspension.decide';
import { listOrganisation } from './list-organisation.decide';
import { listedOn } from './listed-on.rule';
import { suspendOrganisation } from './suspend-organisation.decide';
import { withdrawListingEntry } from './withdraw-listing-entry.decide';

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
const registered = orgEvent('OrganisationRegistered', {
  uscc,
  name: account.accountName,
  unit: 'XC-411002',
  ownership: 'PRIVATE',
  account,
  innerCheckOk: true,
});
const role = 'INSTITUTION' as const;
const scope = { projects: ['prj-cook'] };
const listed = orgEvent('OrganisationListed', { role, scope, listedFrom: '2019-01-01', document });
const suspended = orgEvent('OrganisationSuspended', { role, from: '2020-06-01', document });
const lifted = orgEvent('SuspensionLifted', { role, from: '2020-08-01', document });
const delisted = orgEvent('OrganisationDelisted', { role, from: '2021-01-01', document });
const asked = { uscc, role, document };
const listing = { ...asked, scope, listedFrom: '2019-01-01' };
const reason = '录入有误';
const cook = { projectId: 'prj-cook' };

describe('the listing of an organisation (A-084)', () => {
  it('holds from its day on, in its role and scope alone', () => {
    const { state } = given(orgStream, registered)
      .facts(facts)
      .when(listOrganisation, listing, ADMIN)
      .then(listed).next;
    expect(listedOn(state, role, '2018-12-31', cook)).toEqual({ listed: false, suspended: false, inScope: false });
    expect(listedOn(state, role, '2019-01-01', cook)).toEqual({ listed: true, suspended: false, inScope: true });
    expect(listedOn(state, role, '2019-01-01', { projectId: 'prj-sewing' }).inScope).toBe(false);
    expect(listedOn(state, 'EVALUATOR', '2019-01-01').listed).toBe(false);
  });

  it('is suspended from a day, active again from another, and ends on a third', () => {
    const { state } = given(orgStream, registered, listed)
      .facts(facts)
      .when(suspendOrganisation, { ...asked, from: '2020-06-01' }, ADMIN)
      .then(suspended)
      .next.facts(facts)
      .when(liftSuspension, { ...asked, from: '2020-08-01' }, ADMIN)
      .then(lifted)
      .next.facts(facts)
      .when(delistOrganisation, { ...asked, from: '2021-01-01' }, ADMIN)
      .then(delisted).next;
    const status = (day: string) => listedOn(state, role, day, cook);
    expect(status('2020-05-31')).toEqual({ listed: true, suspended: false, inScope: true });
    expect(status('2020-06-01')).toEqual({ listed: true, suspended: true, inScope: true });
    expect(status('2020-08-01')).toEqual({ listed: true, suspended: false, inScope: true });
    expect(status('2021-01-01')).toEqual({ listed: false, suspended: false, inScope: false });
  });

  it('may begin again after it ended', () => {
    const { state } = given(orgStream, registered, listed, delisted)
      .facts(facts)
      .when(listOrganisation, { ...listing, listedFrom: '2021-03-01' }, ADMIN)
      .then(orgEvent('OrganisationListed', { role, scope, listedFrom: '2021-03-01', document })).next;
    expect(listedOn(state, role, '2021-02-28').listed).toBe(false);
    expect(listedOn(state, role, '2021-03-01').listed).toBe(true);
  });

  it('takes a new scope from a day on', () => {
    const { state } = given(orgStream, registered, listed)
      .facts(facts)
      .when(changeOrganisationScope, { ...asked, scope: { projects: ['prj-sewing'] }, validFrom: '2020-01-01' }, ADMIN)
      .then(
        orgEvent('OrgScopeChanged', { role, scope: { projects: ['prj-sewing'] }, validFrom: '2020-01-01', document }),
      ).next;
    expect(listedOn(state, role, '2019-12-31', cook).inScope).toBe(true);
    expect(listedOn(state, role, '2020-01-01', cook).inScope).toBe(false);
  });

  it('of an evaluation body is by occupation and level, by item, and by certificate kind; * is all', () => {
    const evaluator = {
      uscc,
      role: 'EVALUATOR',
      document,
      listedFrom: '2019-01-01',
      scope: {
        occupations: [{ occupationId: 'occ-cook', levels: ['L5', 'L4'] }],
        items: ['*'],
        certKinds: ['SKILL_LEVEL'],
      },
    };
    const { state } = given(orgStream, registered).facts(facts).when(listOrganisation, evaluator, ADMIN).next;
    const inScope = (query: object): boolean => listedOn(state, 'EVALUATOR', '2020-01-01', query).inScope;
    expect(inScope({ occupationId: 'occ-cook', level: 'L4', certKind: 'SKILL_LEVEL' })).toBe(true);
    expect(inScope({ occupationId: 'occ-cook', level: 'L3' })).toBe(false);
    expect(inScope({ occupationId: 'occ-tailor', level: 'L4' })).toBe(false);
    expect(inScope({ occupationId: 'occ-cook', level: 'L4', certKind: 'VOC_QUALIFICATION' })).toBe(false);
    expect(inScope({ item: 'op-low-voltage' })).toBe(true);
    expect(inScope(cook)).toBe(false);
  });
});

describe('a step of a listing is refused', () => {
  const withListing = given(orgStream, registered, listed).facts(facts);

  it('without a published document (A-001), or from a day before it', () => {
    given(orgStream, registered)
      .facts({ policy: initialPolicy() })
      .when(listOrganisation, listing, ADMIN)
      .thenRefused('A-001');
    given(orgStream, registered)
      .facts(facts)
      .when(listOrganisation, { ...listing, listedFrom: '2018-12-01' }, ADMIN)
      .thenRefused('A-084', /印发日期/);
  });

  it('for an organisation that is not registered', () => {
    given(orgStream)
      .facts(facts)
      .when(listOrganisation, listing, ADMIN)
      .thenRefused('A-084', /尚未登记/);
  });

  it('where the listing does not stand so on that day', () => {
    withListing.when(listOrganisation, { ...listing, listedFrom: '2020-01-01' }, ADMIN).thenRefused('A-084', /在名单/);
    withListing.when(liftSuspension, { ...asked, from: '2020-01-01' }, ADMIN).thenRefused('A-084', /只有已暂停/);
    given(orgStream, registered, listed, suspended)
      .facts(facts)
      .when(suspendOrganisation, { ...asked, from: '2020-07-01' }, ADMIN)
      .thenRefused('A-084', /已暂停/);
    for (const [spec, day] of [
      [suspendOrganisation, 'from'],
      [delistOrganisation, 'from'],
    ] as const) {
      given(orgStream, registered)
        .facts(facts)
        .when(spec, { ...asked, [day]: '2020-01-01' }, ADMIN)
        .thenRefused('A-084', /不在名单/);
    }
    given(orgStream, registered)
      .facts(facts)
      .when(changeOrganisationScope, { ...asked, scope, validFrom: '2020-01-01' }, ADMIN)
      .thenRefused('A-084', /不在名单/);
  });

  it('before a later entry, which is withdrawn first', () => {
    given(orgStream, registered, listed, delisted)
      .facts(facts)
      .when(suspendOrganisation, { ...asked, from: '2020-06-01' }, ADMIN)
      .thenRefused('A-084', /先撤回那一条/);
  });

  it('for a scope that is not of its role', () => {
    given(orgStream, registered)
      .facts(facts)
      .when(listOrganisation, { ...listing, scope: { items: ['*'] } }, ADMIN)
      .thenRefused('A-084', /培训项目/);
    given(orgStream, registered)
      .facts(facts)
      .when(listOrganisation, { ...listing, role: 'EVALUATOR' }, ADMIN)
      .thenRefused('A-084', /评价机构/);
    given(orgStream, registered)
      .facts(facts)
      .when(listOrganisation, { ...listing, scope: {} }, ADMIN)
      .thenRefused('A-084');
  });

  it('takes no wrong shapes', () => {
    given(orgStream, registered)
      .facts(facts)
      .when(listOrganisation, { ...listing, role: 'BANK' }, ADMIN)
      .thenInvalid('role');
    given(orgStream, registered)
      .facts(facts)
      .when(listOrganisation, { ...listing, scope: { projects: ['a b'] } }, ADMIN)
      .thenInvalid('scope');
    given(orgStream, registered)
      .facts(facts)
      .when(
        listOrganisation,
        { ...listing, scope: { projects: Array.from({ length: 201 }, (_, i) => `p${i}`) } },
        ADMIN,
      )
      .thenInvalid('scope');
  });
});

describe('withdrawing an entry of a listing that was an error', () => {
  const withdraw = { uscc, role, version: 3, document, reason };

  it('takes the event that it names as never made', () => {
    const { state } = given(orgStream, registered, listed, suspended)
      .facts(facts)
      .when(withdrawListingEntry, withdraw, ADMIN)
      .then({ type: 'ListingEntryWithdrawn', data: { role }, corrects: { stream: `org-${uscc}`, version: 3 } }).next;
    expect(listedOn(state, role, '2020-07-01')).toEqual({ listed: true, suspended: false, inScope: true });
  });

  it('goes back step by step: what came later is withdrawn first', () => {
    const all = given(orgStream, registered, listed, suspended, lifted).facts(facts);
    all.when(withdrawListingEntry, withdraw, ADMIN).thenRefused('A-084', /依次撤回/);
    const { state } = all
      .when(withdrawListingEntry, { ...withdraw, version: 4 }, ADMIN)
      .next.facts(facts)
      .when(withdrawListingEntry, withdraw, ADMIN)
      .next.facts(facts)
      .when(withdrawListingEntry, { ...withdraw, version: 2 }, ADMIN).next;
    expect(listedOn(state, role, '2020-07-01').listed).toBe(false);
  });

  it('is refused for what is no live entry of that role', () => {
    for (const version of [1, 9]) {
      given(orgStream, registered, listed)
        .facts(facts)
        .when(withdrawListingEntry, { ...withdraw, version }, ADMIN)
        .thenRefused('A-084', /核对/);
    }
    given(orgStream, registered, listed)
      .facts(facts)
      .when(withdrawListingEntry, { ...withdraw, role: 'EMPLOYER', version: 2 }, ADMIN)
      .thenRefused('A-084');
  });
});

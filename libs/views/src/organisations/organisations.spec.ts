import { event } from '@ledger/kernel';
import type { OrgEventMap } from '@ledger/streams/org';
import { log, projected } from '@ledger/testing';
import { listingsOn } from './organisations.query';
import { ORGANISATIONS, organisations, type OrganisationRow } from './organisations.projection';

const USCC = '52411000MJY1234568';
const document = { kind: 'NOTICE', number: '1', issuer: '许昌市人社局', issuedOn: '2019-10-12', title: '目录' };
const account = { number: '6222020000000000018', bankCnaps: '102503000000', accountName: '许昌某培训学校' };
const ofOrg = <T extends keyof OrgEventMap>(type: T, data: OrgEventMap[T], corrects?: number) =>
  event(type, data, corrects === undefined ? {} : { corrects: { stream: `org-${USCC}`, version: corrects } });

const given = log.on(
  `org-${USCC}`,
  ofOrg('OrganisationRegistered', {
    uscc: USCC,
    name: '许昌某培训学校',
    unit: 'XC-411002',
    ownership: 'PRIVATE',
    account,
    innerCheckOk: true,
  }),
  ofOrg('OrganisationListed', { role: 'INSTITUTION', scope: { projects: ['*'] }, listedFrom: '2019-10-12', document }),
  ofOrg('OrganisationSuspended', { role: 'INSTITUTION', from: '2020-05-01', document }),
);
const rowOf = (from: typeof given): OrganisationRow =>
  projected(from, organisations).get<OrganisationRow>(ORGANISATIONS, USCC)!;

describe('organisations: one row each', () => {
  it('shows who they are without their account', () => {
    const row = rowOf(given);
    expect(row).toMatchObject({ name: '许昌某培训学校', unit: 'XC-411002', ownership: 'PRIVATE' });
    expect(JSON.stringify(row)).not.toContain(account.number);
  });

  it('says on which day they were listed, suspended or neither (A-084)', () => {
    expect(listingsOn(rowOf(given), '2020-04-30').INSTITUTION).toMatchObject({ listed: true, suspended: false });
    expect(listingsOn(rowOf(given), '2020-05-01').INSTITUTION).toMatchObject({ listed: true, suspended: true });
    expect(listingsOn(rowOf(given), '2019-10-11').INSTITUTION).toMatchObject({ listed: false });
    const withdrawn = given.on(`org-${USCC}`, ofOrg('ListingEntryWithdrawn', { role: 'INSTITUTION' }, 3));
    expect(listingsOn(rowOf(withdrawn), '2020-05-01').INSTITUTION).toMatchObject({ suspended: false });
  });

  it('waits for another person while a change of account is proposed', () => {
    const proposed = given.on(`org-${USCC}`, ofOrg('OrgAccountChangeProposed', { proposalId: 'p', account }));
    expect(rowOf(proposed)).toMatchObject({ attention: 1, accountChanges: [{ proposalId: 'p' }] });
    const changed = proposed.on(`org-${USCC}`, ofOrg('OrgAccountChanged', { proposalId: 'p', account }));
    expect(rowOf(changed)).toMatchObject({ attention: undefined, accountChanges: [] });
  });
});

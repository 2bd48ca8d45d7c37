import { actor, by, given, uuid } from '@ledger/testing';
import { orgEvent } from '../org.events';
import { orgStream } from '../org.stream';
import { approveOrgAccountChange } from './approve-org-account-change.decide';
import { declineOrgAccountChange } from './decline-org-account-change.decide';
import { proposeOrgAccountChange } from './propose-org-account-change.decide';

const uscc = '52411000MJ0TE5T35D';
const SCHOOL = actor('INSTITUTION', uscc);
const CONFIRMER = actor('CONFIRMER', 'XC-411002');
const document = {
  kind: 'BANK_LETTER',
  number: '模拟函1号',
  issuer: '模拟银行',
  issuedOn: '2019-12-25',
  title: '开户证明',
};
const account = { number: '4190000000000010095', bankCnaps: '103503000014', accountName: '模拟青荷职业培训学校' };
const newAccount = { ...account, number: '4190000000000020185', bankCnaps: '402503000127' };
const registered = orgEvent('OrganisationRegistered', {
  uscc,
  name: account.accountName,
  unit: 'XC-411002',
  ownership: 'PRIVATE',
  account,
  innerCheckOk: true,
});
const proposalId = uuid(5);
const proposed = by(SCHOOL, orgEvent('OrgAccountChangeProposed', { proposalId, account: newAccount }));
const propose = { uscc, proposalId, account: newAccount, document };

describe('changing an organisation’s account by two people (B.5-four-eyes)', () => {
  it('takes a proposal by one and an approval by another; then it is paid there', () => {
    const asking = given(orgStream, registered)
      .when(proposeOrgAccountChange, propose, { actor: SCHOOL })
      .then(proposed);
    expect(asking.subject).toEqual({ unit: 'XC-411002', orgs: [uscc] });
    const { state } = asking.next.when(approveOrgAccountChange, { uscc, proposalId }, { actor: CONFIRMER }).then({
      type: 'OrgAccountChanged',
      data: { proposalId, account: newAccount },
      corrects: { stream: `org-${uscc}`, version: 1 },
    }).next;
    expect(state.account).toEqual(newAccount);
  });

  it('is judged anew on approval: the organisation may have another name by then (C.4)', () => {
    given(orgStream, registered, proposed, orgEvent('OrganisationDetailsCorrected', { name: '模拟青荷技工学校' }))
      .when(approveOrgAccountChange, { uscc, proposalId }, { actor: CONFIRMER })
      .thenRefused('C.4', /模拟青荷技工学校/);
  });

  it('may be declined; the account stays', () => {
    const { state } = given(orgStream, registered, proposed)
      .when(declineOrgAccountChange, { uscc, proposalId, reason: '开户证明不符' }, { actor: CONFIRMER })
      .then(orgEvent('OrgAccountChangeDeclined', { proposalId })).next;
    expect(state.account).toEqual(account);
  });

  it('is not decided by who proposed it, nor twice, nor before it was proposed', () => {
    const clerk = actor('CLERK', 'XC-411002', 'zhang');
    const byClerk = given(
      orgStream,
      registered,
      by(clerk, orgEvent('OrgAccountChangeProposed', { proposalId, account: newAccount })),
    );
    byClerk
      .when(approveOrgAccountChange, { uscc, proposalId }, { actor: { ...clerk, role: 'CONFIRMER' } })
      .thenRefused('B.5-four-eyes', /zhang/);
    byClerk
      .when(approveOrgAccountChange, { uscc, proposalId }, { actor: CONFIRMER, at: '2019-12-30T00:00:00.000Z' })
      .thenRefused('B.5-order', /早于/);
    byClerk
      .and(by(CONFIRMER, orgEvent('OrgAccountChangeDeclined', { proposalId })))
      .when(approveOrgAccountChange, { uscc, proposalId }, { actor: actor('CONFIRMER', 'XC-411002', 'other') })
      .thenRefused('B.5-order', new RegExp(CONFIRMER.id));
    given(orgStream, registered)
      .when(approveOrgAccountChange, { uscc, proposalId }, { actor: CONFIRMER })
      .thenRefused('B.5-order');
  });

  it('is refused for an account in another name or at a branch number that fails its check (C.4)', () => {
    given(orgStream, registered)
      .when(
        proposeOrgAccountChange,
        { ...propose, account: { ...newAccount, accountName: '某某个人' } },
        { actor: SCHOOL },
      )
      .thenRefused('C.4', /户名/);
    given(orgStream, registered)
      .when(
        proposeOrgAccountChange,
        { ...propose, account: { ...newAccount, bankCnaps: '402503000128' } },
        { actor: SCHOOL },
      )
      .thenRefused('C.4', /联行号/);
  });

  it('is proposed once at a time, under an id of its own, for a registered organisation', () => {
    given(orgStream, registered, proposed)
      .when(proposeOrgAccountChange, { ...propose, proposalId: uuid(6) }, { actor: SCHOOL })
      .thenRefused('B.5-order', /先办结/);
    given(orgStream, registered, proposed, orgEvent('OrgAccountChangeDeclined', { proposalId }))
      .when(proposeOrgAccountChange, propose, { actor: SCHOOL })
      .thenRefused('B.5-order', /编号/);
    given(orgStream)
      .when(proposeOrgAccountChange, propose, { actor: SCHOOL })
      .thenRefused('A-084', /尚未登记/);
  });
});

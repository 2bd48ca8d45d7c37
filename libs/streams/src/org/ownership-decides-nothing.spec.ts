import type { AnyCommandSpec } from '@ledger/kernel';
import { actor, type Given, given, stateOf, uuid } from '@ledger/testing';
import fc from 'fast-check';
import { policyStream } from '../policy';
import { listedOn } from './listing/listed-on.rule';
import { orgCommands } from './org.commands';
import { orgEvent, type OrgRole } from './org.events';
import type { OrgState } from './org.state';
import { orgStream } from './org.stream';

const document = {
  kind: 'NOTICE',
  number: '模拟文〔2018〕第003号',
  issuer: '模拟局',
  issuedOn: '2018-12-25',
  title: '机构目录',
};
const facts = { policy: stateOf(policyStream, { type: 'PolicyDocumentPublished', data: { document } }) };
const uscc = '52411000MJ0TE5T35D';
const account = { number: '4190000000000010095', bankCnaps: '103503000014', accountName: '模拟青荷职业培训学校' };
const registered = (ownership: 'PUBLIC' | 'PRIVATE') =>
  orgEvent('OrganisationRegistered', {
    uscc,
    name: account.accountName,
    unit: 'XC-411002',
    ownership,
    account,
    innerCheckOk: true,
  });
const spec = (name: string): AnyCommandSpec => orgCommands.find((each) => each.name === name)!;

const ROLES: readonly OrgRole[] = ['INSTITUTION', 'EVALUATOR', 'EMPLOYER'];
const role = fc.constantFrom(...ROLES);
const day = fc.integer({ min: 0, max: 30 }).map((n) =>
  `2020-0${1 + (n % 9)}-${String(1 + n)
    .padStart(2, '0')
    .slice(-2)}`.replace(/-31$/, '-28'),
);
const scope = fc.constantFrom(
  { projects: ['*'] },
  { projects: ['prj-cook'] },
  { items: ['*'] },
  { occupations: [{ occupationId: '*', levels: ['L5'] }] },
);
const proposalId = fc.integer({ min: 1, max: 3 }).map(uuid);
const by = { uscc, document, reason: '核对' };

const step: fc.Arbitrary<{ name: string; data: object }> = fc.oneof(
  fc.record({ name: fc.constant('ListOrganisation'), data: fc.record({ role, scope, listedFrom: day }) }),
  fc.record({ name: fc.constant('ChangeOrganisationScope'), data: fc.record({ role, scope, validFrom: day }) }),
  fc.record({
    name: fc.constantFrom('SuspendOrganisation', 'LiftSuspension', 'DelistOrganisation'),
    data: fc.record({ role, from: day }),
  }),
  fc.record({
    name: fc.constant('WithdrawListingEntry'),
    data: fc.record({ role, version: fc.integer({ min: 1, max: 8 }) }),
  }),
  fc.record({
    name: fc.constant('ProposeOrgAccountChange'),
    data: fc.record({ proposalId, account: fc.constant({ ...account, number: '4190000000000020185' }) }),
  }),
);

/** What came of each step, and how the organisation then stands. */
function outcomes(ownership: 'PUBLIC' | 'PRIVATE', steps: readonly { name: string; data: object }[]): unknown[] {
  let org: Given<OrgState> = given(orgStream, registered(ownership)).facts(facts);
  return steps.map(({ name, data }) => {
    const outcome = org.when(spec(name), { ...by, ...data }, { actor: actor('CATALOGUE_ADMIN', 'XC') });
    const accepted = outcome.events.length > 0;
    if (accepted) org = outcome.next.facts(facts);
    const standing = ROLES.map((each) => listedOn(org.state, each, '2020-06-15', { projectId: 'prj-cook' }));
    return [name, org.events.length, accepted ? '' : outcome.refusal(), standing, org.state.account];
  });
}

describe('whether an organisation is public or private (A-051)', () => {
  it('changes no result of any history of its commands', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        expect(outcomes('PRIVATE', steps)).toEqual(outcomes('PUBLIC', steps));
      }),
      { numRuns: 150 },
    );
  });

  it('is not even known where decisions are made', () => {
    expect(JSON.stringify(stateOf(orgStream, registered('PRIVATE')))).toBe(
      JSON.stringify(stateOf(orgStream, registered('PUBLIC'))),
    );
  });
});

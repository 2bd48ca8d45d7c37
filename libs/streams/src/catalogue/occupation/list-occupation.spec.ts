import { actor, given, stateOf } from '@ledger/testing';
import type { Json } from '@ledger/kernel';
import { initialPolicy, policyStream } from '../../policy';
import { catalogueEvent, type Occupation } from '../catalogue.events';
import { catalogueStream } from '../catalogue.stream';
import { occupationEver, occupationOn } from '../rules/listed-on.rule';
import { delistOccupation } from './delist-occupation.decide';
import { listOccupation } from './list-occupation.decide';
import { withdrawOccupationDelisting } from './withdraw-occupation-delisting.decide';
import { withdrawOccupationListing } from './withdraw-occupation-listing.decide';

const ADMIN = { actor: actor('CATALOGUE_ADMIN', 'XC'), at: '2020-07-06T02:00:00.000Z' };
const document = {
  kind: 'NOTICE',
  number: '模拟文〔2020〕第003号',
  issuer: '模拟局',
  issuedOn: '2020-03-01',
  title: '职业目录',
};
const publishing = { type: 'PolicyDocumentPublished', data: { document } };
const set = (key: string, value: Json) => ({
  type: 'ParameterSet',
  data: { key, value, validFrom: '2019-01-01', document },
});
const policyWith = (more: Record<string, Json> = {}) =>
  stateOf(
    policyStream,
    publishing,
    ...Object.entries({
      'catalogue.supplementMax': 10,
      'catalogue.cumulative': true,
      'catalogue.newOccupationMajorGroups': [3, 4, 5, 6],
      ...more,
    }).map(([key, value]) => set(key, value)),
  );
const facts = { policy: policyWith() };

const cook = {
  occupationId: 'occ-cook',
  codeSystemVersion: '2015',
  zh: '中式烹调师',
  en: 'Cook',
  majorGroup: 4,
  source: 'PROVINCIAL',
} as const;
const listing = { ...cook, listedFrom: '2020-07-06', document };
const entry: Occupation = { ...cook, code: null };
const listed = (occupation: Occupation, listedFrom = '2020-04-01') =>
  catalogueEvent('OccupationListed', { occupation, listedFrom, document });
const supplement = (n: number): Occupation => ({ ...entry, occupationId: `occ-local-${n}`, source: 'SUPPLEMENTARY' });
const ten = Array.from({ length: 10 }, (_, i) => listed(supplement(i)));
const eleventh = { ...listing, occupationId: 'occ-local-11', source: 'SUPPLEMENTARY' };
const reason = '录入有误';

describe('listing an occupation', () => {
  it('enters it from its day on', () => {
    const { state } = given(catalogueStream)
      .facts(facts)
      .when(listOccupation, listing, ADMIN)
      .then(listed(entry, '2020-07-06')).next;
    expect(occupationOn(state, 'occ-cook', '2020-07-05')).toBeUndefined();
    expect(occupationOn(state, 'occ-cook', '2020-07-06')).toEqual(entry);
  });

  it('is refused without a published document (A-001), and from a day before that document (A-084)', () => {
    given(catalogueStream).facts({ policy: initialPolicy() }).when(listOccupation, listing, ADMIN).thenRefused('A-001');
    given(catalogueStream)
      .facts(facts)
      .when(listOccupation, { ...listing, listedFrom: '2020-02-29' }, ADMIN)
      .thenRefused('A-084', /印发日期/);
  });

  it('is refused for an id that is taken, de-listed or not, so that it never means something else', () => {
    const delisted = catalogueEvent('OccupationDelisted', {
      occupationId: 'occ-cook',
      delistedFrom: '2020-05-01',
      document,
    });
    given(catalogueStream, listed(entry))
      .facts(facts)
      .when(listOccupation, listing, ADMIN)
      .thenRefused('A-084', /另取编号/);
    given(catalogueStream, listed(entry), delisted)
      .facts(facts)
      .when(listOccupation, listing, ADMIN)
      .thenRefused('A-084', /另取编号/);
  });

  it('is refused for a code of another major group', () => {
    given(catalogueStream)
      .facts(facts)
      .when(listOccupation, { ...listing, code: '6-29-01-01' }, ADMIN)
      .thenRefused('A-086', /大典/);
  });
});

describe('the supplementary catalogue of at most ten (A-085)', () => {
  it('takes the tenth and refuses the eleventh', () => {
    given(catalogueStream, ...ten.slice(1))
      .facts(facts)
      .when(listOccupation, eleventh, ADMIN)
      .then(listed({ ...supplement(0), occupationId: 'occ-local-11' }, '2020-07-06'));
    given(catalogueStream, ...ten)
      .facts(facts)
      .when(listOccupation, eleventh, ADMIN)
      .thenRefused('A-085', /已确定 10 个职业，上限为 10 个/);
  });

  it('counts de-listed ones, for it is cumulative', () => {
    const delisted = catalogueEvent('OccupationDelisted', {
      occupationId: 'occ-local-0',
      delistedFrom: '2020-05-01',
      document,
    });
    given(catalogueStream, ...ten, delisted)
      .facts(facts)
      .when(listOccupation, eleventh, ADMIN)
      .thenRefused('A-085');
  });

  it('does not count those withdrawn as errors, which may be listed anew', () => {
    const withdrawn = catalogueEvent('OccupationListingWithdrawn', { occupationId: 'occ-local-0' });
    const room = given(catalogueStream, ...ten, withdrawn).facts(facts);
    room
      .when(listOccupation, eleventh, ADMIN)
      .then(listed({ ...supplement(0), occupationId: 'occ-local-11' }, '2020-07-06'));
    room
      .when(listOccupation, { ...eleventh, occupationId: 'occ-local-0' }, ADMIN)
      .then(listed(supplement(0), '2020-07-06'));
  });

  it('does not count provincial and new national ones', () => {
    given(catalogueStream, ...ten)
      .facts(facts)
      .when(listOccupation, listing, ADMIN)
      .then(listed(entry, '2020-07-06'));
  });

  it('is widened by a policy document alone', () => {
    expect(
      given(catalogueStream, ...ten)
        .facts({ policy: policyWith({ 'catalogue.supplementMax': 11 }) })
        .when(listOccupation, eleventh, ADMIN).next.state.occupations,
    ).toHaveProperty('occ-local-11');
    given(catalogueStream)
      .facts({ policy: stateOf(policyStream, publishing) })
      .when(listOccupation, eleventh, ADMIN)
      .thenRefused('A-085', /未设定/);
  });

  it('where a document says that it is not cumulative, counts what is listed, and coming back needs room', () => {
    const concurrent = { policy: policyWith({ 'catalogue.cumulative': false }) };
    const delisted = catalogueEvent('OccupationDelisted', {
      occupationId: 'occ-local-0',
      delistedFrom: '2020-05-01',
      document,
    });
    given(catalogueStream, ...ten, delisted)
      .facts(concurrent)
      .when(listOccupation, eleventh, ADMIN)
      .next.facts(concurrent)
      .when(withdrawOccupationDelisting, { occupationId: 'occ-local-0', document, reason }, ADMIN)
      .thenRefused('A-085');
  });
});

describe('a new occupation published by the state (A-086)', () => {
  const marketer = { ...listing, occupationId: 'occ-internet-marketer', source: 'NEW_NATIONAL' };

  it('enters from the day of its publication, with its rate pending', () => {
    given(catalogueStream)
      .facts(facts)
      .when(listOccupation, marketer, ADMIN)
      .then(
        listed(
          { ...entry, occupationId: 'occ-internet-marketer', source: 'NEW_NATIONAL', ratePending: true },
          '2020-07-06',
        ),
      )
      .thenFlags('RATE_PENDING');
  });

  it('may be said to have a rate already', () => {
    given(catalogueStream)
      .facts(facts)
      .when(listOccupation, { ...marketer, ratePending: false }, ADMIN)
      .then(listed({ ...entry, occupationId: 'occ-internet-marketer', source: 'NEW_NATIONAL' }, '2020-07-06'));
  });

  it.each([1, 2, 7, 8])('does not enter if it is of major group %i, which is not for skilled workers', (majorGroup) => {
    given(catalogueStream)
      .facts(facts)
      .when(listOccupation, { ...marketer, majorGroup }, ADMIN)
      .thenRefused('A-086', /不属技能人才类/);
  });

  it('does not enter before it is published', () => {
    given(catalogueStream)
      .facts(facts)
      .when(listOccupation, { ...marketer, listedFrom: '2020-07-07' }, ADMIN)
      .thenRefused('A-086', /尚未到/);
  });
});

describe('taking an occupation out of the catalogue', () => {
  const out = { occupationId: 'occ-cook', delistedFrom: '2020-08-01', document };
  const delisted = catalogueEvent('OccupationDelisted', out);
  const withdraw = { occupationId: 'occ-cook', document, reason };

  it('ends it on a day; older trainings still know it', () => {
    const { state } = given(catalogueStream, listed(entry))
      .facts(facts)
      .when(delistOccupation, out, ADMIN)
      .then(delisted).next;
    expect(occupationOn(state, 'occ-cook', '2020-07-31')).toEqual(entry);
    expect(occupationOn(state, 'occ-cook', '2020-08-01')).toBeUndefined();
    expect(occupationEver(state, 'occ-cook')).toEqual(entry);
  });

  it('can be taken back, naming the event', () => {
    const { state } = given(catalogueStream, listed(entry), delisted)
      .facts(facts)
      .when(withdrawOccupationDelisting, withdraw, ADMIN)
      .then({
        type: 'OccupationDelistingWithdrawn',
        data: { occupationId: 'occ-cook' },
        corrects: { stream: 'catalogue-OCCUPATION', version: 2 },
      }).next;
    expect(occupationOn(state, 'occ-cook', '2021-01-01')).toEqual(entry);
  });

  it('a listing that was an error is withdrawn: it never was in the catalogue', () => {
    const { state } = given(catalogueStream, listed(entry))
      .facts(facts)
      .when(withdrawOccupationListing, withdraw, ADMIN)
      .then({
        type: 'OccupationListingWithdrawn',
        data: { occupationId: 'occ-cook' },
        corrects: { stream: 'catalogue-OCCUPATION', version: 1 },
      }).next;
    expect(occupationOn(state, 'occ-cook', '2020-05-01')).toBeUndefined();
  });

  it('is refused for what is not there, is out already, or was not out', () => {
    given(catalogueStream)
      .facts(facts)
      .when(delistOccupation, out, ADMIN)
      .thenRefused('A-084', /目录中没有/);
    given(catalogueStream, listed(entry), delisted)
      .facts(facts)
      .when(delistOccupation, out, ADMIN)
      .thenRefused('A-084', /已自 2020-08-01 起移出/);
    given(catalogueStream, listed(entry))
      .facts(facts)
      .when(withdrawOccupationDelisting, withdraw, ADMIN)
      .thenRefused('A-084', /没有移出目录/);
    given(catalogueStream, listed(entry), catalogueEvent('OccupationListingWithdrawn', { occupationId: 'occ-cook' }))
      .facts(facts)
      .when(withdrawOccupationListing, withdraw, ADMIN)
      .thenRefused('A-084', /已撤回/);
  });

  it('is refused from the day of listing or earlier, and from a day before its document', () => {
    given(catalogueStream, listed(entry))
      .facts(facts)
      .when(delistOccupation, { ...out, delistedFrom: '2020-04-01' }, ADMIN)
      .thenRefused('A-084', /撤回列入/);
    given(catalogueStream, listed(entry, '2020-01-01'))
      .facts(facts)
      .when(delistOccupation, { ...out, delistedFrom: '2020-02-01' }, ADMIN)
      .thenRefused('A-084', /印发日期/);
  });
});

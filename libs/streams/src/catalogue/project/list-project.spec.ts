import { actor, given, stateOf } from '@ledger/testing';
import { initialPolicy, policyStream } from '../../policy';
import { catalogueEvent, type TrainingProject } from '../catalogue.events';
import { catalogueStream } from '../catalogue.stream';
import { projectEver, projectOn } from '../rules/listed-on.rule';
import { delistProject } from './delist-project.decide';
import { listProject } from './list-project.decide';
import { withdrawProjectDelisting } from './withdraw-project-delisting.decide';
import { withdrawProjectListing } from './withdraw-project-listing.decide';

const ADMIN = { actor: actor('CATALOGUE_ADMIN', 'XC'), at: '2020-07-06T02:00:00.000Z' };
const document = {
  kind: 'CATALOGUE_ANNOUNCEMENT',
  number: '模拟文〔2020〕第003号',
  issuer: '模拟局',
  issuedOn: '2020-03-01',
  title: '项目目录',
};
const occupations = stateOf(
  catalogueStream,
  catalogueEvent('OccupationListed', {
    occupation: {
      occupationId: 'occ-cook',
      codeSystemVersion: '2015',
      code: null,
      zh: '中式烹调师',
      en: 'Cook',
      majorGroup: 4,
      source: 'PROVINCIAL',
    },
    listedFrom: '2020-04-01',
    document,
  }),
);
const facts = { policy: stateOf(policyStream, { type: 'PolicyDocumentPublished', data: { document } }), occupations };

const cook: TrainingProject = {
  projectId: 'prj-cook',
  zh: '中式烹调',
  en: 'Cooking',
  programme: 'P2_KEY_GROUPS',
  trainingNature: 'UPSKILLING',
  certKind: 'SKILL_LEVEL',
  occupationId: 'occ-cook',
  levels: ['L5', 'L4'],
  hours: 64,
};
const listing = { ...cook, listedFrom: '2020-04-01', document };
const listed = catalogueEvent('ProjectListed', { project: cook, listedFrom: '2020-04-01', document });
const reason = '录入有误';

describe('listing a training project (A-084)', () => {
  it('enters it from its day on, without the particulars of the command', () => {
    const { state } = given(catalogueStream)
      .facts(facts)
      .when(listProject, { ...listing, reason: '第三批' }, ADMIN)
      .then(listed).next;
    expect(projectOn(state, 'prj-cook', '2020-03-31')).toBeUndefined();
    expect(projectOn(state, 'prj-cook', '2020-04-01')).toEqual(cook);
  });

  it('is refused without a published document (A-001), and from a day before it', () => {
    given(catalogueStream)
      .facts({ ...facts, policy: initialPolicy() })
      .when(listProject, listing, ADMIN)
      .thenRefused('A-001');
    given(catalogueStream)
      .facts(facts)
      .when(listProject, { ...listing, listedFrom: '2020-02-01' }, ADMIN)
      .thenRefused('A-084', /印发日期/);
  });

  it('is refused while its occupation is not in the catalogue', () => {
    given(catalogueStream)
      .facts(facts)
      .when(listProject, { ...listing, occupationId: 'occ-chef' }, ADMIN)
      .thenRefused('A-084', /职业目录/);
    given(catalogueStream)
      .facts(facts)
      .when(listProject, { ...listing, listedFrom: '2020-03-31' }, ADMIN)
      .thenRefused('A-084', /2020-03-31/);
  });

  it('is refused for an id that is taken', () => {
    given(catalogueStream, listed)
      .facts(facts)
      .when(listProject, listing, ADMIN)
      .thenRefused('A-084', /另取编号/);
  });

  it.each([
    ['a graded kind without levels', { levels: undefined }],
    ['a graded kind without an occupation', { occupationId: undefined }],
    ['a graded kind with an item', { skillItem: 'skill-cooking' }],
    ['an ungraded kind without an item', { certKind: 'SPECIAL_ABILITY' }],
    [
      'a special operation that is neither first issue nor renewal',
      { certKind: 'SPECIAL_OPERATION', skillItem: 'op-low-voltage' },
    ],
    [
      'a first issue of what is no special operation',
      { certKind: 'SPECIAL_ABILITY', skillItem: 'skill-cooking', issue: 'FIRST' },
    ],
  ])('is refused for %s', (_what, wrong) => {
    given(catalogueStream)
      .facts(facts)
      .when(listProject, { ...listing, ...wrong }, ADMIN)
      .thenRefused('A-084', /改正|补充/);
  });

  it('takes ungraded kinds with their item', () => {
    const { occupationId: _occupation, levels: _levels, ...ungraded } = listing;
    const renewal = { ...ungraded, certKind: 'SPECIAL_OPERATION', skillItem: 'op-low-voltage', issue: 'RENEWAL' };
    expect(given(catalogueStream).facts(facts).when(listProject, renewal, ADMIN).next.state.projects).toHaveProperty(
      'prj-cook',
    );
  });

  it.each([
    { hours: 0 },
    { hours: 1.5 },
    { levels: ['L6'] },
    { levels: ['L5', 'L5'] },
    { programme: 'P10' },
    { projectId: '工程' },
    { zh: '' },
  ])('takes no wrong shapes (%#)', (wrong) => {
    given(catalogueStream)
      .facts(facts)
      .when(listProject, { ...listing, ...wrong }, ADMIN)
      .thenInvalid(Object.keys(wrong)[0]!);
  });
});

describe('taking a project out of the catalogue (A-084)', () => {
  const out = { projectId: 'prj-cook', delistedFrom: '2020-08-01', document };
  const delisted = catalogueEvent('ProjectDelisted', out);
  const withdraw = { projectId: 'prj-cook', document, reason };

  it('lets no class start from that day; running ones still know it', () => {
    const { state } = given(catalogueStream, listed).facts(facts).when(delistProject, out, ADMIN).then(delisted).next;
    expect(projectOn(state, 'prj-cook', '2020-07-31')).toEqual(cook);
    expect(projectOn(state, 'prj-cook', '2020-08-01')).toBeUndefined();
    expect(projectEver(state, 'prj-cook')).toEqual(cook);
  });

  it('can be taken back, naming the event', () => {
    const { state } = given(catalogueStream, listed, delisted)
      .facts(facts)
      .when(withdrawProjectDelisting, withdraw, ADMIN)
      .then({
        type: 'ProjectDelistingWithdrawn',
        data: { projectId: 'prj-cook' },
        corrects: { stream: 'catalogue-PROJECT', version: 2 },
      }).next;
    expect(projectOn(state, 'prj-cook', '2021-01-01')).toEqual(cook);
  });

  it('a listing that was an error is withdrawn, and the project may be listed anew as it should have been', () => {
    given(catalogueStream, listed)
      .facts(facts)
      .when(withdrawProjectListing, withdraw, ADMIN)
      .then({
        type: 'ProjectListingWithdrawn',
        data: { projectId: 'prj-cook' },
        corrects: { stream: 'catalogue-PROJECT', version: 1 },
      })
      .next.facts(facts)
      .when(listProject, { ...listing, hours: 72 }, ADMIN)
      .then(catalogueEvent('ProjectListed', { project: { ...cook, hours: 72 }, listedFrom: '2020-04-01', document }));
  });

  it('is refused for what is not there, is out already, or was not out', () => {
    given(catalogueStream)
      .facts(facts)
      .when(delistProject, out, ADMIN)
      .thenRefused('A-084', /目录中没有/);
    given(catalogueStream, listed, delisted)
      .facts(facts)
      .when(delistProject, out, ADMIN)
      .thenRefused('A-084', /先撤回/);
    given(catalogueStream, listed)
      .facts(facts)
      .when(withdrawProjectDelisting, withdraw, ADMIN)
      .thenRefused('A-084', /没有移出目录/);
    given(catalogueStream)
      .facts(facts)
      .when(withdrawProjectListing, withdraw, ADMIN)
      .thenRefused('A-084', /目录中没有/);
  });
});

import { referenceDocument } from '@ledger/reference';
import type { ProgrammeState } from './programme-state';
import type { Story } from './step';
import { at, documentOf, staff } from './world';

/** Occupations that the city would like to have in its supplementary catalogue, beside the six of the reference data. */
const WISHES = [
  ['occ-dried-tofu-maker', '腐竹制作工', 'Dried bean-curd maker', 6],
  ['occ-sweet-potato-noodle-maker', '红薯粉条制作工', 'Sweet-potato noodle maker', 6],
  ['occ-tobacco-grower', '烟叶种植工', 'Tobacco grower', 5],
  ['occ-garden-stone-setter', '园林置石工', 'Garden stone setter', 6],
  ['occ-village-guide', '乡村旅游讲解员', 'Village guide', 4],
] as const;

/**
 * 市级差错: what the city itself tries and may not do: act on a document that nobody published, invent a parameter, open the
 * account twice, allot more than there is, list an eleventh local occupation. What counties, institutions and learners try
 * stands in the slips of their own stories.
 */
export function* refusalsStory(world: ProgrammeState): Story {
  const plan = referenceDocument('doc-plan');
  const policy = staff('POLICY_ADMIN', 'XC');
  const unpublished = documentOf('PARAMETER_CHANGE', '2019-10-24', world.serial());
  const quota = { key: 'quota.perPersonPerYear', value: 5, validFrom: '2020-01-01' };
  yield world.step(at('2019-10-24', '09:00'), policy, 'SetParameter', { ...quota, document: unpublished }, 'A-001');
  const unknown = { key: 'quota.perPersonPerMonth', value: 1, validFrom: '2020-01-01', document: plan };
  yield world.step(at('2019-10-24', '09:10'), policy, 'SetParameter', unknown, 'A-003');
  const fund = staff('FUND_ADMIN', 'XC');
  const opened = { document: plan, reason: '依据方案二(三)2设立专账' };
  yield world.step(at('2019-10-24', '10:00'), fund, 'OpenCityLine', opened, 'A-071');
  yield* allotments(world);
  yield* catalogue(world);
}

/** 资金分配: a county helps itself; the city promises what it has not got. */
function* allotments(world: ProgrammeState): Story {
  const document = referenceDocument('doc-allotment-2019');
  const county = { unit: 'XC-DCQ', amountFen: 10_000_000_00, document };
  yield world.step(at('2019-10-28', '09:00'), staff('FUND_ADMIN', 'XC-DCQ'), 'AllotFunds', county, 'A-002-unit');
  const beyond = { unit: 'XC-JKQ', amountFen: 50_000_000_00, document };
  yield world.step(at('2019-10-28', '10:00'), staff('FUND_ADMIN', 'XC'), 'AllotFunds', beyond, 'A-071-line');
}

/** 补充目录: ten local occupations and no more; a new national one only if it is for skilled workers. */
function* catalogue(world: ProgrammeState): Story {
  const admin = staff('CATALOGUE_ADMIN', 'XC');
  const document = referenceDocument('doc-projects-2020-1');
  const common = { codeSystemVersion: 'XC-LOCAL', ratePending: true, listedFrom: '2020-03-16', document };
  for (const [i, [occupationId, zh, en, majorGroup]] of WISHES.entries()) {
    const wish = { occupationId, zh, en, majorGroup, source: 'SUPPLEMENTARY', ...common };
    const refusedBy = i === WISHES.length - 1 ? 'A-085' : undefined;
    yield world.step(at('2020-03-18', `09:0${i}`), admin, 'ListOccupation', wish, refusedBy);
  }
  yield world.step(
    at('2020-03-18', '10:00'),
    admin,
    'ListOccupation',
    {
      occupationId: 'occ-online-learning-planner',
      zh: '在线学习服务师',
      en: 'Online learning adviser',
      majorGroup: 2,
      source: 'NEW_NATIONAL',
      ...common,
    },
    'A-086',
  );
}

import { referenceDocument } from '@ledger/reference';
import { verifyLedger } from '@ledger/runtime';
import { at, staff } from '@ledger/simulation';
import { compensationCells, type Cell } from '@ledger/streams';
import { Town } from '../stories/town';
import type { CaseJourney } from './case-journey';
import {
  batchScenarios,
  caseScenarios,
  proposalScenarios,
  publicityScenarios,
  recoveryScenarios,
  type Scenario,
} from './case-scenarios';
import { amendmentScenarios, classScenarios, reopeningScenarios } from './class-scenarios';
import type { ClassJourney } from './class-journey';
import { Pool } from './pool';
import type { StandingJourney } from './standing-journey';
import { standingScenarios } from './standing-scenarios';
import { walk } from './walk';

jest.setTimeout(120_000);

let town: Town;
let pool: Pool;

beforeAll(async () => {
  town = await Town.open({ live: false, setUp: ({ command }) => command !== 'AllotFunds' });
  await town.inTurn(
    ['XC-411002', 'XC-DCQ'].map((unit) => ({
      by: staff('FUND_ADMIN', 'XC'),
      at: at('2019-10-21', '09:00'),
      command: 'AllotFunds',
      data: { unit, amountFen: 1_000_000_000, document: referenceDocument('doc-allotment-2019') },
    })),
  );
  pool = new Pool(town);
});

afterAll(() => town.close());

const cells = compensationCells().filter(({ answer }) => answer.is !== 'none');
const nameOf = ({ command, variant, stage }: Cell): string => `${command}${variant ? ` (${variant})` : ''} at ${stage}`;
const of = (...subjects: readonly string[]): (readonly [string, Cell])[] =>
  cells.filter(({ subject }) => subjects.includes(subject)).map((cell) => [nameOf(cell), cell] as const);

const ON_CASES = ['case', 'case-correction', 'recovery', 'batch', 'publicity'];
const ON_CLASSES = ['class', 'amendment', 'reopening'];
const WALKED = [...ON_CASES, ...ON_CLASSES];
const FLAGS = ['CloseFlag', 'ReopenFlag'];

describe('what is done on a case and then undone', () => {
  const scenariosOf = (cell: Cell): Scenario<CaseJourney>[] => {
    switch (cell.subject) {
      case 'case-correction':
        return proposalScenarios(cell);
      case 'recovery':
        return recoveryScenarios(cell);
      case 'batch':
        return batchScenarios(cell);
      case 'publicity':
        return publicityScenarios(cell);
      default:
        return caseScenarios(cell);
    }
  };

  const fresh = ({ command }: Cell): Promise<CaseJourney> =>
    command === 'FundSupplement' ? pool.uncovered() : pool.case(FLAGS.includes(command));

  it.each(of(...ON_CASES))('%s', async (_name, cell) => {
    for (const scenario of scenariosOf(cell)) await walk(cell, scenario, () => fresh(cell));
  });
});

const SCENARIOS: Readonly<Record<string, (cell: Cell) => Scenario<ClassJourney>[]>> = {
  class: classScenarios,
  amendment: amendmentScenarios,
  reopening: reopeningScenarios,
};

describe('what is done on a class and then undone', () => {
  it.each(of(...ON_CLASSES))('%s', async (_name, cell) => {
    for (const scenario of SCENARIOS[cell.subject]?.(cell) ?? []) await walk(cell, scenario, () => pool.class());
  });
});

describe('what is done on policy, catalogues, organisations, persons and funds and then undone', () => {
  const fresh = ({ subject, command }: Cell): Promise<StandingJourney> => {
    if (subject === 'exception') return pool.overQuota();
    if (command === 'AllotFunds') return pool.unfunded('org-new-road', 'prj-courier');
    const ofAllotment =
      subject === 'allotment' ||
      (subject === 'fund-correction' && ['ProposeAllotmentReturn', 'DeclineFundCorrection'].includes(command));
    return ofAllotment ? pool.unfunded('org-cloud-lake', 'prj-nursery') : pool.standing();
  };

  it.each(cells.filter(({ subject }) => !WALKED.includes(subject)).map((cell) => [nameOf(cell), cell] as const))(
    '%s',
    async (_name, cell) => {
      for (const scenario of standingScenarios(cell)) await walk(cell, scenario, () => fresh(cell));
    },
  );
});

describe('after all of it', () => {
  it('log, vault, views, forms and money are sound', async () => {
    // The walk ran without views and processes; a key whose destruction was approved is destroyed now.
    await town.reopen({ live: true });
    await town.settled();
    await town.ledger.close();
    const report = await verifyLedger({ folder: town.data });
    expect(report).toMatchObject({ sound: true, form: { faults: [] }, money: { faults: [] } });
    await town.reopen();
  });
});

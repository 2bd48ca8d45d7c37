import { verifyLedger } from '@ledger/runtime';
import { at, staff } from '@ledger/simulation';
import { referenceDocument } from '@ledger/reference';
import { compensationCells, type Cell, type Undone } from '@ledger/streams';
import { Town } from '../stories/town';
import { Training } from '../stories/training';
import { CaseJourney } from './case-journey';
import {
  batchScenarios,
  caseScenarios,
  proposalScenarios,
  publicityScenarios,
  recoveryScenarios,
  type Scenario,
} from './case-scenarios';
import { ClassJourney } from './class-journey';
import { amendmentScenarios, classScenarios } from './class-scenarios';
import { walk } from './walk';
import { Pool } from './pool';

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

  it.each(
    of('case', 'case-correction', 'recovery', 'batch', 'publicity').filter(
      ([, { command }]) => command !== 'FundSupplement',
    ),
  )('%s', async (_name, cell) => {
    for (const scenario of scenariosOf(cell)) {
      await walk(cell, scenario, () => pool.case(FLAGS.includes(cell.command)));
    }
  });
});

describe('what is done on a class and then undone', () => {
  it.each(of('class', 'amendment'))('%s', async (_name, cell) => {
    const scenarios = cell.subject === 'class' ? classScenarios(cell) : amendmentScenarios(cell);
    for (const scenario of scenarios) await walk(cell, scenario, () => pool.class());
  });
});

describe('after all of it', () => {
  it('log, vault, views, forms and money are sound', async () => {
    await town.ledger.close();
    const report = await verifyLedger({ folder: town.data });
    expect(report).toMatchObject({ sound: true, form: { faults: [] }, money: { faults: [] } });
    await town.reopen();
  });
});

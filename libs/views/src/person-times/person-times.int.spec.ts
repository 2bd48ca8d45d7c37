import { ProjectedViews } from '@ledger/testing/projected-views';
import { answeredLog, ofCase, PAID, UNIT } from '@ledger/testing/programme-log';
import { projections } from '../projections';
import { personTimes } from './person-times.query';

describe('person-times by programme, unit, year and nature', () => {
  let opened: ProjectedViews | undefined;
  afterEach(() => opened?.close());

  it('counts completed trainings by the attendance that the policy asks for (A-005), and subsidised ones at approval and at payment (A-006)', async () => {
    opened = await ProjectedViews.of(answeredLog(), projections);
    const cell = { programme: 'P1_ADV_MANUFACTURING', trainingNature: 'UPSKILLING', unit: UNIT, year: 2020 };
    expect(await personTimes(opened.views, () => 80)).toEqual([{ ...cell, completed: 2, approved: 2, paid: 1 }]);
    expect(await personTimes(opened.views, () => 50)).toEqual([{ ...cell, completed: 3, approved: 2, paid: 1 }]);
  });

  it('counts what was completed within the window of the plan, both ends included (A-001)', async () => {
    opened = await ProjectedViews.of(answeredLog(), projections);
    const { views } = opened;
    const rows = views.find<{ finishedOn?: string; endsOn: string }>({ table: 'classes', where: [] });
    const [completedOn = ''] = rows.rows.map(({ finishedOn, endsOn }) => finishedOn ?? endsOn).toSorted();
    const within = (from: string, to: string) => personTimes(views, () => 80, { from, to });
    expect(await within(completedOn, completedOn)).toHaveLength(1);
    expect(await within('2019-01-01', '2019-12-31')).toEqual([]);
    expect(await within('2021-01-01', '2021-12-31')).toEqual([]);
  });

  it('counts a revoked grant no more', async () => {
    const revoked = answeredLog().on(
      `case-${PAID}`,
      ofCase('GrantRevoked', {
        proposalId: 'p',
        outcome: 'ESTABLISHED_FRAUD',
        effect: { recoverFen: 160_000 },
        commandId: 'c',
      }),
    );
    opened = await ProjectedViews.of(revoked, projections);
    expect(await personTimes(opened.views, () => 80)).toMatchObject([{ completed: 2, approved: 1, paid: 0 }]);
  });
});

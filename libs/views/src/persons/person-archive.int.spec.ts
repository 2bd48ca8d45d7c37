import { event } from '@ledger/kernel';
import { sealedFor } from '@ledger/testing';
import { answeredLog, PAID, personOf, RATE_FEN, REJECTED } from '@ledger/testing/programme-log';
import { ProjectedViews } from '@ledger/testing/projected-views';
import { projections } from '../projections';
import { personArchive } from './person-archive.query';

describe('the e-archive of a person (A-058)', () => {
  let opened: ProjectedViews | undefined;
  afterEach(() => opened?.close());

  it('puts together trainings, hours, results, certificates, subsidies and slots', async () => {
    const who = personOf(PAID);
    const years = { certificateIssue: 2020, trainingEnd: 2020, application: 2021, payment: 2021 };
    const log = answeredLog().on(
      `person-${who}`,
      event('PersonRegistered', { idNumber: sealedFor(who, 'x'), name: sealedFor(who, 'y'), sex: 'M', notices: [] }),
      event('SlotReserved', { caseId: PAID, commandId: 'k', years, basis: 'certificateIssue', dedupeKey: 'E|L4' }),
    );
    opened = await ProjectedViews.of(log, projections);
    const archive = await personArchive(opened.views, who);
    expect(archive?.trainings).toMatchObject([
      {
        case: { key: PAID, status: 'paid', paidFen: RATE_FEN, certified: { kind: 'SKILL_LEVEL', level: 'L4' } },
        class: { status: 'finished' },
        attended: 16,
        held: 16,
        share: 100,
        passed: true,
        score: 80,
      },
    ]);
    expect(archive?.slotsByYear).toEqual({
      certificateIssue: { 2020: 1 },
      trainingEnd: { 2020: 1 },
      application: { 2021: 1 },
      payment: { 2021: 1 },
    });
    expect(await personArchive(opened.views, personOf(REJECTED))).toBeUndefined();
  });
});

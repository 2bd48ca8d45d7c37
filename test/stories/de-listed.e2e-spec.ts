import { referenceDocument } from '@ledger/reference';
import { at, staff } from '@ledger/simulation';
import { caseRef } from '@ledger/streams';
import { Town } from './town';
import { Training, type Learner } from './training';

let town: Town;
afterEach(() => town.close());

const flagsOf = async ({ caseId }: Learner): Promise<readonly string[]> =>
  (await town.ledger.load(caseRef(caseId))).state.openFlags;

describe('an institution that is de-listed (A-084)', () => {
  it('has its claims in hand flagged for a person, once, whatever step they stand at; what was not claimed is not', async () => {
    town = await Town.open();
    const training = new Training(town, { startsOn: '2020-06-15', headCount: 3 });
    const elsewhere = new Training(town, { startsOn: '2020-06-15', runner: 'org-east-gate' });
    const [claimed, reviewed, unclaimed] = [training.learner(), training.learner(), training.learner()];
    const other = elsewhere.learner();
    await town.inTurn([
      ...training.upToCertificates([claimed, reviewed, unclaimed]),
      ...elsewhere.upToCertificates([other]),
      training.claim(claimed),
      training.claim(reviewed),
      elsewhere.claim(other),
      ...training.throughReview([reviewed]),
    ]);
    const { uscc } = training.of.runner;
    const document = referenceDocument('doc-organisations-2020');
    const from = '2020-09-01';
    const data = { uscc, role: training.of.runnerRole, from, document };
    await town.do(staff('CATALOGUE_ADMIN', 'XC'), at('2020-09-01', '09:00'), 'DelistOrganisation', data);
    await town.settled();
    expect(await Promise.all([claimed, reviewed, unclaimed, other].map(flagsOf))).toEqual([
      ['DELISTED_MEANWHILE'],
      ['DELISTED_MEANWHILE'],
      [],
      [],
    ]);
    await town.reopen();
    await town.settled();
    const { events } = await town.ledger.parts.store.readAll(0, 100_000);
    const raised = events.filter(({ type }) => type === 'FlagRaised');
    expect(raised.map(({ actor }) => actor.role)).toEqual(['SYSTEM', 'SYSTEM']);
  });
});

import { event } from '@ledger/kernel';
import { log, projected } from '@ledger/testing';
import { PAID, PUBLICITY_ID, UNIT } from '@ledger/testing/programme-log';
import { PUBLICITY_LISTS, publicityLists, type PublicityListRow } from './publicity-lists.projection';

const opened = log.on(
  `publicity-${PUBLICITY_ID}`,
  event('PublicityOpened', {
    unit: UNIT,
    caseIds: [PAID],
    firstDay: '2020-04-01',
    lastDay: '2020-04-08',
    digest: 'd'.repeat(64),
    omitted: [{ caseId: 'x', ruleId: 'B.5-order' }],
  }),
);
const rowOf = (given: typeof opened): PublicityListRow | undefined =>
  projected(given, publicityLists).get<PublicityListRow>(PUBLICITY_LISTS, PUBLICITY_ID);

describe('publicity lists', () => {
  it('show what was published, until when, and what was left out by which rule', () => {
    expect(rowOf(opened)).toMatchObject({
      status: 'open',
      lastDay: '2020-04-08',
      caseIds: [PAID],
      omitted: [{ ruleId: 'B.5-order' }],
    });
  });

  it('end, or are withdrawn', () => {
    const stream = `publicity-${PUBLICITY_ID}`;
    const closed = opened.on(stream, event('PublicityClosed', { closedOn: '2020-04-09', caseIds: [PAID] }));
    expect(rowOf(closed)).toMatchObject({ status: 'closed', closedOn: '2020-04-09' });
    expect(rowOf(closed.on(stream, event('PublicityWithdrawn', { caseIds: [PAID] })))).toMatchObject({
      status: 'withdrawn',
    });
  });
});

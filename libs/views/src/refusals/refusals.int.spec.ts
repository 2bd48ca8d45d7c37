import { event } from '@ledger/kernel';
import { actor, by, log, uuid } from '@ledger/testing';
import { ProjectedViews } from '@ledger/testing/projected-views';
import { projections } from '../projections';
import { refusalsByRule, searchRefusals } from './refusals.query';

const refused = (name: string, ruleId: string, target: string) =>
  event('CommandRefused', {
    name,
    target,
    command: { caseId: 'x', account: { person: 'p', generation: 1, cipher: 'c2VhbGVk' } },
    refusal: { ruleId, clause: '二(三)1', zh: '本年度已享受3次', en: 'three this year already' },
  });

describe('refusals: who tried what against which rule', () => {
  let opened: ProjectedViews | undefined;
  afterEach(() => opened?.close());

  const given = log
    .on(
      `command-${uuid(1)}`,
      by(actor('INSTITUTION', 'USCC'), refused('SubmitClaim', 'A-063', 'case-1'), { unit: 'XC-SBJ' }),
    )
    .on(`command-${uuid(2)}`, by(actor('CLERK', 'XC-SBJ'), refused('ApproveClass', 'A-071-line', 'class-1')))
    .on(`command-${uuid(3)}`, by(actor('INSTITUTION', 'USCC'), refused('SubmitClaim', 'A-063', 'case-2')));

  it('finds them by rule and time, the last first, without what was sent', async () => {
    opened = await ProjectedViews.of(given, projections);
    const { rows } = await searchRefusals(opened.views, { rule: 'A-063' });
    expect(rows.map(({ key, target }) => [key, target])).toEqual([
      [uuid(3), 'case-2'],
      [uuid(1), 'case-1'],
    ]);
    expect(rows[1]).toMatchObject({ name: 'SubmitClaim', role: 'INSTITUTION', unit: 'XC-SBJ', zh: '本年度已享受3次' });
    expect(JSON.stringify(rows)).not.toContain('c2VhbGVk');
    const since = given.events[1]!.occurredAt;
    expect((await searchRefusals(opened.views, { since })).rows).toHaveLength(2);
    expect((await searchRefusals(opened.views, { actorId: 'clerk-XC-SBJ' })).rows).toHaveLength(1);
  });

  it('counts them by rule', async () => {
    opened = await ProjectedViews.of(given, projections);
    expect(await refusalsByRule(opened.views)).toEqual({ 'A-063': 2, 'A-071-line': 1 });
  });
});

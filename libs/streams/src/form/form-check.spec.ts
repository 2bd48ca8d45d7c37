import type { LedgerEvent } from '@ledger/kernel';
import { by, recorded, uuid, type GivenEvent } from '@ledger/testing';
import { FormCheck } from './form-check';

const CASE = uuid(1);
const event = (who: string, type: string, data: object = {}, more: Partial<LedgerEvent> = {}): GivenEvent =>
  by({ id: who, role: 'ANY', unit: 'XC-411002' }, { type, data, corrects: more.corrects }, more);

function faultsOf(...streams: readonly (readonly [stream: string, ...events: GivenEvent[]])[]): string[] {
  const check = new FormCheck();
  for (const [stream, ...events] of streams) for (const each of recorded(stream, events)) check.take(each);
  return check.faults.map(({ ruleId, stream, version }) => `${ruleId} ${stream}@${version}`);
}

const onCase = (...events: GivenEvent[]) => faultsOf([`case-${CASE}`, ...events]);
const reviewed = [
  event('school', 'ClaimSubmitted'),
  event('r1', 'ClaimFirstReviewed'),
  event('r2', 'ClaimSecondReviewed'),
];

describe('the form of the log', () => {
  it('has nothing to say of a claim that took four people', () => {
    expect(onCase(...reviewed, event('c1', 'ClaimConfirmed'))).toEqual([]);
  });

  it.each([
    ['a second review by the first reviewer', [...reviewed.slice(0, 2), event('r1', 'ClaimSecondReviewed')], 3],
    ['a review by who submitted', [event('r1', 'ClaimSubmitted'), event('r1', 'ClaimFirstReviewed')], 2],
    ['a confirmation by a reviewer', [...reviewed, event('r2', 'ClaimConfirmed')], 4],
    ['an objection resolved by a reviewer', [...reviewed, event('r1', 'ObjectionResolved')], 4],
    [
      'a correction approved by who proposed it',
      [event('c', 'CorrectionProposed', { proposalId: 'p' }), event('c', 'CertificateCorrected', { proposalId: 'p' })],
      2,
    ],
  ])('finds %s (B.5-four-eyes)', (_what, events, version) => {
    expect(onCase(...events)).toEqual([`B.5-four-eyes case-${CASE}@${version}`]);
  });

  it('lets another person take a step that was taken back', () => {
    const back = [event('r1', 'FirstReviewTakenBack'), event('r3', 'ClaimFirstReviewed')];
    expect(onCase(...reviewed.slice(0, 2), ...back, event('r1', 'ClaimSecondReviewed'))).toEqual([]);
  });

  it('begins anew with a claim that is made again', () => {
    expect(onCase(...reviewed, event('school', 'ClaimSubmitted'), event('r2', 'ClaimFirstReviewed'))).toEqual([]);
  });

  it('lets who proposed withdraw the proposal, and another decline it', () => {
    const proposed = event('c', 'CorrectionProposed', { proposalId: 'p' });
    expect(onCase(proposed, event('c', 'CorrectionWithdrawn', { proposalId: 'p' }))).toEqual([]);
    expect(onCase(proposed, event('d', 'CorrectionDeclined', { proposalId: 'p' }))).toEqual([]);
  });

  it('finds an exception to the quota, a key or a rate decided by who proposed it', () => {
    for (const [name, data] of [
      ['QuotaException', { exceptionId: 'e' }],
      ['KeyDestruction', { proposalId: 'k' }],
    ] as const) {
      const decided = name === 'QuotaException' ? 'QuotaExceptionApproved' : 'KeyDestroyed';
      expect(faultsOf(['person-1', event('a', `${name}Proposed`, data), event('a', decided, data)])).toHaveLength(1);
    }
  });

  it('finds a class approved by who filed it', () => {
    expect(faultsOf(['class-1', event('a', 'ClassFiled'), event('a', 'ClassApproved')])).toEqual([
      'B.5-four-eyes class-1@2',
    ]);
  });

  const lines = { lines: [{ caseId: CASE }] };

  it.each([
    ['checked by its maker', [event('m', 'BatchMade', lines), event('m', 'BatchChecked')], 2],
    [
      'signed by its checker',
      [event('m', 'BatchMade', lines), event('k', 'BatchChecked'), event('k', 'BatchSigned')],
      3,
    ],
    ['checked by a reviewer of one of its lines', [event('m', 'BatchMade', lines), event('r1', 'BatchChecked')], 2],
    ['made by a reviewer of one of its lines', [event('r2', 'BatchMade', lines)], 1],
  ])('finds a batch %s (B.5-four-eyes)', (_what, events, version) => {
    expect(faultsOf([`case-${CASE}`, ...reviewed], ['batch-1', ...events])).toEqual([
      `B.5-four-eyes batch-1@${version}`,
    ]);
  });

  it('finds a batch that went without check or signature (D.4-batch)', () => {
    const made = event('m', 'BatchMade', lines);
    expect(faultsOf(['batch-1', made, event('k', 'BatchChecked'), event('m', 'BatchDispatched')])).toEqual([
      'D.4-batch batch-1@3',
    ]);
    const full = [made, event('k', 'BatchChecked'), event('s', 'BatchSigned'), event('m', 'BatchDispatched')];
    expect(faultsOf(['batch-1', ...full])).toEqual([]);
  });

  it('finds times that run back, on a stream and on a fund line', () => {
    const at = (recordedAt: string, occurredAt = recordedAt) => event('x', 'Any', {}, { recordedAt, occurredAt });
    const [early, late] = ['2020-01-01T00:00:00.000Z', '2020-02-01T00:00:00.000Z'];
    expect(faultsOf(['org-1', at(late), at(early)])).toEqual(['B.5-order org-1@2']);
    expect(faultsOf(['org-1', at(early, late), at(late, early)])).toEqual([]);
    expect(faultsOf(['fund-1', at(early, late), at(late, early)])).toEqual(['A-071 fund-1@2']);
  });

  it('finds a correction of what comes later', () => {
    const corrects = { stream: 'org-1', version: 2 };
    expect(faultsOf(['org-1', event('x', 'Any', {}, { corrects }), event('x', 'Any')])).toEqual(['B.5-order org-1@1']);
  });

  it('lists a hundred faults and says that there are more', () => {
    const check = new FormCheck();
    for (const each of recorded(
      'batch-1',
      Array.from({ length: 120 }, () => event('m', 'BatchMade', lines)),
    ))
      check.take({ ...each, corrects: { stream: each.stream, version: each.version } });
    expect(check.faults).toHaveLength(100);
    expect(check.more).toBe(true);
  });
});

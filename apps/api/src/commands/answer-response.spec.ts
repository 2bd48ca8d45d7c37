import type { Answer } from '@ledger/commanding';
import { responseOf } from './answer-response';

const id = '0b8c4f6e-3f55-4a5e-9c1d-2f7f6f0c5a11';
const accepted: Answer = {
  id,
  outcome: 'accepted',
  position: 42,
  events: [
    { stream: 'person-p', version: 3, type: 'SlotReserved' },
    { stream: 'case-c', version: 7, type: 'ClaimSubmitted' },
  ],
};
const refused = (ruleId: string): Answer => ({
  id,
  outcome: 'refused',
  position: 43,
  problem: { type: `/problems/${ruleId}`, ruleId, clause: '二(三)1', detail: '不行', detailEn: 'no' },
});

describe('an answer over HTTP', () => {
  it('accepted: 200 with the position and the version of the subject', () => {
    expect(responseOf(accepted, 'case-c')).toEqual({
      kind: 'done',
      body: { id, position: 42, events: accepted.events, flags: [] },
      headers: { 'ledger-position': '42', etag: '"7"' },
    });
  });

  it.each([
    [refused('A-063'), 422],
    [refused('A-002-unit'), 403],
    [refused('A-083-role'), 403],
    [{ id, outcome: 'invalid', problem: { type: '/problems/invalid-data', detail: '', detailEn: '' } }, 400],
    [{ id, outcome: 'invalid', problem: { type: '/problems/command-id-reused', detail: '', detailEn: '' } }, 422],
    [{ id, outcome: 'conflict', problem: { type: '/problems/in-progress', detail: '', detailEn: '' } }, 409],
    [{ id, outcome: 'conflict', problem: { type: '/problems/precondition-failed', detail: '', detailEn: '' } }, 412],
    [{ id, outcome: 'unavailable', problem: { type: '/problems/contended', detail: '', detailEn: '' } }, 503],
  ] as const satisfies readonly (readonly [Answer, number])[])('%j is answered %d', (answer, status) => {
    expect(responseOf(answer, 'case-c')).toMatchObject({ kind: 'problem', problem: { status } });
  });

  it('a repeat gives the first answer, and says that it is one', () => {
    expect(responseOf({ id, outcome: 'duplicate', first: accepted }, 'case-c')).toEqual({
      ...responseOf(accepted, 'case-c'),
      headers: { 'ledger-position': '42', etag: '"7"', 'idempotency-replayed': 'true' },
    });
    const first = refused('A-063');
    const again: Answer = {
      id,
      outcome: 'duplicate',
      first,
      problem: { ...first.problem!, detailEn: 'no; a new key' },
    };
    expect(responseOf(again, 'case-c')).toMatchObject({ problem: { status: 422, detailEn: 'no; a new key' } });
  });
});

import { anEvent } from '@ledger/eventlog/contract';
import type { ClaimRecord } from '@ledger/eventlog';
import type { LedgerEvent } from '@ledger/kernel';
import { toldClaims, type KnownCommands } from './told-claims';

const DIGEST = 'ab'.repeat(32);
const EVIDENCE = { rules: [{ ruleId: 'A-063' }], facts: [] };
const of = (id: string, event: LedgerEvent): LedgerEvent => ({ ...event, command: { ...event.command, id } });
const nothing: KnownCommands = { before: () => undefined, flags: () => undefined };
const told = (events: readonly LedgerEvent[], known = nothing) =>
  toldClaims(
    events,
    events.map((_, i) => 11 + i),
    known,
  );

describe('claims that are told from events', () => {
  const claim = [
    of('c1', anEvent('person-a', 1)),
    of('c2', anEvent('case-b', 1, { evidence: EVIDENCE })),
    of('c1', anEvent('class-x', 4)),
    of('c1', anEvent('case-a', 1, { evidence: EVIDENCE })),
  ];

  it('name every event of the command in order, the last position, and the stream that was decided on', () => {
    const [first, second] = told(claim);
    expect(first).toMatchObject({ commandId: 'c1', name: 'RecordFirstReview', digest: DIGEST, target: 'case-a' });
    expect(JSON.parse(first!.answer)).toEqual({
      id: 'c1',
      outcome: 'accepted',
      position: 14,
      events: [
        { stream: 'person-a', version: 1, type: 'FirstReviewRecorded' },
        { stream: 'class-x', version: 4, type: 'FirstReviewRecorded' },
        { stream: 'case-a', version: 1, type: 'FirstReviewRecorded' },
      ],
    });
    expect(second).toMatchObject({ commandId: 'c2', target: 'case-b' });
  });

  it('come out the same when the events come in two parts', () => {
    for (const cut of [1, 2, 3]) {
      const kept = new Map<string, ClaimRecord>();
      for (const [from, to] of [
        [0, cut],
        [cut, claim.length],
      ] as const) {
        const positions = claim.slice(from, to).map((_, i) => 11 + from + i);
        for (const each of toldClaims(claim.slice(from, to), positions, { ...nothing, before: (id) => kept.get(id) }))
          kept.set(each.commandId, { ...each, position: 1, status: 'ended' });
      }
      for (const whole of told(claim)) expect(kept.get(whole.commandId)).toMatchObject(whole);
    }
  });

  it('are the same when events come again that were told already', () => {
    const kept = new Map<string, ClaimRecord>();
    for (const each of told(claim)) kept.set(each.commandId, { ...each, position: 1, status: 'ended' });
    expect(told(claim, { ...nothing, before: (id) => kept.get(id) })).toEqual(told(claim));
  });

  it('of a refused command give its reason and its own target, whatever it had reserved and given back', () => {
    const data = { name: 'SubmitClaim', target: 'case-a', command: {}, refusal: REFUSAL };
    const events = [...claim.slice(0, 1), of('c1', anEvent('command-c1', 1, { type: 'CommandRefused', data }))];
    expect(told(events)).toMatchObject([{ commandId: 'c1', target: 'case-a' }]);
    expect(JSON.parse(told(events)[0]!.answer)).toEqual({
      id: 'c1',
      outcome: 'refused',
      position: 12,
      problem: {
        type: '/problems/A-063',
        ruleId: 'A-063',
        clause: '二(三)3',
        detail: '本年度名额已用完',
        detailEn: 'no place is left',
      },
    });
  });

  it('have the flags of the first answer where they are known, and none otherwise', () => {
    const [flagged] = told(claim.slice(1, 2), { ...nothing, flags: () => ['RATE_PENDING'] });
    expect(JSON.parse(flagged!.answer)).toMatchObject({ flags: ['RATE_PENDING'] });
    expect(JSON.parse(told(claim.slice(1, 2))[0]!.answer)).not.toHaveProperty('flags');
  });

  it('leave out the opening of the ledger, which no command made', () => {
    const data = { ledgerId: 'l', clock: 'real' };
    expect(told([anEvent('ledger-0', 1, { type: 'LedgerOpened', data })])).toEqual([]);
  });
});

const REFUSAL = { ruleId: 'A-063', clause: '二(三)3', zh: '本年度名额已用完', en: 'no place is left' };

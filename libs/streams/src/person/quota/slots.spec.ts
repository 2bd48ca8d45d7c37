import fc from 'fast-check';
import { event } from '@ledger/kernel';
import { given, uuid } from '@ledger/testing';
import { DOCUMENT } from '@ledger/testing/class-samples';
import { personRegistered, slot, slotYears } from '@ledger/testing/person-samples';
import { YEAR_BASES } from '../../vocabulary';
import { personStream } from '../person.stream';
import { dedupeHolder } from './dedupe-holder';
import { slotsInYear } from './slots-in-year';

const CASE = uuid(150);
const own = { commandId: uuid(5) };
const wanted = {
  caseId: CASE,
  years: slotYears(2020),
  basis: 'certificateIssue',
  dedupeKey: 'occ-electrician|L5',
  occupationId: 'occ-electrician',
  level: 'L5',
  max: 3,
};
const { max: _max, ...kept } = wanted;
const reserved = (more: object = {}) => ({ type: 'SlotReserved', data: { ...kept, commandId: uuid(5), ...more } });
const isRegistered = given(personStream, personRegistered());
const full = isRegistered.and(slot(1, 2020), slot(2, 2020), slot(3, 2020));
const exception = (caseId = CASE, year = 2020) => [
  event('QuotaExceptionProposed', { exceptionId: uuid(70), caseId, year, document: DOCUMENT }),
  event('QuotaExceptionApproved', { exceptionId: uuid(70), caseId, year }),
];

describe('at most three subsidies per person and year (A-063)', () => {
  it('reserves a slot for one case, once however often the command runs', () => {
    const once = isRegistered.whenEffect('reserve-slot', wanted, own).then(reserved());
    once.next.whenEffect('reserve-slot', wanted, own).thenNothing();
    once.next
      .whenEffect('reserve-slot', wanted, { commandId: uuid(6) })
      .thenRefused('B.5-order', /holds a slot already/);
  });

  it('takes the third and refuses the fourth, listing all four bases', () => {
    isRegistered.and(slot(1, 2020), slot(2, 2020)).whenEffect('reserve-slot', wanted, own).then(reserved());
    full
      .whenEffect('reserve-slot', { ...wanted, years: slotYears(2020, { payment: 2021 }) }, own)
      .thenRefused('A-063', /certificate issue 2020: 3, end of training 2020: 3, application 2020: 3, payment 2021: 0/);
  });

  it('counts by the configured basis, whatever the others say', () => {
    const byIssue = isRegistered.and(
      ...[1, 2, 3].map((n) => slot(n, 2020, { years: slotYears(2019, { certificateIssue: 2020 }) })),
    );
    byIssue.whenEffect('reserve-slot', wanted, own).thenRefused('A-063');
    byIssue
      .whenEffect('reserve-slot', { ...wanted, basis: 'application' }, own)
      .then(reserved({ basis: 'application' }));
    byIssue
      .whenEffect(
        'reserve-slot',
        { ...wanted, basis: 'application', years: slotYears(2020, { application: 2019 }) },
        own,
      )
      .thenRefused('A-063', /2019/);
  });

  it('counts every live slot whenever it is dated: first recorded, first served', () => {
    full.whenEffect('reserve-slot', wanted, { ...own, at: '2020-01-01T00:00:00.000Z' }).thenRefused('A-063');
    full
      .whenEffect('reserve-slot', { ...wanted, years: slotYears(2021) }, own)
      .then(reserved({ years: slotYears(2021) }));
  });

  it('follows the policy’s number', () => {
    full.whenEffect('reserve-slot', { ...wanted, max: 4 }, own).then(reserved());
    isRegistered.whenEffect('reserve-slot', { ...wanted, max: 0 }, own).thenRefused('A-063');
  });

  it('lets an approved exception for this case and year through, and uses it up', () => {
    const used = full
      .and(...exception())
      .whenEffect('reserve-slot', wanted, own)
      .then(reserved({ exceptionId: uuid(70) }));
    expect(used.next.state.exceptions[uuid(70)]?.status).toBe('used');
    full
      .and(...exception())
      .whenEffect('reserve-slot', { ...wanted, exceptionId: uuid(70) }, own)
      .then(reserved({ exceptionId: uuid(70) }));
  });

  it('does not spend the exception while there is room without it', () => {
    isRegistered
      .and(...exception())
      .whenEffect('reserve-slot', wanted, own)
      .then(reserved());
  });

  it.each([
    ['another case', exception(uuid(151))],
    ['another year', exception(CASE, 2021)],
    ['nothing yet: it is only proposed', exception().slice(0, 1)],
  ])('is refused with an exception for %s', (_what, events) => {
    full
      .and(...events)
      .whenEffect('reserve-slot', { ...wanted, exceptionId: uuid(70) }, own)
      .thenRefused('A-063');
    full
      .and(...events)
      .whenEffect('reserve-slot', wanted, own)
      .thenRefused('A-063');
  });

  it('can use an exception again when the slot that used it comes back, for the same case', () => {
    const released = full
      .and(...exception())
      .whenEffect('reserve-slot', wanted, own)
      .next.whenEffect('release-slot', { caseId: CASE, why: 'rejected' }).next;
    expect(released.state.exceptions[uuid(70)]?.status).toBe('approved');
    released
      .whenEffect('reserve-slot', wanted, { commandId: uuid(6) })
      .then(reserved({ exceptionId: uuid(70), commandId: uuid(6) }));
  });
});

describe('the same occupation and level once in a life (A-064)', () => {
  it('is refused in any year while a live slot holds the key, naming the case', () => {
    const once = isRegistered.and(slot(1, 2019, { dedupeKey: 'occ-electrician|L5' }));
    once.whenEffect('reserve-slot', wanted, own).thenRefused('A-064', new RegExp(uuid(101)));
    once
      .whenEffect('reserve-slot', { ...wanted, dedupeKey: 'occ-electrician|L4' }, own)
      .then(reserved({ dedupeKey: 'occ-electrician|L4' }));
  });

  it('leaves another 工种 of the same occupation and level to a person, but never the same one again', () => {
    const [welding, brazing] = [{ workType: '焊接' }, { workType: '钎焊' }];
    const graded = { occupationId: 'occ-electrician', level: 'L5', dedupeKey: 'occ-electrician|L5' };
    const both = isRegistered.and(
      slot(1, 2019, { ...graded, ...welding }),
      slot(2, 2019, { ...graded, ...brazing, dedupeKey: 'occ-electrician|L5|钎焊' }),
    );
    const asked = (workType: { workType?: string }) => ({
      ...wanted,
      ...workType,
      dedupeKey: `occ-electrician|L5|${workType.workType ?? ''}`,
    });
    for (const again of [welding, brazing, {}]) both.whenEffect('reserve-slot', asked(again), own).thenRefused('A-064');
    // The first was revoked: what is left guards its own 工种, whatever the key says.
    const one = both.whenEffect('release-slot', { caseId: uuid(101), why: 'revoked' }).next;
    one.whenEffect('reserve-slot', { ...wanted, ...brazing }, own).thenRefused('A-064', new RegExp(uuid(102)));
    one.whenEffect('reserve-slot', wanted, own).thenRefused('A-064');
    one.whenEffect('reserve-slot', { ...wanted, ...welding }, own).then(reserved(welding));
  });

  it('knows no exception', () => {
    full
      .and(slot(4, 2019, { dedupeKey: 'occ-electrician|L5' }), ...exception())
      .whenEffect('reserve-slot', wanted, own)
      .thenRefused('A-064');
  });

  it('is open again when that slot was released', () => {
    isRegistered
      .and(slot(1, 2019, { dedupeKey: 'occ-electrician|L5' }))
      .whenEffect('release-slot', { caseId: uuid(101), why: 'revoked' })
      .next.whenEffect('reserve-slot', wanted, own)
      .then(reserved());
  });
});

describe('releasing, moving and paying a slot', () => {
  const mine = isRegistered.and(slot(1, 2020));
  const caseId = uuid(101);

  it('releases it once', () => {
    const out = mine
      .whenEffect('release-slot', { caseId, why: 'withdrawn' }, own)
      .then({ type: 'SlotReleased', data: { caseId, commandId: uuid(5), why: 'withdrawn' } });
    expect(out.next.state.slots).toEqual({});
    out.next.whenEffect('release-slot', { caseId, why: 'withdrawn' }, own).thenNothing();
  });

  it('as an undone reservation, gives back only what the same command took', () => {
    mine.whenEffect('give-back-slot', { caseId }, own).thenNothing();
    mine
      .whenEffect('give-back-slot', { caseId }, { commandId: uuid(201) })
      .then({ type: 'SlotReleased', data: { caseId, commandId: uuid(201), why: 'gave-back' } });
  });

  it('moves it even into a full place, which then takes no more', () => {
    const crowded = isRegistered.and(slot(1, 2019), slot(2, 2020), slot(3, 2020), slot(4, 2020));
    const data = { caseId, years: slotYears(2020), dedupeKey: 'occ-2|L5', occupationId: 'occ-2', level: 'L5' };
    const moved = crowded
      .whenEffect('move-slot', data, own)
      .then({ type: 'SlotMoved', data: { ...data, commandId: uuid(5) } });
    expect(slotsInYear(moved.next.state, 'certificateIssue', 2020)).toBe(4);
    expect(slotsInYear(moved.next.state, 'certificateIssue', 2019)).toBe(0);
    moved.next.whenEffect('move-slot', data, own).thenNothing();
    moved.next.whenEffect('reserve-slot', wanted, { commandId: uuid(6) }).thenRefused('A-063');
    crowded.whenEffect('move-slot', { ...data, caseId: uuid(199) }, own).thenNothing();
  });

  it('keeps the payment year once it was paid; until then the application year stands for it', () => {
    const paid = mine
      .whenEffect('mark-paid', { caseId, year: 2021 })
      .then({ type: 'SlotPaid', data: { caseId, year: 2021 } });
    expect(slotsInYear(paid.next.state, 'payment', 2020)).toBe(0);
    expect(slotsInYear(paid.next.state, 'payment', 2021)).toBe(1);
    paid.next.whenEffect('mark-paid', { caseId, year: 2021 }).thenNothing();
    mine.whenEffect('mark-paid', { caseId, year: 2020 }).then({ type: 'SlotPaid', data: { caseId, year: 2020 } });
    mine.whenEffect('mark-paid', { caseId: uuid(199), year: 2020 }).thenNothing();
  });
});

describe('what others may ask of the quota', () => {
  it('is the count of a year under a basis, without the slots of one command', () => {
    expect(YEAR_BASES.map((basis) => slotsInYear(full.state, basis, 2020))).toEqual([3, 3, 3, 3]);
    expect(slotsInYear(full.state, 'application', 2020, uuid(201))).toBe(2);
    expect(slotsInYear(full.state, 'application', 2021)).toBe(0);
  });

  it('is the case that holds a key, but for one case', () => {
    expect(dedupeHolder(full.state, { dedupeKey: 'occ-2|L5' })).toBe(uuid(102));
    expect(dedupeHolder(full.state, { dedupeKey: 'occ-2|L5' }, uuid(102))).toBeUndefined();
    expect(dedupeHolder(full.state, { dedupeKey: 'occ-9|L5' })).toBeUndefined();
  });
});

describe('under any sequence of claims', () => {
  const step = fc.record({
    effect: fc.constantFrom('reserve-slot', 'reserve-slot', 'release-slot', 'give-back-slot', 'mark-paid'),
    n: fc.integer({ min: 1, max: 6 }),
    command: fc.integer({ min: 1, max: 4 }),
    year: fc.integer({ min: 2019, max: 2020 }),
    key: fc.integer({ min: 1, max: 8 }),
  });

  it('no year has more than three, and no key is held twice', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let on = isRegistered;
        for (const { effect, n, command, year, key } of steps) {
          const data = {
            ...wanted,
            caseId: uuid(100 + n),
            years: slotYears(year),
            year,
            dedupeKey: `k${key}`,
            occupationId: `k${key}`,
            why: 'rejected',
          };
          on = on.whenEffect(effect, data, { commandId: uuid(400 + command) }).next;
          const keys = Object.values(on.state.slots).map(({ dedupeKey }) => dedupeKey);
          expect(new Set(keys).size).toBe(keys.length);
          for (const each of [2019, 2020])
            expect(slotsInYear(on.state, 'certificateIssue', each)).toBeLessThanOrEqual(3);
        }
      }),
      { numRuns: 200 },
    );
  });
});

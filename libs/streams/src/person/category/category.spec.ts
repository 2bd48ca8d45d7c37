import { PERSON_CATEGORIES } from '@ledger/kernel';
import { given, sealedFor } from '@ledger/testing';
import { DOCUMENT } from '@ledger/testing/class-samples';
import { ID, PERSON, PERSON_CLERK, personRegistered } from '@ledger/testing/person-samples';
import { personStream } from '../person.stream';
import { categoriesOn } from './categories-on';
import { CATEGORY_EVIDENCE } from './category-evidence';
import { recordCategory } from './record-category.decide';
import { withdrawCategory } from './withdraw-category.decide';

const asked = { actor: PERSON_CLERK, at: '2020-10-01T02:00:00.000Z' };
const isRegistered = given(personStream, personRegistered());
const disabled = {
  idNumber: ID,
  category: 'DISABLED',
  evidenceKind: 'DISABILITY_CERTIFICATE',
  evidenceNumber: `${ID}43`,
  verifiedBy: 'DISABLED',
  validFrom: '2020-03-01',
  validTo: '2020-12-31',
};

describe('recording a category (A-004, A-024)', () => {
  it('keeps evidence, verifier and validity; the number of the evidence only sealed', () => {
    const outcome = isRegistered.when(recordCategory, disabled, asked).then({
      type: 'CategoryRecorded',
      data: {
        category: 'DISABLED',
        evidence: { kind: 'DISABILITY_CERTIFICATE', number: sealedFor(PERSON, `${ID}43`), verifiedBy: 'DISABLED' },
        validFrom: '2020-03-01',
        validTo: '2020-12-31',
      },
    });
    expect(JSON.stringify(outcome.events)).not.toContain(ID);
  });

  it('holds from its first to its last day, both counted', () => {
    const { state } = isRegistered.when(recordCategory, disabled, asked).next;
    expect(['2020-02-29', '2020-03-01', '2020-12-31', '2021-01-01'].map((on) => categoriesOn(state, on))).toEqual([
      [],
      ['DISABLED'],
      ['DISABLED'],
      [],
    ]);
  });

  it('may hold without end, and with others at once; recorded twice, it is still one', () => {
    const veteran = {
      idNumber: ID,
      category: 'VETERAN',
      evidenceKind: 'DISCHARGE_CERTIFICATE',
      evidenceNumber: 'X1',
      verifiedBy: 'VETERANS',
      validFrom: '2019-12-01',
    };
    const { state } = isRegistered
      .when(recordCategory, disabled, asked)
      .next.when(recordCategory, veteran, asked)
      .next.when(recordCategory, veteran, asked).next;
    expect(categoriesOn(state, '2020-06-01')).toEqual(['DISABLED', 'VETERAN']);
    expect(categoriesOn(state, '2030-06-01')).toEqual(['VETERAN']);
  });

  it('is refused with the wrong evidence or the wrong body (A-024)', () => {
    isRegistered
      .when(recordCategory, { ...disabled, evidenceKind: 'HUKOU' }, asked)
      .thenRefused('A-024', /残疾人证[\s\S]*disability certificate/);
    isRegistered
      .when(recordCategory, { ...disabled, verifiedBy: 'HRSS' }, asked)
      .thenRefused('A-024', /human resources authority/);
  });

  it('is refused where it ends before it begins, or begins later than today (A-004)', () => {
    isRegistered.when(recordCategory, { ...disabled, validTo: '2020-02-01' }, asked).thenRefused('A-004', /2020-02-01/);
    isRegistered
      .when(recordCategory, { ...disabled, validFrom: '2020-10-02' }, asked)
      .thenRefused('A-004', /later than today/);
  });

  it('is refused for who is not registered (B.5-order)', () => {
    given(personStream).when(recordCategory, disabled, asked).thenRefused('B.5-order');
  });

  it('knows evidence and body for every category of the plan', () => {
    expect(Object.keys(CATEGORY_EVIDENCE)).toEqual([...PERSON_CATEGORIES]);
  });

  it.each([
    ['category', 'KING'],
    ['evidenceKind', 'constructor'],
    ['evidenceNumber', ''],
    ['evidenceNumber', 'x'.repeat(65)],
    ['validFrom', '2020-02-30'],
    ['validTo', null],
  ])('is invalid with a wrong %s (%#)', (field, value) => {
    isRegistered.when(recordCategory, { ...disabled, [field]: value }, asked).thenInvalid(field);
  });
});

describe('withdrawing a category', () => {
  const recorded = isRegistered.when(recordCategory, disabled, asked).next;
  const withdrawal = { idNumber: ID, version: 2, reason: '证件号录入有误', document: DOCUMENT };

  it('no longer counts from its first day, and names the event that it corrects', () => {
    const { next } = recorded.when(withdrawCategory, withdrawal, asked).then({
      type: 'CategoryWithdrawn',
      data: { category: 'DISABLED' },
      corrects: { stream: `person-${PERSON}`, version: 2 },
    });
    expect(categoriesOn(next.state, '2020-06-01')).toEqual([]);
    next.when(withdrawCategory, withdrawal, asked).thenRefused('B.5-order', /withdrawn already/);
  });

  it('is refused for a version that recorded no category (B.5-order)', () => {
    recorded.when(withdrawCategory, { ...withdrawal, version: 1 }, asked).thenRefused('B.5-order');
    recorded.when(withdrawCategory, { ...withdrawal, version: 0 }, asked).thenInvalid('version');
    recorded.when(withdrawCategory, { ...withdrawal, document: undefined }, asked).thenInvalid('document');
  });
});

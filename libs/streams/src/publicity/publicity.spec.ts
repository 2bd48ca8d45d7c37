import { canonicalJson } from '@ledger/kernel';
import { actor, FakeKeyed, given, sealedFor, uuid, type Given } from '@ledger/testing';
import { caseStream, type CaseState } from '../case';
import {
  AMOUNT,
  assigned,
  CASE,
  clerk,
  document,
  held,
  inPublicity,
  instructed,
  LEARNER,
  listed,
  NAME,
  personState,
  policyState,
  PUBLICITY,
  published,
  publicityEnded,
  reason,
  SCHOOL,
  toConfirm,
  toPay,
  toPublish,
  toReviewAgain,
  UNIT,
} from '../case/case-examples-spec';
import { closePublicity } from './closing/close-publicity.decide';
import { maskedName } from './opening/masked-name';
import { openPublicity } from './opening/open-publicity.decide';
import { publicityEvent } from './publicity.events';
import { publicityStream } from './publicity.stream';
import { withdrawPublicity } from './withdrawal/withdraw-publicity.decide';

/** No event: it is so already, or none of its business. */
const NOTHING: readonly [] = [];

const shown = {
  name: '张*·测',
  unit: UNIT,
  programme: 'P1_ADV_MANUFACTURING',
  occupationId: 'welder',
  level: 'L4',
  institution: '某某机构',
  amountFen: AMOUNT,
};
const digest = new FakeKeyed().sha256(canonicalJson([shown]));
const command = { publicityId: PUBLICITY, unit: UNIT, caseIds: [CASE], firstDay: '2020-07-07' };
const asked = { actor: clerk, at: '2020-07-07T02:00:00.000Z', commandId: uuid(20) };
const opened = publicityEvent('PublicityOpened', {
  unit: UNIT,
  caseIds: [CASE],
  firstDay: '2020-07-07',
  lastDay: '2020-07-13',
  digest,
  omitted: [],
});
const openedThen = {
  ...opened,
  envelope: { actor: clerk, occurredAt: '2020-07-07T02:00:00.000Z', stream: `publicity-${PUBLICITY}` },
};
const caseOn = (n: number, state: CaseState) => ({ [`case-${uuid(n)}`]: state });
const named = {
  [`person:${LEARNER}`]: personState({ name: sealedFor(LEARNER, NAME) }),
  [`org:${SCHOOL}`]: listed(SCHOOL, 'INSTITUTION'),
};
const list = given(publicityStream).facts({ policy: policyState(), ...named, ...caseOn(1, toPublish.state) });
const open = given(publicityStream, openedThen);

describe('publishing a list', () => {
  it('is opened first, then begun on each of its cases', () => {
    const outcome = list
      .when(openPublicity, command, asked)
      .then(opened)
      .thenAfter({
        stream: `case-${CASE}`,
        effect: 'begin-publicity',
        data: { publicityId: PUBLICITY, firstDay: '2020-07-07', lastDay: '2020-07-13' },
      });
    expect(outcome.subject).toEqual({ unit: UNIT });
    expect(outcome.evidence.facts).toEqual([
      { stream: `case-${CASE}`, version: 1, name: 'step', value: 'second-reviewed' },
    ]);
  });

  it('shows what the ledger itself made, name masked, and names it by its digest (D19)', () => {
    const outcome = list.when(openPublicity, command, asked).then(opened);
    expect(outcome.kept).toBe(canonicalJson([shown]));
    expect(outcome.kept).not.toMatch(new RegExp(NAME));
  });

  it('shows no name where it cannot be read any more', () => {
    const nameless = list.facts({ [`person:${LEARNER}`]: personState() }).when(openPublicity, command, asked);
    expect(JSON.parse(nameless.kept ?? '')).toEqual([{ ...shown, name: '***' }]);
  });

  it.each([
    ['李四', '李*'],
    ['欧阳娜娜', '欧**娜'],
    ['张', '*'],
    ['买买提·艾力', '买**·*力'],
    [undefined, '***'],
  ])('masks %s as %s', (name, masked) => {
    expect(maskedName(name)).toBe(masked);
  });

  it.each([
    ['2020-09-28', '2020-10-06', 'a public holiday between'],
    ['2020-10-03', '2020-10-09', 'a first day that is none'],
  ])('from %s lasts until %s: five working days, both ends counted, %s (B.5-publicity)', (firstDay, lastDay) => {
    const { state } = list.when(openPublicity, { ...command, firstDay }, asked).next;
    expect(state).toMatchObject({ firstDay, lastDay });
  });

  it('lasts one working day more where the policy does not count the first', () => {
    const policy = policyState({ 'publicity.countFirstDay': false });
    expect(list.facts({ policy }).when(openPublicity, command, asked).next.state.lastDay).toBe('2020-07-14');
  });

  it('leaves out, and names, the cases that are not at this step', () => {
    const caseIds = [1, 2, 3, 4, 5, 6].map(uuid);
    const failed = { ...toPublish.state, secondVerdict: 'FAIL' as const };
    const later = list.facts({
      ...caseOn(2, toReviewAgain.state),
      ...caseOn(3, { ...toPublish.state, unit: 'XC-411003' }),
      ...caseOn(4, failed),
      ...caseOn(5, toPublish.and(held).state),
    });
    later
      .when(openPublicity, { ...command, caseIds }, asked)
      .then({
        ...opened,
        data: {
          ...opened.data,
          omitted: [
            { caseId: uuid(2), ruleId: 'B.5-order' },
            { caseId: uuid(3), ruleId: 'A-002-unit' },
            { caseId: uuid(4), ruleId: 'B.5-order' },
            { caseId: uuid(5), ruleId: 'B.5-order' },
            { caseId: uuid(6), ruleId: 'B.5-order' },
          ],
        },
      })
      .thenFlags('LINES_OMITTED');
  });

  it('is refused when nothing is left to publish (B.5-order)', () => {
    given(publicityStream)
      .facts({ policy: policyState() })
      .when(openPublicity, command, asked)
      .thenRefused('B.5-order', /None of the cases/);
    list.when(openPublicity, command, { ...asked, at: '2020-07-06T01:59:59.999Z' }).thenRefused('B.5-order');
  });

  it('is refused from a day that is over, without the year’s calendar or the policy’s number of days (B.5-publicity)', () => {
    list.when(openPublicity, { ...command, firstDay: '2020-07-06' }, asked).thenRefused('B.5-publicity', /back-dated/);
    list
      .when(openPublicity, { ...command, firstDay: '2020-12-30' }, asked)
      .thenRefused('B.5-publicity', /calendar of 2021/);
    list
      .facts({ policy: policyState({ 'publicity.workingDays': undefined }) })
      .when(openPublicity, command, asked)
      .thenRefused('B.5-publicity', /publicity.workingDays has no value/);
    list
      .facts({ policy: policyState({ 'publicity.countFirstDay': undefined }) })
      .when(openPublicity, command, asked)
      .thenRefused('B.5-publicity', /countFirstDay/);
  });

  it('is refused under an id that is in use, naming who opened it (B.5-order)', () => {
    open
      .facts({ policy: policyState(), ...caseOn(1, toPublish.state) })
      .when(openPublicity, command, asked)
      .thenRefused('B.5-order', /clerk-1/);
  });

  it.each([
    ['caseIds', { caseIds: [] }],
    ['caseIds', { caseIds: Array.from({ length: 501 }, (_, n) => uuid(n)) }],
    ['caseIds', { caseIds: [CASE, CASE] }],
    ['digest', { digest }],
    ['unit', { unit: 'XC-000000' }],
    ['firstDay', { firstDay: '2020-7-7' }],
  ])('is invalid with wrong %s', (field, changed) => {
    list.when(openPublicity, { ...command, ...changed }, asked).thenInvalid(field);
  });
});

describe('closing a publication', () => {
  const close = { publicityId: PUBLICITY };

  it('ends it on each case, once the last working day is over', () => {
    open
      .when(closePublicity, close, { actor: clerk, at: '2020-07-13T16:00:00.000Z' })
      .then(publicityEvent('PublicityClosed', { closedOn: '2020-07-14', caseIds: [CASE] }))
      .thenAfter({ stream: `case-${CASE}`, effect: 'end-publicity', data: { publicityId: PUBLICITY } });
  });

  it('is refused a millisecond earlier (B.5-publicity)', () => {
    open
      .when(closePublicity, close, { actor: clerk, at: '2020-07-13T15:59:59.999Z' })
      .thenRefused('B.5-publicity', /end of 2020-07-13/);
  });

  it('is refused twice, for an unknown list, and before its opening (B.5-order)', () => {
    const closed = open.when(closePublicity, close, { actor: clerk, at: '2020-07-14T02:00:00.000Z' }).next;
    closed.when(closePublicity, close, { actor: actor('CLERK', UNIT, 'clerk-2') }).thenRefused('B.5-order', /clerk-1/);
    given(publicityStream)
      .when(closePublicity, close, { actor: clerk })
      .thenRefused('B.5-order', /no publication/);
    open
      .when(closePublicity, close, { actor: clerk, at: '2020-07-07T01:59:59.999Z' })
      .thenRefused('B.5-order', /use a time after it/);
  });
});

describe('withdrawing a publication', () => {
  const withdraw = { publicityId: PUBLICITY, reason, document };
  const by = { actor: clerk, at: '2020-07-20T02:00:00.000Z' };
  const closed = open.and(publicityEvent('PublicityClosed', { closedOn: '2020-07-14', caseIds: [CASE] }));

  it.each([
    ['open', open, inPublicity],
    ['closed', closed, toConfirm],
  ])(
    'sends the cases of an %s list back before it, and names what it corrects',
    (_status, on: typeof open, cases: Given<CaseState>) => {
      on.facts(caseOn(1, cases.state))
        .when(withdrawPublicity, withdraw, by)
        .then({
          ...publicityEvent('PublicityWithdrawn', { caseIds: [CASE] }),
          corrects: { stream: `publicity-${PUBLICITY}`, version: 1 },
        })
        .thenAfter({ stream: `case-${CASE}`, effect: 'withdraw-publicity', data: { publicityId: PUBLICITY } });
    },
  );

  it('leaves alone the cases that have gone other ways', () => {
    const rejected = inPublicity.and({
      type: 'ClaimRejected',
      data: { opinion: '不符', effect: {}, commandId: uuid(9) },
    });
    open
      .facts(caseOn(1, rejected.state))
      .when(withdrawPublicity, withdraw, by)
      .then(publicityEvent('PublicityWithdrawn', { caseIds: [] }))
      .thenAfter();
    open.facts(caseOn(1, toPublish.state)).when(withdrawPublicity, withdraw, by).thenAfter();
  });

  it('is refused while a case of the list is confirmed: that is taken back first (B.5-order)', () => {
    closed
      .facts(caseOn(1, toPay.state))
      .when(withdrawPublicity, withdraw, by)
      .thenRefused('B.5-order', /take those confirmations back first/);
    closed
      .facts(caseOn(1, toPay.and(assigned, instructed).state))
      .when(withdrawPublicity, withdraw, by)
      .thenRefused('B.5-order');
  });

  it('is refused twice (B.5-order), and invalid without reason and document', () => {
    const gone = open.facts(caseOn(1, inPublicity.state)).when(withdrawPublicity, withdraw, by).next;
    gone.when(withdrawPublicity, withdraw, by).thenRefused('B.5-order', /withdrawn/);
    open.when(withdrawPublicity, { publicityId: PUBLICITY }, by).thenInvalid('reason', 'document');
  });
});

describe('a publication on the case', () => {
  const begin = { publicityId: PUBLICITY, firstDay: '2020-07-07', lastDay: '2020-07-13' };

  it('begins after the second review, ends, and is withdrawn', () => {
    const begun = toPublish.whenEffect('begin-publicity', begin).then(published).next;
    expect(begun.state).toMatchObject({ step: 'publicity', publicityId: PUBLICITY, publicityLastDay: '2020-07-13' });
    const ended = begun.whenEffect('end-publicity', { publicityId: PUBLICITY }).then(publicityEnded).next;
    for (const on of [begun, ended]) {
      const back = on
        .whenEffect('withdraw-publicity', { publicityId: PUBLICITY })
        .then({ type: 'PublicityLineWithdrawn', data: { publicityId: PUBLICITY } }).next;
      expect(back.state).toMatchObject({
        step: 'second-reviewed',
        publicityId: undefined,
        publicityLastDay: undefined,
      });
    }
  });

  it('changes nothing twice, for another list, or on a case that has moved on', () => {
    inPublicity.whenEffect('begin-publicity', begin).then(...NOTHING);
    toReviewAgain.whenEffect('begin-publicity', begin).then(...NOTHING);
    inPublicity.whenEffect('end-publicity', { publicityId: uuid(99) }).then(...NOTHING);
    toConfirm.whenEffect('end-publicity', { publicityId: PUBLICITY }).then(...NOTHING);
    toPay.whenEffect('withdraw-publicity', { publicityId: PUBLICITY }).then(...NOTHING);
    given(caseStream)
      .whenEffect('withdraw-publicity', { publicityId: PUBLICITY })
      .then(...NOTHING);
  });
});

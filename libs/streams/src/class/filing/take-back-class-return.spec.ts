import { event } from '@ledger/kernel';
import { given } from '@ledger/testing';
import { APPROVED_AT, CLASS_FACTS, CLASS_ID, CLERK, DOCUMENT, filed, SCHOOL } from '@ledger/testing/class-samples';
import { classStream } from '../class.stream';
import { approveClass } from '../approval/approve-class.decide';
import { takeBackClassReturn } from './take-back-class-return.decide';

const command = { classId: CLASS_ID, reason: '退回有误，课程表齐全', document: DOCUMENT };
const asked = { actor: CLERK, at: APPROVED_AT };
const returned = given(classStream, filed(), event('ClassReturned', { reason: '课程表缺少实训课' })).facts(CLASS_FACTS);

describe('taking the return of a filing back', () => {
  it('corrects the return: the class waits for approval as it was filed, on the day on which it was filed', () => {
    const { next } = returned.when(takeBackClassReturn, command, asked).then({
      type: 'ClassReturnTakenBack',
      data: {},
      corrects: { stream: `class-${CLASS_ID}`, version: 2 },
    });
    expect(next.state).toMatchObject({ status: 'filed', filedBy: SCHOOL.id, filedOn: '2020-09-25' });
    next.when(approveClass, { classId: CLASS_ID }, asked).accepted();
  });

  it('is refused where nothing was returned (B.5-order)', () => {
    given(classStream, filed())
      .when(takeBackClassReturn, command, asked)
      .thenRefused('B.5-order', /waiting for approval/);
  });

  it('needs a reason and a document', () => {
    returned.when(takeBackClassReturn, { classId: CLASS_ID, document: DOCUMENT }, asked).thenInvalid('reason');
    returned.when(takeBackClassReturn, { ...command, document: undefined }, asked).thenInvalid('document');
  });
});

import { defineCommand, type Loaded } from '@ledger/kernel';
import type { PolicyState } from '../../policy';
import { decideBy, type Matter } from '../../rules';
import { classEvent } from '../class.events';
import type { ClassState } from '../class.state';
import { classStream } from '../class.stream';
import { classSubject } from '../rules/class-subject';
import { inProcedure } from '../rules/in-procedure.rule';
import { ReturnClass } from './return-class.command';

type F = { policy: Loaded<PolicyState> };

export const returnClass = defineCommand<ReturnClass, ReturnClass, ClassState, F>({
  name: 'ReturnClass',
  zh: '退回开班备案',
  en: 'Return a filed class',
  shape: ReturnClass,
  stream: classStream,
  target: ({ classId }) => classId,
  subject: classSubject,
  decide: (command, state, context) =>
    decideBy<Matter<ReturnClass, ClassState, F>>(inProcedure('filed'), { command, state, context }, () => ({
      events: classEvent('ClassReturned', { reason: command.reason }),
    })),
});

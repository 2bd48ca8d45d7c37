import { defineCommand, type Loaded } from '@ledger/kernel';
import type { PolicyState } from '../../policy';
import { decideBy, type Matter } from '../../rules';
import { classEvent } from '../class.events';
import type { ClassState } from '../class.state';
import { classStream } from '../class.stream';
import { releaseOf } from '../money/fund-effects';
import { classSubject } from '../rules/class-subject';
import { inProcedure } from '../rules/in-procedure.rule';
import { noLiveDraws } from '../rules/no-live-draws.rule';
import { CancelClass } from './cancel-class.command';

type F = { policy: Loaded<PolicyState> };

export const cancelClass = defineCommand<CancelClass, CancelClass, ClassState, F>({
  name: 'CancelClass',
  zh: '取消班期',
  en: 'Cancel a class',
  shape: CancelClass,
  stream: classStream,
  target: ({ classId }) => classId,
  subject: classSubject,
  decide: (command, state, context) =>
    decideBy<Matter<CancelClass, ClassState, F>>(
      [...inProcedure('filed', 'returned', 'approved'), noLiveDraws],
      { command, state, context },
      () => ({ events: classEvent('ClassCancelled', { releasedFen: state.heldFen, commandId: context.commandId }) }),
    ),
  after: (events, state) => releaseOf(events, state, 'class-cancelled'),
});

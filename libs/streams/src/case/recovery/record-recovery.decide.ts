import { accept, defineCommand, judge, refuse, streamName, type Effect, type Rule } from '@ledger/kernel';
import { fundRef } from '../../fund';
import { caseEvent, type CaseRecorded } from '../case.events';
import type { CaseState } from '../case.state';
import { caseStream } from '../case.stream';
import { subjectOfCase } from '../case-subject';
import { actOn } from '../rules/act';
import { inOrder } from '../rules/in-order.rule';
import { ANY_STEP, knownRecovery, notAboveOpen, type OnRecovery } from './on-recovery';
import { RecordRecovery } from './record-recovery.command';

const rules: readonly Rule<OnRecovery>[] = [
  inOrder({ zh: '登记追回款', en: 'record a recovery' }, ANY_STEP, { zh: '请核对个案编号', en: 'check the case id' }),
  knownRecovery(true),
  notAboveOpen,
];

export const recordRecovery = defineCommand<RecordRecovery, RecordRecovery, CaseState>({
  name: 'RecordRecovery',
  zh: '追回入账',
  en: 'Record recovered money',
  shape: RecordRecovery,
  stream: caseStream,
  target: ({ caseId }) => caseId,
  subject: subjectOfCase,
  decide({ recoveryId, amountFen }, state, context) {
    const { refusal, evidence } = judge(rules, { ...actOn(state, context), recoveryId, amountFen });
    if (refusal) return refuse(refusal, evidence);
    return accept(caseEvent('RecoveryRecorded', { recoveryId, entryId: context.commandId, amountFen }), { evidence });
  },
  after: (events, state) =>
    (events as readonly CaseRecorded[]).flatMap((e): Effect[] => {
      if (e.type !== 'RecoveryRecorded') return [];
      const data = { caseId: state.caseId ?? '', ...e.data };
      return [{ stream: streamName(fundRef(state.unit ?? '')), effect: 'recover', data }];
    }),
});

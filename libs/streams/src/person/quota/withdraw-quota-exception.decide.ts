import { defineCommand, fails, holds, type Protected, type Rule } from '@ledger/kernel';
import { decideBy, type Matter, notBefore } from '../../rules';
import { personEvent } from '../person.events';
import type { PersonState, QuotaException } from '../person.state';
import { WithdrawQuotaException } from './withdraw-quota-exception.command';
import { type ExceptionFacts, onQuotaException } from './on-quota-exception';

type Given = Protected<WithdrawQuotaException, 'idNumber'>;
type Asked = Matter<Given, PersonState, ExceptionFacts>;

const STATUS_NAMES: Readonly<Record<QuotaException['status'], { zh: string; en: string }>> = {
  proposed: { zh: '尚未批准', en: 'not decided yet; decline it instead' },
  approved: { zh: '已批准', en: 'approved' },
  used: { zh: '已被申请使用，请先撤回该申请', en: 'used by a claim; withdraw that claim first' },
  declined: { zh: '未获批准', en: 'declined' },
  withdrawn: { zh: '已撤回', en: 'withdrawn already' },
};

const standsUnused: Rule<Asked> = {
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge: ({ command: { exceptionId }, state }) => {
    const found = state.exceptions[exceptionId];
    if (!found) return fails('没有这一项名额例外；请核对编号。', 'There is no such exception; check its id.');
    if (found.status === 'approved') return holds(found.status);
    const { zh, en } = STATUS_NAMES[found.status];
    return fails(`该名额例外${zh}，不能撤回。`, `The exception cannot be withdrawn: it is ${en}.`, found.status);
  },
};

export const withdrawQuotaException = defineCommand<WithdrawQuotaException, Given, PersonState, ExceptionFacts>({
  ...onQuotaException,
  name: 'WithdrawQuotaException',
  zh: '撤回名额例外',
  en: 'Withdraw an exception to the yearly limit',
  shape: WithdrawQuotaException,
  decide: (command, state, context) =>
    decideBy<Asked>(
      [standsUnused, notBefore((asked) => asked.state.exceptions[asked.command.exceptionId]?.at)],
      { command, state, context },
      () => {
        const { exceptionId } = command;
        const corrects = {
          stream: context.target.stream,
          version: state.exceptions[exceptionId]?.approvedVersion ?? 1,
        };
        return { events: personEvent('QuotaExceptionWithdrawn', { exceptionId }, { corrects }) };
      },
    ),
});

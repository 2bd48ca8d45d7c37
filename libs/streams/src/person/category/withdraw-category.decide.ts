import { defineCommand, fails, holds, type Loaded, type Protected, type Rule } from '@ledger/kernel';
import type { PolicyState } from '../../policy';
import { decideBy, type Matter } from '../../rules';
import { personEvent } from '../person.events';
import type { CategoryEntry, PersonState } from '../person.state';
import { personStream } from '../person.stream';
import { WithdrawCategory } from './withdraw-category.command';

type Given = Protected<WithdrawCategory, 'idNumber'>;
type F = { policy: Loaded<PolicyState> };
type Asked = Matter<Given, PersonState, F>;

const entryOf = (state: PersonState, version: number): CategoryEntry | undefined =>
  state.categories.find((entry) => entry.version === version && !entry.withdrawn);

const isRecorded: Rule<Asked> = {
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge: ({ command: { version }, state }) => {
    const entry = entryOf(state, version);
    if (entry) return holds(entry.category);
    return fails(
      `该人员第 ${version} 版不是一条有效的人员类别登记，或已撤回；请核对版本号。`,
      `Version ${version} of this person recorded no category, or it was withdrawn already; check the version.`,
      version,
    );
  },
};

export const withdrawCategory = defineCommand<WithdrawCategory, Given, PersonState, F>({
  name: 'WithdrawCategory',
  zh: '撤回人员类别',
  en: 'Withdraw a category of a person',
  shape: WithdrawCategory,
  stream: personStream,
  target: ({ idNumber }, _commandId, keyed) => keyed.pseudonym(idNumber),
  subject: ({ idNumber }) => ({ unit: 'XC', person: idNumber.person }),
  decide: (command, state, context) =>
    decideBy<Asked>([isRecorded], { command, state, context }, () => {
      const { version } = command;
      const entry = entryOf(state, version);
      const corrects = { stream: context.target.stream, version };
      return { events: entry ? personEvent('CategoryWithdrawn', { category: entry.category }, { corrects }) : [] };
    }),
});

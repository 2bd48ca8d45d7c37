import { defineCommand, fails, holds, type Protected, type Rule } from '@ledger/kernel';
import { decideBy, type Matter } from '../../rules';
import { byPublishedDocument } from '../document/document-is-published.rule';
import { onPolicy } from '../on-policy';
import { policyEvent } from '../policy.events';
import type { PolicyState } from '../policy.state';
import { PARAMETER_SHEET } from './parameter-sheet.table';
import { SetParameter } from './set-parameter.command';

type M = Matter<Protected<SetParameter>, PolicyState>;

const isOnTheSheet: Rule<M> = {
  ruleId: 'A-003',
  clause: '二(三)3',
  judge: ({ command: { key } }) =>
    key in PARAMETER_SHEET
      ? holds(key)
      : fails(
          `参数表中没有 ${key}；请核对参数名（例如 attendance.min）。`,
          `The parameter sheet has no ${key}; check the key (such as attendance.min).`,
          key,
        ),
};

const hasItsForm: Rule<M> = {
  ruleId: 'A-003',
  clause: '二(三)3',
  judge({ command: { key, value } }) {
    const entry = PARAMETER_SHEET[key];
    if (!entry || entry.takes.accepts(value)) return holds(value);
    return fails(
      `参数 ${key}（${entry.zh}）应为${entry.takes.zh}；请改正后重新提交。`,
      `Parameter ${key} (${entry.en}) takes ${entry.takes.en}; correct it and send it again.`,
      value,
    );
  },
};

/** what was ordered later for a later day is never overtaken in silence. */
const nothingHoldsFromLater: Rule<M> = {
  ruleId: 'A-003',
  clause: '二(三)3',
  judge({ command: { key, validFrom }, state }) {
    const last = state.parameters[key]?.at(-1);
    if (!last || last.validFrom <= validFrom) return holds(validFrom);
    return fails(
      `参数 ${key} 已设定自 ${last.validFrom} 起的值（文件 ${last.documentNumber}）；要改 ${validFrom} 起的值，请先撤回那一项。`,
      `Parameter ${key} is already set from ${last.validFrom} (document ${last.documentNumber}); to set it from ${validFrom}, withdraw that entry first.`,
      last.validFrom,
    );
  },
};

export const setParameter = defineCommand<SetParameter, Protected<SetParameter>, PolicyState>({
  ...onPolicy,
  name: 'SetParameter',
  zh: '设定参数',
  en: 'Set a parameter',
  shape: SetParameter,
  decide: (command, state, context) =>
    decideBy(
      [isOnTheSheet, hasItsForm, byPublishedDocument, nothingHoldsFromLater],
      { command, state, context },
      () => {
        const { key, value, validFrom, document } = command;
        return { events: policyEvent('ParameterSet', { key, value, validFrom, document: { ...document } }) };
      },
    ),
});

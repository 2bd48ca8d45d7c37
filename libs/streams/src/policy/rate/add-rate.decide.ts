import { defineCommand, fails, GRADED_CERTIFICATE_KINDS, holds, type Protected, type Rule } from '@ledger/kernel';
import { decideBy, type Matter } from '../../rules';
import { byPublishedDocument } from '../document/document-is-published.rule';
import { onPolicy } from '../on-policy';
import { policyEvent, type SubsidyRate } from '../policy.events';
import type { PolicyState } from '../policy.state';
import { AddRate } from './add-rate.command';
import { noOverlap } from './rate-rules';

type M = Matter<Protected<AddRate>, PolicyState>;

const idIsNew: Rule<M> = {
  ruleId: 'A-087',
  clause: '三(二)',
  judge: ({ command: { rateId }, state }) =>
    state.rates[rateId] === undefined
      ? holds(rateId)
      : fails(
          `编号 ${rateId} 已用过；补贴标准一经录入不得改写，请为新标准另取编号。`,
          `Id ${rateId} is taken; a rate is never rewritten, so give the new one an id of its own.`,
          rateId,
        ),
};

const fieldsAgree: Rule<M> = {
  ruleId: 'A-087',
  clause: '三(二)',
  judge({ command: { certKind, level, issue } }) {
    if (GRADED_CERTIFICATE_KINDS.includes(certKind) && level === undefined) {
      return fails(
        `${certKind} 分等级，须填写等级（L5 至 L1）。`,
        `${certKind} has levels; name the level (L5 to L1).`,
        certKind,
      );
    }
    if (issue !== undefined && certKind !== 'SPECIAL_OPERATION') {
      return fails(
        `只有特种作业操作证书区分初领与复审；请去掉 issue。`,
        `Only special operations have first issue and renewal; leave issue out.`,
        certKind,
      );
    }
    return holds(certKind);
  },
};

const endsAfterItBegins: Rule<M> = {
  ruleId: 'A-087',
  clause: '三(二)',
  judge: ({ command: { validFrom, validTo } }) =>
    validTo === undefined || validFrom <= validTo
      ? holds(validFrom)
      : fails(
          `截止日 ${validTo} 早于起始日 ${validFrom}；请核对。`,
          `The last day, ${validTo}, lies before the first, ${validFrom}; check them.`,
          validTo,
        ),
};

const rateIn = (command: Protected<AddRate>): SubsidyRate => ({
  rateId: command.rateId,
  itemCode: command.itemCode,
  certKind: command.certKind,
  level: command.level ?? null,
  trainingNature: command.trainingNature ?? null,
  issue: command.issue ?? null,
  payeeKind: command.payeeKind ?? null,
  amountFen: command.amountFen,
  minHours: command.minHours ?? null,
  minDays: command.minDays ?? null,
  fund: command.fund,
  validFrom: command.validFrom,
  validTo: command.validTo ?? null,
});

const rules: readonly Rule<M>[] = [
  byPublishedDocument,
  idIsNew,
  fieldsAgree,
  endsAfterItBegins,
  noOverlap(({ command }) => rateIn(command)),
];

export const addRate = defineCommand<AddRate, Protected<AddRate>, PolicyState>({
  ...onPolicy,
  name: 'AddRate',
  zh: '新增补贴标准',
  en: 'Add a rate',
  shape: AddRate,
  decide: (command, state, context) =>
    decideBy(rules, { command, state, context }, () => {
      const document = { ...command.document };
      return { events: policyEvent('RateAdded', { rate: rateIn(command), document, status: 'unconfirmed' }) };
    }),
});

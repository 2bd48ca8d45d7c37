import { fails, holds, type Rule } from '@ledger/kernel';
import type { PersonState } from '../person.state';
import { dedupeHolder } from './dedupe-holder';
import type { SlotAsked } from './slot-asked';

/** 「同一职业同一等级不可重复享受」, for life, across funds, units and certificate kinds. */
export const neverTwice: Rule<{ readonly data: SlotAsked; readonly state: PersonState }> = {
  ruleId: 'A-064',
  clause: '二(三)1',
  judge({ data, state }) {
    const holder = dedupeHolder(state, data, data.caseId);
    const value = { dedupeKey: data.dedupeKey, heldBy: holder ?? null };
    if (holder === undefined) return holds(value);
    return fails(
      `该人员已就同一职业同一等级（${data.dedupeKey}）享受或申领补贴（个案 ${holder}），不可重复享受；请撤回本次申请，或核对该个案。`,
      `The person already has a subsidy for the same occupation and level (${data.dedupeKey}) in case ${holder}, and it cannot be had twice; withdraw this claim or check that case.`,
      value,
    );
  },
};

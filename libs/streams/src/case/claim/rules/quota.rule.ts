import { fails, holds, isHigherLevel, isLevel, type Rule } from '@ledger/kernel';
import { atMostPerYear, neverTwice, slotsInYear } from '../../../person';
import { parameterOn } from '../../../policy';
import { YEAR_BASES, type YearBasis } from '../../../vocabulary';
import type { ReviewFlag } from '../../case.events';
import { unsetParameter } from '../../rules/unset-parameter';
import type { ClaimInput } from '../claim-input';
import { otherWorkType, slotsInOccupation } from '../slot-of-claim';

/** The reservation that this very command has made is not held against it. */
const reservedAlready = ({ person, caseId, commandId }: ClaimInput): boolean =>
  person.slots[caseId]?.commandId === commandId;

/** A-063, by the year basis in force; an approved exception for this case and year lets it pass. */
export const withinQuota: Rule<ClaimInput> = {
  ruleId: atMostPerYear.ruleId,
  clause: atMostPerYear.clause,
  judge(input) {
    const { slot, person, today } = input;
    if (slot === undefined) return unsetParameter('quota.yearBasis, quota.perPersonPerYear', today);
    if (reservedAlready(input)) return holds({ basis: slot.basis, years: slot.years, max: slot.max });
    return atMostPerYear.judge({ data: slot, state: person });
  },
};

/** A-064, for life. */
export const notTwice: Rule<ClaimInput> = {
  ruleId: neverTwice.ruleId,
  clause: neverTwice.clause,
  judge: ({ slot, person }) => (slot === undefined ? holds() : neverTwice.judge({ data: slot, state: person })),
};

type QuotaInput = Pick<ClaimInput, 'person' | 'certificate' | 'caseId'>;

/** Whether the learner has a subsidy for a higher level of the occupation. */
const hasHigherLevel = ({ person, certificate, caseId }: QuotaInput): boolean => {
  const { level: claimed } = certificate;
  if (claimed === null || !isLevel(claimed)) return false;
  return slotsInOccupation(person, certificate, caseId).some(
    ({ level }) => level !== undefined && isLevel(level) && isHigherLevel(level, claimed),
  );
};

/** A-064, the parameter `rule.blockLowerLevel`: a lower level after a higher one is refused only where it says so. */
export const lowerLevelAllowed: Rule<ClaimInput> = {
  ruleId: 'A-064',
  clause: '二(三)1',
  judge(input) {
    const mode = parameterOn<string>(input.policy, 'rule.blockLowerLevel', input.today) ?? 'review';
    if (mode !== 'refuse' || !hasHigherLevel(input)) return holds(mode);
    return fails(
      '该人员已就同一职业的更高等级享受补贴，现行政策不再补贴较低等级；请撤回本次申请，或核对证书等级。',
      'The person already has a subsidy for a higher level of the occupation, and the policy pays no lower one after it; drop this claim or check the level.',
      mode,
    );
  },
};

/** Flags for a person: another year basis would refuse, a lower level after a higher one, another 工种 of the same level. */
export function quotaFlags(
  input: QuotaInput & Pick<ClaimInput, 'slot' | 'policy' | 'today' | 'commandId'>,
): ReviewFlag[] {
  const { slot, person, policy, today, certificate, caseId, commandId } = input;
  const flags: ReviewFlag[] = [];
  if (slot === undefined) return flags;
  const { years, basis, max } = slot;
  const full = (by: YearBasis): boolean => slotsInYear(person, by, years[by], commandId) >= max;
  // The exception that lets it pass covers the year, however that is counted.
  const excepted = full(basis);
  const wouldRefuse = YEAR_BASES.some(
    (other) => other !== basis && full(other) && !(excepted && years[other] === years[basis]),
  );
  if (wouldRefuse) flags.push('QUOTA_BASIS_SENSITIVE');
  const mode = parameterOn<string>(policy, 'rule.blockLowerLevel', today) ?? 'review';
  if (mode === 'review' && hasHigherLevel(input)) flags.push('LEVEL_DOWNGRADE');
  if (otherWorkType(person, certificate, caseId)) flags.push('WORK_TYPE');
  return flags;
}

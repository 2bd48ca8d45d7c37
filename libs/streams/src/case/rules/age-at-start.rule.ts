import { fails, holds, type Rule } from '@ledger/kernel';
import { parameterOn, type PolicyState } from '../../policy';
import { unsetParameter } from './unset-parameter';

interface AgeInput {
  /** Whole years on the day the class starts. */
  readonly age: number | undefined;
  /** It is documented that the person draws no monthly pension. */
  readonly noPension: boolean;
  readonly startsOn: string;
  readonly policy: PolicyState;
}

/**
 * B.2-age: who is trained for a subsidy has the age that the policy names (16 to 59 whole years) when the class starts. Where a pension
 * is what excludes the old, who draws none has no upper limit.
 */
export const ageAtStart: Rule<AgeInput> = {
  ruleId: 'B.2-age',
  clause: '二(三)1',
  judge({ age, noPension, startsOn, policy }) {
    const min = parameterOn<number>(policy, 'age.min', startsOn);
    if (min === undefined) return unsetParameter('age.min', startsOn);
    const max = parameterOn<number>(policy, 'age.max', startsOn);
    if (max === undefined) return unsetParameter('age.max', startsOn);
    const unlimited = noPension && parameterOn<boolean>(policy, 'age.pensionExcludes', startsOn) === true;
    const value = noPension ? { age: age ?? null, noPension } : (age ?? null);
    if (age !== undefined && age >= min && (age <= max || unlimited)) return holds(value);
    return fails(
      `该人员在开班日 ${startsOn} 为 ${age ?? '未知'} 周岁，补贴性培训的对象为 ${min} 至 ${max} 周岁；请核对身份证号码和开班日期；超龄但未按月领取养老金的，报名时注明并附证明，其他不符合的不能享受补贴。`,
      `The person is ${age ?? 'of unknown age'} on ${startsOn}, when the class starts; subsidised training is for people of ${min} to ${max}. Check the ID number and the start; who is older but draws no monthly pension says so at enrolment, with the document; others outside cannot be subsidised.`,
      value,
    );
  },
};

import { fails, holds, isReportingUnitId, type Rule } from '@ledger/kernel';

/** A-002-unit: each subject has exactly one managing unit, one of the ten that report; the city itself manages none. */
export const reportingUnit = <M>(unitOf: (matter: M) => string): Rule<M> => ({
  ruleId: 'A-002-unit',
  clause: '二(三)3',
  judge(matter) {
    const unit = unitOf(matter);
    if (isReportingUnitId(unit)) return holds(unit);
    return fails(
      `${unit} 不是十个填报单位之一，不能作为管理单位；请填写培训地所在的填报单位。`,
      `${unit} is none of the ten reporting units and cannot manage this; name the unit of the place of training.`,
      unit,
    );
  },
});

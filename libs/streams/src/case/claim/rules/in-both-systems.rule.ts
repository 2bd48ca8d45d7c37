import { fails, holds, localTimeOf, listHas, type Rule } from '@ledger/kernel';
import { registrationOf, type ProvincialSystem } from '../../../class';
import type { ClaimInput } from '../claim-input';

const SYSTEMS: readonly ProvincialSystem[] = ['TRAINING_INFO', 'REAL_NAME'];
const NAMES: Readonly<Record<ProvincialSystem, { zh: string; en: string }>> = {
  TRAINING_INFO: { zh: '河南省职业培训信息管理服务系统', en: 'the provincial training information system' },
  REAL_NAME: { zh: '就业创业实名制管理系统', en: 'the real-name employment system' },
};

/** 「补贴培训进系统、系统之外零补贴」: both systems knew the class by its start, and this learner in it. */
export const inBothSystems: Rule<ClaimInput> = {
  ruleId: 'A-078',
  clause: '二(三)3',
  judge({ class: training, plan, state }) {
    for (const system of SYSTEMS) {
      const registration = registrationOf(training, system);
      const { zh, en } = NAMES[system];
      if (registration === undefined || registration.number === '') {
        return fails(
          `班期未在${zh}登记，系统之外零补贴；已按时登记的请补录登记编号。`,
          `The class is not registered in ${en}, and outside the systems nothing is paid; if it was registered in time, record the registration.`,
          system,
        );
      }
      if (registration.registeredAt > plan.startsAt) {
        return fails(
          `班期在${zh}的登记时间 ${localTimeOf(registration.registeredAt)} 晚于开班时间 ${localTimeOf(plan.startsAt)}，不能补贴；登记时间有误的请先更正登记。`,
          `The class was registered in ${en} at ${localTimeOf(registration.registeredAt)}, after its start at ${localTimeOf(plan.startsAt)}; nothing is paid for it. If the time is wrong, correct the registration first.`,
          registration.registeredAt,
        );
      }
      if (state.person === undefined || !listHas(registration.roster, state.person)) {
        return fails(
          `本学员不在${zh}的班级名册中，不能补贴；名册有遗漏的请先更正登记。`,
          `The learner is not on the roster in ${en}; nothing is paid. If the roster misses the learner by error, correct the registration first.`,
          system,
        );
      }
    }
    return holds(SYSTEMS);
  },
};

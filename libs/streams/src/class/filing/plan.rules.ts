import { fails, filedInTime, holds, parseUscc, type Rule } from '@ledger/kernel';
import { projectEver } from '../../catalogue';
import { parameterOn, workingCalendar } from '../../policy';
import { reportingUnit } from '../../rules';
import { leastTeaching, taughtIn } from '../rules/least-teaching';
import { evaluatorListed, institutionListed, projectListed } from './listed-at-start.rule';
import { projectPaysInstitution, ratePaysPayee } from './payee-fits.rule';
import { type PlanCheck, startOf } from './plan-check';

/** C.2: the credit codes of who runs and who evaluates the class are right. */
const creditCodesValid: Rule<PlanCheck> = {
  ruleId: 'C.2',
  clause: '二(三)3',
  judge: ({ plan }) => {
    const wrong = [plan.institution, plan.evaluator].find((uscc) => uscc !== undefined && !parseUscc(uscc).ok);
    if (wrong === undefined) return holds();
    return fails(
      `统一社会信用代码 ${wrong} 有误（字符或校验码不符）；请对照营业执照或登记证书核对。`,
      `The credit code ${wrong} is wrong (a character or the check character); compare it with the licence.`,
      wrong,
    );
  },
};

/** C.6-level: a project with levels is taught at one of them; a project without has none. */
const levelFits: Rule<PlanCheck> = {
  ruleId: 'C.6-level',
  clause: '二(三)1',
  judge: ({ plan, facts }) => {
    const levels: readonly string[] = projectEver(facts.projects.state, plan.projectId)?.levels ?? [];
    const value = { level: plan.level ?? null, levels };
    const fits = plan.level === undefined ? levels.length === 0 : levels.includes(plan.level);
    if (fits) return holds(value);
    const offered =
      levels.length === 0 ? { zh: '不分等级', en: 'none' } : { zh: levels.join('、'), en: levels.join(', ') };
    return fails(
      `项目 ${plan.projectId} 的等级为：${offered.zh}；所填等级为 ${plan.level ?? '空'}，请更正。`,
      `Project ${plan.projectId} has these levels: ${offered.en}; ${plan.level ?? 'no level'} was given, so correct it.`,
      value,
    );
  },
};

/** B.5-filing: sessions are numbered from 1, in order of days, the first on the start day, none after the end. */
const sessionsFit: Rule<PlanCheck> = {
  ruleId: 'B.5-filing',
  clause: '二(三)3',
  judge: ({ plan }) => {
    const { sessions, endsOn } = plan;
    const startsOn = startOf(plan);
    const inOrder = sessions.every(
      ({ no, on }, i) => no === i + 1 && on >= (sessions[i - 1]?.on ?? startsOn) && on <= endsOn,
    );
    const value = { startsOn, endsOn, sessions: sessions.length };
    if (inOrder && sessions[0]?.on === startsOn) return holds(value);
    return fails(
      `课次须从1起连续编号、按日期先后排列，第一次课在开班日 ${startsOn}，最后一次不晚于结业日 ${endsOn}；请核对课程表。`,
      `Sessions are numbered from 1 in order of days, the first on the start day ${startsOn} and none after ${endsOn}; check the timetable.`,
      value,
    );
  },
};

/** B.4-hours: the timetable has the hours of the project, and the hours and days that the rate asks for. */
const hoursEnough: Rule<PlanCheck> = {
  ruleId: 'B.4-hours',
  clause: '二(三)1',
  judge: ({ plan, facts }) => {
    const { hours, days } = taughtIn(plan.sessions);
    const [policy, projects, occupations] = [facts.policy.state, facts.projects.state, facts.occupations.state];
    const { minHours, minDays } = leastTeaching(plan, { policy, projects, occupations });
    const value = { hours, minHours, days, minDays };
    if (hours >= minHours && days >= minDays) return holds(value);
    return fails(
      `课程表共 ${hours} 学时、${days} 天，少于要求的 ${minHours} 学时${minDays > 0 ? `、${minDays} 天` : ''}；请补足课时。`,
      `The timetable has ${hours} hours on ${days} days, less than the ${minHours} hours${minDays > 0 ? ` and ${minDays} days` : ''} required; add sessions.`,
      value,
    );
  },
};

/** B.5-filing: filed the configured number of working days before the start. The day of filing counts, the start day does not. */
const inTime: Rule<PlanCheck> = {
  ruleId: 'B.5-filing',
  clause: '二(三)3',
  judge: ({ plan, filedOn, facts: { policy } }) => {
    const lead = parameterOn<number>(policy.state, 'class.filingLeadWorkingDays', filedOn) ?? 0;
    const startsOn = startOf(plan);
    const answer = filedInTime(workingCalendar(policy.state), filedOn, startsOn, lead);
    if (!answer.ok) {
      return fails(
        `${answer.year} 年的工作日历尚未公布，无法计算备案期限；请先由市级公布该年工作日历。`,
        `The working calendar of ${answer.year} is not published, so the time limit cannot be counted; the city must publish it first.`,
        { filedOn, startsOn, lead },
      );
    }
    const value = { filedOn, startsOn, lead, latestOn: answer.value.latestOn };
    if (answer.value.inTime) return holds(value);
    return fails(
      `开班须提前 ${lead} 个工作日备案（备案当日计入，开班当日不计）：${startsOn} 开班最迟应于 ${value.latestOn} 备案，现为 ${filedOn}；请推迟开班日期。`,
      `A class is filed ${lead} working days before it starts (the day of filing counts, the start day does not): for ${startsOn} that is ${value.latestOn} at the latest, and it is ${filedOn}; choose a later start.`,
      value,
    );
  },
};

/** All that a plan must satisfy, in the order in which a clerk would look. */
export const planRules: readonly Rule<PlanCheck>[] = [
  creditCodesValid,
  reportingUnit(({ plan }) => plan.unit),
  projectListed,
  institutionListed,
  evaluatorListed,
  levelFits,
  projectPaysInstitution,
  ratePaysPayee,
  sessionsFit,
  hoursEnough,
  inTime,
];

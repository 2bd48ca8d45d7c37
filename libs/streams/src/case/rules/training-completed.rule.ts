import { fails, holds, type Rule } from '@ledger/kernel';
import type { TrainingProject } from '../../catalogue';
import { attendanceShare, CLASS_STATUS_NAMES, type ClassState } from '../../class';
import { parameterOn, type PolicyState } from '../../policy';
import { unsetParameter } from './unset-parameter';

interface CompletionInput {
  readonly class: ClassState;
  readonly caseId: string;
  readonly project: TrainingProject | undefined;
  readonly startsOn: string;
  readonly policy: PolicyState;
}

/** B.5-order: the class has finished. */
export const classFinished: Rule<CompletionInput> = {
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge: ({ class: { status } }) =>
    status === 'finished' || status === 'closed'
      ? holds(status)
      : fails(
          `班期${CLASS_STATUS_NAMES[status].zh}，尚未结业；请在结业并登记考核结果后办理。`,
          `The class is ${CLASS_STATUS_NAMES[status].en} and has not finished; do this after its end, once the results are recorded.`,
          status,
        ),
};

/** one completed training is a pass, with the attendance that the policy asks for (80 %). */
export const trainingPassed: Rule<CompletionInput> = {
  ruleId: 'A-005',
  clause: '一(二)',
  judge({ class: training, caseId, startsOn, policy }) {
    const result = training.results[caseId];
    if (!result?.passed) {
      return fails(
        result
          ? '本学员考核不合格，不能办理；成绩有误的请先更正考核结果。'
          : '本学员尚无考核结果；请先由评价机构登记考核结果。',
        result
          ? 'The learner did not pass; if the result is wrong, have it corrected first.'
          : 'The learner has no result yet; let the evaluation body record it first.',
        result ? false : null,
      );
    }
    const min = parameterOn<number>(policy, 'attendance.min', startsOn);
    if (min === undefined) return unsetParameter('attendance.min', startsOn);
    const share = attendanceShare(training, caseId);
    if (share >= min) return holds(share);
    return fails(
      `本学员出勤率为 ${share}%，低于 ${min}%；考勤有误的请先更正考勤。`,
      `The learner attended ${share} % of the hours, less than ${min} %; if that is wrong, have the attendance corrected first.`,
      share,
    );
  },
};

/** B.4-hours: the class held the hours that its kind of training asks for. */
export const hoursHeld: Rule<CompletionInput> = {
  ruleId: 'B.4-hours',
  clause: '三(二)',
  judge({ class: training, project, startsOn, policy }) {
    const key = hoursKey(project);
    if (key === undefined) return holds();
    const min = parameterOn<number>(policy, key, startsOn);
    if (min === undefined) return unsetParameter(key, startsOn);
    let held = 0;
    for (const { hours } of Object.values(training.sessions)) held += hours;
    if (held >= min) return holds(held);
    return fails(
      `该班实际授课 ${held} 学时，少于规定的 ${min} 学时；漏登的课次请先补登，课时不足的不能享受补贴。`,
      `The class held ${held} hours, less than the ${min} that are required; record missing sessions first, for a shorter training is not subsidised.`,
      held,
    );
  },
};

/** Which parameter names the least hours: pre-job training and special-ability courses have one. */
function hoursKey(project: TrainingProject | undefined): string | undefined {
  if (project?.trainingNature === 'PRE_JOB') return 'hours.preJob';
  return project?.certKind === 'SPECIAL_ABILITY' ? 'hours.specialAbility' : undefined;
}

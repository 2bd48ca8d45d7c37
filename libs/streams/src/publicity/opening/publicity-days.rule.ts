import {
  addWorkingDays,
  fails,
  holds,
  lastOfWorkingDays,
  type CalendarAnswer,
  type Judgement,
  type Rule,
} from '@ledger/kernel';
import { parameterOn, workingCalendar, type PolicyState } from '../../policy';

interface DaysInput {
  readonly firstDay: string;
  readonly today: string;
  readonly policy: PolicyState;
}

/** 公示期末日: the last of the working days that a list must be public, by the policy in force on its first day. */
export function lastPublicDay({ firstDay, policy }: DaysInput): CalendarAnswer<string> | { readonly unset: string } {
  const days = parameterOn<number>(policy, 'publicity.workingDays', firstDay);
  if (days === undefined) return { unset: 'publicity.workingDays' };
  const countFirst = parameterOn<boolean>(policy, 'publicity.countFirstDay', firstDay);
  if (countFirst === undefined) return { unset: 'publicity.countFirstDay' };
  const calendar = workingCalendar(policy);
  return countFirst ? lastOfWorkingDays(calendar, firstDay, days) : addWorkingDays(calendar, firstDay, days);
}

/** B.5-publicity: a list is public from today or later, for as many working days as the policy says. */
export const publicityDays: Rule<DaysInput> = {
  ruleId: 'B.5-publicity',
  clause: '二(三)3',
  judge(input): Judgement {
    const { firstDay, today } = input;
    if (firstDay < today) {
      return fails(
        `公示首日 ${firstDay} 早于办理日 ${today}，公示不能倒填；请从今天或以后的日期开始公示。`,
        `The first day ${firstDay} lies before today, ${today}; a publication cannot be back-dated, so begin today or later.`,
        firstDay,
      );
    }
    const last = lastPublicDay(input);
    if ('unset' in last) {
      return fails(
        `参数 ${last.unset} 在 ${firstDay} 没有值，无法计算公示期；请政策管理员凭文件设定该参数。`,
        `The parameter ${last.unset} has no value on ${firstDay}, so the period cannot be counted; let a policy administrator set it with its document.`,
        last.unset,
      );
    }
    if (!last.ok) {
      return fails(
        `${last.year} 年的工作日历尚未发布，无法计算公示期；请政策管理员先发布该年日历。`,
        `The working calendar of ${last.year} is not published, so the period cannot be counted; let a policy administrator publish it first.`,
        last.year,
      );
    }
    return holds({ firstDay, lastDay: last.value });
  },
};

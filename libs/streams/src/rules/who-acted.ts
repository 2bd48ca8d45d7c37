import { isUnitId, type Label, localDateOf, UNITS } from '@ledger/kernel';
import { isRole, ROLES } from '../authority';

/** One step that somebody took. `unit` is a reporting unit, or the credit code of an organisation. */
interface Acted {
  readonly by: string;
  readonly role: string;
  readonly unit: string;
  readonly at: string;
}

const unitName = (unit: string): Label => (isUnitId(unit) ? UNITS[unit] : { zh: unit, en: unit });

/** 经办人: who acted, in which role, for whom and on which day: the loser of a race reads here who won. */
export function whoActed({ by, role, unit, at }: Acted): Label {
  const as = isRole(role) ? ROLES[role] : { zh: role, en: role };
  const of = unitName(unit);
  const on = localDateOf(at);
  return { zh: `${on} 由${of.zh}的${as.zh} ${by} 办理`, en: `by ${as.en} ${by} of ${of.en} on ${on}` };
}

/** What a state remembers of its last step. */
interface LastStep {
  readonly lastStepAt?: string;
  readonly lastStepBy?: string;
  readonly lastStepRole?: string;
  readonly lastStepUnit?: string;
  readonly lastStepType?: string;
}

/** 上一环节: the last step by its name, and who took it; undefined where nothing was done yet. */
export function lastStepOf(state: LastStep, names: Readonly<Record<string, Label>>): Label | undefined {
  const {
    lastStepAt: at,
    lastStepBy: by = '',
    lastStepRole: role = '',
    lastStepUnit: unit = '',
    lastStepType = '',
  } = state;
  if (at === undefined) return undefined;
  const who = whoActed({ by, role, unit, at });
  const { zh, en } = names[lastStepType] ?? { zh: lastStepType, en: lastStepType };
  return { zh: `“${zh}”，${who.zh}`, en: `“${en}” ${who.en}` };
}

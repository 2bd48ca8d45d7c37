import { isUnitId, UNITS, type Actor, type Label, type Refusal, type Subject } from '@ledger/kernel';
import { CONDITIONS, type Condition } from './conditions.table';
import { isRole, ROLES, type Role } from './roles.table';
import { WHO_MAY, type WhoMay } from './who-may.table';

const rows: ReadonlyMap<string, WhoMay> = new Map(WHO_MAY.map((row) => [row.command, row]));

/** The plan's clauses: control of one's own area, and who has which duty. */
const CLAUSES = { 'A-002-unit': '二(三)3', 'A-083-role': '三(一)' } as const;

/** Who may do what: asked twice by the runner, for every door alike. */
export const authority = {
  /** Before anything is loaded: the role exists, its unit too, and it has a row for the command. */
  mayTry(actor: Actor, command: string): Refusal | undefined {
    if (!isRole(actor.role)) return noSuchRole(actor.role);
    if (ROLES[actor.role].kind === 'staff' && !isUnitId(actor.unit)) return noSuchUnit(actor.unit);
    const row = rows.get(command);
    if (!row) return noRow(command);
    return row.who[actor.role] === undefined ? wrongRole(actor.role, row) : undefined;
  },

  /** Once the subject is known: the row's condition holds. */
  may(actor: Actor, command: string, subject: Subject): Refusal | undefined {
    const refusal = authority.mayTry(actor, command);
    if (refusal) return refusal;
    const row = rows.get(command)!;
    const role = actor.role as Role;
    const condition = row.who[role]!;
    return CONDITIONS[condition].holds(actor, subject)
      ? undefined
      : conditionFails(actor, role, condition, row, subject);
  },
};

const refusal = (ruleId: keyof typeof CLAUSES, zh: string, en: string): Refusal => ({
  ruleId,
  clause: CLAUSES[ruleId],
  zh,
  en,
});

const noSuchRole = (role: string): Refusal =>
  refusal(
    'A-083-role',
    `没有“${short(role)}”这一角色；请用本系统的角色登录（${Object.values(ROLES)
      .map(({ zh }) => zh)
      .join('、')}）。`,
    `There is no role “${short(role)}”; sign in with one of ${Object.keys(ROLES).join(', ')}.`,
  );

const noSuchUnit = (unit: string): Refusal =>
  refusal(
    'A-002-unit',
    `没有“${short(unit)}”这一单位；请用许昌市（XC）或十个填报单位之一登录。`,
    `There is no unit “${short(unit)}”; sign in for the city (XC) or one of its ten reporting units.`,
  );

const noRow = (command: string): Refusal =>
  refusal(
    'A-083-role',
    `权限表没有“${short(command)}”，任何人不得办理；请核对命令名称。`,
    `Nobody may do “${short(command)}”, for the table of powers has no such command; check its name.`,
  );

const wrongRole = (role: Role, row: WhoMay): Refusal =>
  refusal(
    'A-083-role',
    `${ROLES[role].zh}不能办理“${row.zh}”；可以办理的是：${whoZh(row)}。`,
    `A ${ROLES[role].en} may not do ${row.command}; those who may: ${whoEn(row)}.`,
  );

function conditionFails(actor: Actor, role: Role, condition: Condition, row: WhoMay, subject: Subject): Refusal {
  if (condition === 'city') {
    return refusal(
      'A-002-unit',
      `“${row.zh}”由市级办理，${unitName(actor.unit).zh}的${ROLES[role].zh}不能办理；请报市级${ROLES[role].zh}。`,
      `${row.command} is done by the city; the ${ROLES[role].en} of ${unitName(actor.unit).en} may not, so ask the one of the city (XC).`,
    );
  }
  if (condition === 'own-unit') {
    if (!isUnitId(subject.unit)) return noSuchMatter(row);
    return refusal(
      'A-002-unit',
      `该事项由${unitName(subject.unit).zh}管理，${unitName(actor.unit).zh}的${ROLES[role].zh}不能办理“${row.zh}”；请由${unitName(subject.unit).zh}办理。`,
      `The matter is managed by ${unitName(subject.unit).en}; the ${ROLES[role].en} of ${unitName(actor.unit).en} may not do ${row.command}, so leave it to ${unitName(subject.unit).en}.`,
    );
  }
  if (condition === 'own-organisation') {
    return refusal(
      'A-083-role',
      `该事项不属于机构 ${short(actor.unit)}，或没有这一事项，不能办理“${row.zh}”；可以办理的是：${whoZh(row)}。`,
      `The matter is not one of organisation ${short(actor.unit)}, or there is none, so it may not do ${row.command}; those who may: ${whoEn(row)}.`,
    );
  }
  if (condition === 'any-unit') {
    return refusal(
      'A-002-unit',
      `“${row.zh}”由各填报单位办理，市级不能办理；请由有关单位的${ROLES[role].zh}办理。`,
      `${row.command} is done by the reporting units, not by the city; leave it to the ${ROLES[role].en} of one of them.`,
    );
  }
  return refusal(
    'A-083-role',
    `劳动者只能为本人办理“${row.zh}”；可以办理的是：${whoZh(row)}。`,
    `A learner does ${row.command} in their own matters only; those who may: ${whoEn(row)}.`,
  );
}

const noSuchMatter = (row: WhoMay): Refusal =>
  refusal(
    'A-002-unit',
    `没有找到要办理“${row.zh}”的事项；请核对编号。`,
    `There is nothing here to do ${row.command} on; check the id.`,
  );

const unitName = (unit: string): Label => (isUnitId(unit) ? UNITS[unit] : { zh: short(unit), en: short(unit) });

const entries = (row: WhoMay): [Role, Condition][] => Object.entries(row.who) as [Role, Condition][];

const whoZh = (row: WhoMay): string =>
  entries(row)
    .map(([role, on]) => `${ROLES[role].zh}（${CONDITIONS[on].zh}）`)
    .join('、');

const whoEn = (row: WhoMay): string =>
  entries(row)
    .map(([role, on]) => `${ROLES[role].en} ${CONDITIONS[on].en}`)
    .join(', ');

/** A name from outside, cut to what a sentence can carry. */
const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

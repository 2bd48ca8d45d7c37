import { isUnitId, type Actor, type Refusal } from '@ledger/kernel';
import { isRole, ROLES, type Role } from './roles.table';
import { WHO_MAY_ASK, type WhoMayAsk } from './who-may-ask.table';

/** 可见: what an answer is narrowed to. Nothing given: everything. */
export interface Visible {
  /** Managing unit. */
  readonly unit?: string;
  /** USCC. */
  readonly organisation?: string;
  /** Unit or organisation of whoever brought it in. */
  readonly office?: string;
  /** Pseudonym. */
  readonly person?: string;
}

const rows: ReadonlyMap<string, WhoMayAsk> = new Map(WHO_MAY_ASK.map((row) => [row.question, row]));

const CITY = 'XC';

/** Whether the actor may ask, and about whose matters; for every door alike. A learner's id is the pseudonym. */
export function mayAsk(actor: Actor, question: string): { readonly visible: Visible } | { readonly refusal: Refusal } {
  const row = rows.get(question);
  const reach = row && isRole(actor.role) ? row.who[actor.role] : undefined;
  if (!row || reach === undefined) return { refusal: closed(actor, row) };
  if (ROLES[actor.role as Role].kind === 'staff' && !isUnitId(actor.unit)) return { refusal: closed(actor, row) };
  switch (reach) {
    case 'all':
      return { visible: {} };
    case 'own-unit':
      return { visible: actor.unit === CITY ? {} : { unit: actor.unit } };
    case 'own-organisation':
      return { visible: { organisation: actor.unit } };
    case 'own-office':
      return { visible: { office: actor.unit } };
    case 'own-person':
      return { visible: { person: actor.id } };
  }
}

function closed({ role }: Actor, row: WhoMayAsk | undefined): Refusal {
  const who = Object.keys(row?.who ?? {}) as Role[];
  const [zh, en] = [who.map((each) => ROLES[each].zh).join('、'), who.map((each) => ROLES[each].en).join(', ')];
  const [roleZh, roleEn] = isRole(role) ? [ROLES[role].zh, ROLES[role].en] : ['此角色或单位', 'role or unit like this'];
  return {
    ruleId: 'A-083-role',
    clause: '三(一)',
    zh: row ? `${roleZh}不能查阅“${row.zh}”；可以查阅的是：${zh}。` : '没有这一查询；请核对地址。',
    en: row
      ? `A ${roleEn} may not see “${row.en}”; those who may: ${en}.`
      : 'There is no such question; check the address.',
  };
}

import type { Actor, Subject } from '@ledger/kernel';

/** 条件: whose matters a role may act on. */
interface ConditionEntry {
  readonly zh: string;
  readonly en: string;
  holds(actor: Actor, subject: Subject): boolean;
}

export const CONDITIONS = {
  city: { zh: '市级', en: 'of the city', holds: (actor) => actor.unit === 'XC' },
  'own-unit': {
    zh: '本单位管理的事项',
    en: 'of the unit that manages the matter',
    holds: (actor, { unit }) => actor.unit === unit,
  },
  'own-organisation': {
    zh: '本机构的事项',
    en: 'in its own matters',
    holds: (actor, { orgs }) => orgs !== undefined && orgs.includes(actor.unit),
  },
  'own-person': {
    zh: '本人的事项',
    en: 'in their own matters',
    holds: (actor, { person }) => person !== undefined && actor.id === person,
  },
  'any-unit': { zh: '任一填报单位', en: 'of any reporting unit', holds: (actor) => actor.unit !== 'XC' },
  any: { zh: '不限', en: 'without limit', holds: () => true },
} as const satisfies Readonly<Record<string, ConditionEntry>>;

export type Condition = keyof typeof CONDITIONS;

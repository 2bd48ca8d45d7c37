import type { Actor, Refusal } from '@ledger/kernel';
import type { TableSchema } from '@ledger/viewstore';
import { viewOf, type RowOf } from '../view';

export const REFUSALS = 'refusals';

interface RefusalFields {
  readonly ruleId: string;
  readonly clause: string;
  readonly zh: string;
  readonly en: string;
  /** Command. */
  readonly name: string;
  /** Stream that it was aimed at. */
  readonly target: string;
  readonly actor: Actor;
  readonly actorId: string;
  readonly role: string;
  /** Of the subject, and where that was not known yet, of the actor. */
  readonly unit: string;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly position: number;
}

/** 拒绝记录: who tried what, when, against which rule; one row per command id. What was sent stays sealed on the stream. */
export type RefusalRow = RowOf<RefusalFields>;

interface RefusalEventMap {
  CommandRefused: { readonly name: string; readonly target: string; readonly refusal: Refusal };
}

const refusalsTable: TableSchema = {
  name: REFUSALS,
  columns: {
    ruleId: 'text',
    name: 'text',
    target: 'text',
    actorId: 'text',
    role: 'text',
    unit: 'text',
    occurredAt: 'text',
    recordedAt: 'text',
    position: 'integer',
  },
  indexes: [
    // Rows are added and never changed: what an index holds beside its order costs little.
    ['position', 'key', 'ruleId', 'name', 'target', 'actorId', 'unit', 'occurredAt'],
    ['ruleId', 'position', 'key', 'name', 'target', 'actorId', 'unit', 'occurredAt'],
    ['actorId', 'position', 'key', 'ruleId', 'name', 'target', 'unit', 'occurredAt'],
    ['target'],
    ['recordedAt'],
  ],
};

export const refusals = viewOf<RefusalEventMap>({
  name: 'refusals',
  version: 1,
  tables: [refusalsTable],
  prefix: 'command',
  on: {
    CommandRefused({ data, actor, unit, occurredAt, recordedAt, position }, rows, commandId) {
      const { ruleId, clause, zh, en } = data.refusal;
      const { name, target } = data;
      const who = { actor, actorId: actor.id, role: actor.role, unit };
      const row: RefusalRow = { ruleId, clause, zh, en, name, target, ...who, occurredAt, recordedAt, position };
      rows.put(REFUSALS, commandId, row);
    },
  },
});

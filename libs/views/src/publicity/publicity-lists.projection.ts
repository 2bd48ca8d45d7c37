import {
  publicityStream,
  type OmittedLine,
  type PublicityEventMap,
  type PublicityState,
} from '@ledger/streams/publicity';
import type { Rows, TableSchema } from '@ledger/viewstore';
import { viewOf, type RowOf } from '../view';

export const PUBLICITY_LISTS = 'publicity_lists';

interface ListFields {
  readonly unit: string;
  readonly status: PublicityState['status'];
  readonly since: string;
  /** Shanghai dates, both included. */
  readonly firstDay: string;
  readonly lastDay: string;
  readonly closedOn?: string;
  /** SHA-256 of the published list, hex. */
  readonly digest: string;
  readonly caseIds: readonly string[];
  readonly omitted: readonly OmittedLine[];
  readonly openedBy: string;
}

/** 公示名单: one row per list, by publicity id. What was shown is in the vault. */
export type PublicityListRow = RowOf<ListFields>;

const listsTable: TableSchema = {
  name: PUBLICITY_LISTS,
  columns: { unit: 'text', status: 'text', since: 'text', lastDay: 'text' },
  indexes: [['unit', 'status', 'lastDay'], ['status', 'lastDay'], ['unit', 'lastDay'], ['lastDay']],
};

function change(rows: Rows, id: string, changed: Partial<PublicityListRow>): void {
  const row = rows.get<PublicityListRow>(PUBLICITY_LISTS, id);
  if (row) rows.put(PUBLICITY_LISTS, id, { ...row, ...changed });
}

/** 公示一览. */
export const publicityLists = viewOf<PublicityEventMap>({
  name: 'publicity_lists',
  version: 1,
  tables: [listsTable],
  prefix: publicityStream.prefix,
  on: {
    PublicityOpened({ data: { unit, caseIds, firstDay, lastDay, digest, omitted }, occurredAt, actor }, rows, id) {
      const list = { unit, firstDay, lastDay, digest, caseIds, omitted };
      const row: PublicityListRow = { ...list, status: 'open', since: occurredAt, openedBy: actor.id };
      rows.put(PUBLICITY_LISTS, id, row);
    },
    PublicityClosed: ({ data: { closedOn }, occurredAt }, rows, id) =>
      change(rows, id, { status: 'closed', since: occurredAt, closedOn }),
    PublicityWithdrawn: ({ occurredAt }, rows, id) => change(rows, id, { status: 'withdrawn', since: occurredAt }),
  },
});

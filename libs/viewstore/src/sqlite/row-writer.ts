import type { Database, Statement } from 'better-sqlite3';
import type { Row, TableSchema } from '../view-store.port';
import { bindRow, type SqlValue } from './bound-row';
import { quoted } from './view-sql';
import { columnsOf, upsertSql } from './view-tables';

/** Sets of changed columns are kept as bits of a small integer. */
const MAX_COLUMNS = 30;

/**
 * Writes the rows of one table. A row that is known to be stored is updated in the columns that differ, since SQLite writes
 * every index that an update names a column of, even where the value stays: with seven indexes on cases that is most of
 * what a live view costs.
 */
export class RowWriter {
  private readonly columns: readonly string[];
  private readonly upsert: Statement;
  private readonly remove: Statement;
  private readonly updates = new Map<number, Statement>();

  constructor(
    private readonly db: Database,
    private readonly table: TableSchema,
  ) {
    this.columns = columnsOf(table);
    this.upsert = db.prepare(upsertSql(table, 1));
    this.remove = db.prepare(`DELETE FROM ${quoted(table.name)} WHERE key = ?`);
  }

  put(key: string, row: Row, before: Row | undefined): void {
    if (before !== undefined && this.columns.length <= MAX_COLUMNS && this.update(key, row, before)) return;
    const bound: SqlValue[] = [];
    bindRow(bound, this.table, key, row);
    this.upsert.run(bound);
  }

  delete(key: string): void {
    this.remove.run(key);
  }

  /** False when the row is not there after all. */
  private update(key: string, row: Row, before: Row): boolean {
    const bound: SqlValue[] = [];
    let changed = 0;
    this.columns.forEach((column, index) => {
      const value = (row[column] ?? null) as SqlValue;
      if (value === (before[column] ?? null)) return;
      changed |= 1 << index;
      bound.push(value);
    });
    bound.push(JSON.stringify(row), key);
    return this.updateOf(changed).run(bound).changes === 1;
  }

  private updateOf(changed: number): Statement {
    const known = this.updates.get(changed);
    if (known) return known;
    const columns = [...this.columns.filter((_, index) => (changed & (1 << index)) !== 0), 'doc'];
    const sets = columns.map((column) => `${quoted(column)} = ?`).join(', ');
    const update = this.db.prepare(`UPDATE ${quoted(this.table.name)} SET ${sets} WHERE key = ?`);
    this.updates.set(changed, update);
    return update;
  }
}

import { LogUnavailable, NewerSchema } from '../event-store.port';
import type { Connection } from './log-connection';
import { migrations as released } from './migrations/migrations';
import type { Migration } from './migrations/migration';
import { damaged } from '../damaged';

const newest = (migrations: readonly Migration[]): number => migrations.at(-1)?.number ?? 0;

/** Brings a log to the newest schema, each step in a transaction of its own. A newer one is refused. */
export function migrate(db: Connection, migrations: readonly Migration[] = released): void {
  const from = schemaOf(db);
  refuseNewer(from, newest(migrations));
  for (const { number, sql } of migrations) {
    if (number <= from) continue;
    db.transaction(() => {
      db.exec(sql);
      db.prepare(`INSERT INTO meta VALUES ('schema', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value`).run(
        number,
      );
    }).immediate();
  }
}

/** A reader takes exactly the newest schema: it may not migrate. */
export function assertReadable(db: Connection): void {
  const schema = schemaOf(db);
  refuseNewer(schema, newest(released));
  if (schema === newest(released)) return;
  throw new LogUnavailable(
    `the log has the older schema ${schema}; open it once to write, which brings it up to date`,
    `日志仍是旧格式 ${schema}；请先以写入方式打开一次以升级`,
  );
}

/** The schema number of the file; 0 for an empty one. */
function schemaOf(db: Connection): number {
  const tables = db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`).pluck().all();
  if (tables.length === 0) return 0;
  const found = tables.includes('meta')
    ? db.prepare(`SELECT value FROM meta WHERE key = 'schema'`).pluck().get()
    : undefined;
  if (typeof found === 'number' && Number.isSafeInteger(found) && found > 0) return found;
  throw damaged({}, 'the file is no event log: it names no schema', '该文件不是事件日志：没有格式编号');
}

function refuseNewer(schema: number, known: number): void {
  if (schema <= known) return;
  throw new NewerSchema(
    `the log has schema ${schema}, written by a newer version of this program, which knows up to ${known}; use that version`,
    `日志格式为 ${schema}，由更新版本的程序写入，本程序只认识到 ${known}；请使用新版本打开`,
  );
}

import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  openSqliteEventStore,
  openSqliteLogReader,
  verifyLog,
  type EventStore,
  type LogReport,
} from '@ledger/eventlog';
import { MovingRefused } from '../moving-refused';
import type { LogPlace } from './open-log-at';

/** 台账目录: the embedded log of a folder. */
export const folderPlace: LogPlace = {
  names: (place) => !/^[a-z][a-z0-9+.-]*:\/\//i.test(place),
  async open(place, use, onProgress): Promise<EventStore> {
    const folder = resolve(place);
    if (use === 'take') {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      return openSqliteEventStore({ folder });
    }
    assertHoldsLog(folder);
    if (use === 'read') {
      await assertWholeLog(folder, onProgress);
      return openSqliteLogReader({ folder });
    }
    // The lock of the writing process tells whether anybody else writes.
    const log = openSqliteEventStore({ folder });
    try {
      await assertWholeLog(folder, onProgress);
      return log;
    } catch (error) {
      await log.close();
      throw error;
    }
  },
};

export function assertHoldsLog(folder: string): void {
  if (existsSync(join(folder, 'log.db')) || existsSync(join(folder, 'head'))) return;
  throw new MovingRefused('no-ledger', `${folder} 中没有台账。`, `There is no ledger in ${folder}.`);
}

/** Every event is hashed again: what has been changed must not be given on under a new hash. */
export async function assertWholeLog(folder: string, onProgress?: (share: number) => void): Promise<LogReport> {
  const report = await verifyLog(folder, { onProgress: (done, of) => onProgress?.(of === 0 ? 1 : done / of) });
  const [first] = report.damages;
  if (!first) return report;
  throw new MovingRefused(
    'log-damaged',
    `${folder} 中的日志已损坏（${report.damages.length} 处）：${first.zh}。请用 ledger verify 查明；未作改动。`,
    `The log in ${folder} is damaged in ${report.damages.length} places: ${first.what}. See ledger verify; nothing was changed.`,
  );
}

/** A place that something whole is to be put into: not there yet, or an empty folder. */
export function assertEmpty(folder: string): void {
  if (!existsSync(folder) || readdirSync(folder).length === 0) return;
  throw new MovingRefused(
    'place-not-empty',
    `${folder} 不是空目录；未作改动。`,
    `${folder} is not empty; nothing was changed.`,
  );
}

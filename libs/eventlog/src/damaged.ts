import type { Position } from '@ledger/kernel';
import { LogDamaged } from './event-store.port';

/** Where something was being read when it failed. */
export interface Place {
  readonly stream?: string;
  readonly version?: number;
  readonly position?: Position;
}

/** The alarm, naming the place in both languages. */
export function damaged(where: Place, what: string, zh: string, cause?: unknown): LogDamaged {
  const place = Object.entries(where)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
  const at = place === '' ? '' : ` (${place})`;
  return new LogDamaged(
    `the log is damaged: ${what}${at}`,
    where,
    `事件日志已损坏：${zh}${place === '' ? '' : `（${place}）`}`,
    cause === undefined ? undefined : { cause },
  );
}

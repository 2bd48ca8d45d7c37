import type { Position } from '@ledger/kernel';
import { LogDamaged } from '../event-store.port';
import { damaged, type Place } from '../damaged';
import { toLogDamaged } from './sqlite-fault';

/** One damage that was found. `to`: last position of a run that is damaged alike. */
export interface LogDamage extends Place {
  readonly what: string;
  readonly zh: string;
  readonly to?: Position;
}

/** 日志核验: what a full look at the log came to. It is whole when `damages` is empty. */
export interface LogReport {
  /** Events that could be read. */
  readonly events: number;
  readonly streams: number;
  readonly last: Position;
  /** Running hash at the last position, hex; absent where an event before it is damaged. */
  readonly running?: string;
  /** Events whose command has no claim: they were not written by a command, or their claim is lost. */
  readonly unclaimed: number;
  readonly damages: readonly LogDamage[];
  /** True when there was more damage than is listed. */
  readonly more: boolean;
}

/** Beyond this many the list says no more than that the file is lost. */
const MAX_DAMAGES = 1000;

/** Collects damages. */
export class DamageList {
  readonly damages: LogDamage[] = [];
  more = false;

  add(damage: LogDamage): void {
    if (this.damages.length < MAX_DAMAGES) this.damages.push(damage);
    else this.more = true;
  }

  /** Runs a step; damage that it meets is listed. Other errors are thrown. */
  noting<T>(step: () => T, where: () => Place = () => ({})): T | undefined {
    try {
      return step();
    } catch (error) {
      this.addError(error, where());
      return undefined;
    }
  }

  addError(error: unknown, where: Place): void {
    const found = error instanceof LogDamaged ? error : toLogDamaged(error, where);
    if (!(found instanceof LogDamaged)) throw error;
    this.add({ ...found.where, what: found.message, zh: found.zh });
  }

  addPlace(place: Place, what: string, zh: string): void {
    this.addError(damaged(place, what, zh), place);
  }
}

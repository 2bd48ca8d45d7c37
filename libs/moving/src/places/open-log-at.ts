import type { EventStore } from '@ledger/eventlog';
import { MovingRefused } from '../moving-refused';

/** `give`: to be moved from, while nobody writes it. `take`: to be moved to. `read`: beside whoever writes it. */
export type LogUse = 'give' | 'take' | 'read';

/** 日志所在: one kind of place that logs are kept in. */
export interface LogPlace {
  /** Whether the text names such a place: a folder, `esdb://…`. */
  names(place: string): boolean;
  /** The text without what is secret in it, to be shown. */
  shown?(place: string): string;
  /** Opens the log that is there; `take` makes one. What is given was looked at and is whole. @throws MovingRefused, LogDamaged */
  open(place: string, use: LogUse, onProgress?: (share: number) => void): Promise<EventStore>;
}

/** Opens the log of a place by the first kind that knows it. */
export function openLogAt(
  place: string,
  use: LogUse,
  places: readonly LogPlace[],
  onProgress?: (share: number) => void,
): Promise<EventStore> {
  const kind = places.find((each) => each.names(place));
  if (kind) return kind.open(place, use, onProgress);
  const scheme = place.slice(0, place.indexOf('://'));
  throw new MovingRefused(
    'unknown-place',
    `不认识的存储“${scheme}”；请写台账目录。`,
    `Nothing is known of stores named ${scheme}; name the folder of a ledger.`,
  );
}

import type { DestroyedKey } from '@ledger/vault';
import { LogDigest, runsOf } from '../log-digest';
import { MovingRefused } from '../moving-refused';
import { ledgerNamedBy } from '../opening-event';
import { openLogAt, type LogPlace } from '../places/open-log-at';
import type { BackupManifest } from './backup-manifest';
import { destroyedBy, type DestroyedList } from './destroyed-keys';

/** 见证: who outside the backup has seen the ledger, and how many events of it. */
export interface Witness {
  readonly events: number;
  readonly by: 'list' | 'newer-log';
}

/** What lists and a newer log know that a backup may not. */
export interface Newer {
  readonly keys: readonly DestroyedKey[];
  /** Who has seen most. */
  readonly witness?: Witness;
}

/** A log of the same ledger, and the kinds of places that it may be in. */
export interface NewerLog {
  readonly place: string;
  readonly places: readonly LogPlace[];
}

/** @throws MovingRefused where the newer log is another ledger's, or does not begin with what was backed up */
export async function newerThan(
  manifest: BackupManifest,
  lists: readonly DestroyedList[],
  newerLog: NewerLog | undefined,
): Promise<Newer> {
  const keys = lists.flatMap((list) => list.keys);
  const seen: Witness[] = lists.map(({ events }) => ({ events, by: 'list' }));
  if (newerLog) {
    const found = await lookAtNewer(manifest, newerLog);
    keys.push(...found.keys);
    seen.push({ events: found.events, by: 'newer-log' });
  }
  const [witness] = seen.toSorted((a, b) => b.events - a.events);
  return { keys, ...(witness ? { witness } : {}) };
}

async function lookAtNewer(
  manifest: BackupManifest,
  { place, places }: NewerLog,
): Promise<{ readonly keys: readonly DestroyedKey[]; readonly events: number }> {
  const log = await openLogAt(place, 'read', places);
  try {
    const keys: DestroyedKey[] = [];
    const digest = new LogDigest();
    let count = 0;
    for await (const { events } of runsOf(log, await log.head())) {
      for (const event of events) {
        if (count === 0 && ledgerNamedBy(event)?.ledgerId !== manifest.ledgerId) throw otherLedger();
        keys.push(...destroyedBy(event));
        if (count < manifest.events) digest.add(event);
        count += 1;
        if (count === manifest.events && digest.value().digest !== manifest.digest) throw forked();
      }
    }
    return { keys, events: count };
  } finally {
    await log.close();
  }
}

const otherLedger = (): MovingRefused =>
  new MovingRefused(
    'other-ledger',
    '较新的日志属于另一台账；未作改动。',
    'The newer log is that of another ledger; nothing was changed.',
  );

const forked = (): MovingRefused =>
  new MovingRefused(
    'target-differs',
    '较新的日志并非由备份中的日志延续而来；未作改动。',
    'The newer log does not go on from the log in the backup; nothing was changed.',
  );

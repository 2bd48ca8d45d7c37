import { readFileSync, statSync } from 'node:fs';
import type { EventStore } from '@ledger/eventlog';
import { isValidInstant, type LedgerEvent } from '@ledger/kernel';
import type { DestroyedKey, KeyVault } from '@ledger/vault';
import { runsOf } from '../log-digest';
import { MovingRefused } from '../moving-refused';
import { ledgerNamedBy } from '../opening-event';

/** 已销毁密钥清单: names pseudonyms and generations, no personal value. */
export interface DestroyedList {
  readonly kind: typeof LIST_KIND;
  readonly ledgerId: string;
  /** How many events the log had when the list was made. */
  readonly events: number;
  readonly keys: readonly DestroyedKey[];
}

export const LIST_KIND = 'skill-ledger destroyed keys';
const LIST_BYTES_MAX = 256 * 1024 * 1024;

/** The key that an event says was destroyed, by two people, whether or not the vault has followed already. */
export function destroyedBy({ type, stream, data, recordedAt }: LedgerEvent): DestroyedKey[] {
  if (type !== 'KeyDestroyed') return [];
  const { generation } = data as { readonly generation: number };
  return [{ person: stream.slice('person-'.length), generation, at: recordedAt }];
}

/** Everything that log and vault know of destroyed keys, each key once. */
export async function destroyedKeys(
  log: Pick<EventStore, 'readAll' | 'head'>,
  vault: Pick<KeyVault, 'destroyed'>,
): Promise<DestroyedList> {
  const keys = [...((await vault.destroyed?.()) ?? [])];
  let ledgerId: string | undefined;
  let count = 0;
  for await (const { events } of runsOf(log, await log.head())) {
    ledgerId ??= ledgerNamedBy(events[0])?.ledgerId;
    count += events.length;
    for (const event of events) keys.push(...destroyedBy(event));
  }
  if (ledgerId === undefined) throw listWrong('日志不以建账事件开头', 'the log does not open a ledger');
  const known = new Map<string, DestroyedKey>();
  for (const key of keys) {
    const name = `${key.person} ${key.generation}`;
    known.set(name, known.get(name) ?? key);
  }
  return { kind: LIST_KIND, ledgerId, events: count, keys: [...known.values()] };
}

/** @throws MovingRefused where the file is not such a list, or another ledger's */
export function readDestroyedList(file: string, ledgerId: string): DestroyedList {
  if (statSync(file).size > LIST_BYTES_MAX) throw listWrong('过大', 'it is too large');
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw listWrong('不是 JSON', 'it is no JSON');
  }
  const { kind, ledgerId: own, events, keys } = (value ?? {}) as Partial<Record<keyof DestroyedList, unknown>>;
  if (kind !== LIST_KIND || !Number.isSafeInteger(events) || !Array.isArray(keys) || !keys.every(isKey))
    throw listWrong('不是已销毁密钥清单', 'it is no list of destroyed keys');
  if (own !== ledgerId) throw listWrong(`属于另一台账 ${String(own)}`, `it is of another ledger, ${String(own)}`);
  return value as DestroyedList;
}

function isKey(value: unknown): value is DestroyedKey {
  const { person, generation, at } = (value ?? {}) as Partial<Record<keyof DestroyedKey, unknown>>;
  const isPerson = typeof person === 'string' && person !== '' && person.length <= 128;
  return isPerson && Number.isSafeInteger(generation) && typeof at === 'string' && isValidInstant(at);
}

const listWrong = (zh: string, en: string): MovingRefused =>
  new MovingRefused(
    'list-wrong',
    `已销毁密钥清单有误：${zh}；未作改动。`,
    `The list of destroyed keys is wrong: ${en}; nothing was changed.`,
  );

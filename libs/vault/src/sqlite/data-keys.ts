import { createHmac, randomBytes } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { DestroyedKey, KeyState } from '../key-vault.port';
import { VaultDamaged } from '../vault-errors';
import { RecentKeys } from './recent-keys';
import { KEY_BYTES, openBytes, sealBytes, WRAPPED_BYTES } from './sealing';
import { toVaultDamaged } from './sqlite-fault';

/** An unwrapped key, in memory only. */
export interface DataKey {
  readonly person: string;
  readonly generation: number;
  readonly bytes: Buffer;
  /** What every value under this key is bound to. */
  readonly bound: Buffer;
  /** Key of the comparison tags, derived when first needed. */
  tagKey?: Buffer;
}

interface KeyRow {
  readonly id: number;
  readonly generation: number;
  readonly wrapped: Buffer;
}

/** Every destruction, oldest first. */
export const BURIED = 'SELECT person, generation, at FROM destructions ORDER BY at, person, generation';

const DESTROYED = Buffer.alloc(WRAPPED_BYTES);

/** Unwrapped keys kept in memory; about 10 MB. */
const CACHED_KEYS_MAX = 20_000;

/**
 * 个人密钥: one key per person and generation. Only the newest generation can be live: the next is made when it has
 * been destroyed. New keys wait in memory until `store` writes them, so that many share one sync.
 */
export class DataKeys {
  private readonly cache = new RecentKeys<DataKey>(CACHED_KEYS_MAX);
  private readonly waiting = new Map<string, DataKey>();
  private readonly newest;
  private readonly exact;
  private readonly generations;
  private readonly insert;
  private readonly overwrite;
  private readonly bury;
  private readonly buried;

  /** `trustCache`: this process alone writes keys, so what it has cached as live is live. */
  constructor(
    db: Database.Database,
    private readonly masterKey: Uint8Array,
    private readonly trustCache: boolean,
  ) {
    const columns = 'SELECT id, generation, wrapped FROM data_keys WHERE person = ?';
    this.newest = db.prepare<[string], KeyRow>(`${columns} ORDER BY generation DESC LIMIT 1`);
    this.exact = db.prepare<[string, number], KeyRow>(`${columns} AND generation = ?`);
    this.generations = db.prepare<[string], KeyRow>(`${columns} ORDER BY generation`);
    this.insert = db.prepare('INSERT INTO data_keys (person, generation, wrapped) VALUES (?, ?, ?)');
    this.overwrite = db.prepare('UPDATE data_keys SET wrapped = ? WHERE id = ?');
    this.bury = db.prepare('INSERT INTO destructions (person, generation, at) VALUES (?, ?, ?)');
    this.buried = db.prepare<[], DestroyedKey>(BURIED);
  }

  get unstored(): boolean {
    return this.waiting.size > 0;
  }

  /** The person's live key, if any. */
  live(person: string): DataKey | undefined {
    const known = this.known(person);
    if (known) return known;
    const row = this.row(() => this.newest.get(person));
    if (row && !isDestroyed(person, row)) return this.unwrap(person, row);
    this.drop(person);
    return undefined;
  }

  /** The person's live key, made if there is none. */
  liveOrNew(person: string): DataKey {
    const known = this.known(person);
    if (known) return known;
    const row = this.row(() => this.newest.get(person));
    if (row && !isDestroyed(person, row)) return this.unwrap(person, row);
    const key = dataKey(person, (row?.generation ?? 0) + 1, randomBytes(KEY_BYTES));
    this.waiting.set(person, key);
    return key;
  }

  /** The key of one generation; undefined when it is destroyed. @throws VaultDamaged when there never was one */
  at(person: string, generation: number): DataKey | undefined {
    const known = this.known(person);
    if (known?.generation === generation) return known;
    const row = this.row(() => this.exact.get(person, generation));
    if (!row) {
      throw new VaultDamaged(
        { zh: '没有这一代密钥', en: 'there is no key of this generation' },
        { person, generation },
      );
    }
    if (!isDestroyed(person, row)) return this.unwrap(person, row);
    if (this.cache.get(person)?.generation === generation) this.drop(person);
    return undefined;
  }

  state(person: string): KeyState {
    const known = this.known(person);
    if (known) return { person, generation: known.generation, live: true };
    return storedState(
      person,
      this.row(() => this.newest.get(person)),
    );
  }

  tag(key: DataKey, value: string): string {
    key.tagKey ??= createHmac('sha256', key.bytes).update('tag').digest();
    return createHmac('sha256', key.tagKey).update(value).digest('hex').slice(0, 32);
  }

  /** Inside a transaction: writes the keys that wait. */
  store(): void {
    for (const { person, generation, bytes } of this.waiting.values()) {
      this.insert.run(person, generation, sealBytes(this.masterKey, bytes, wrapBound(person, generation)));
    }
  }

  /** After the commit of `store`. */
  stored(): void {
    for (const key of this.waiting.values()) this.cache.set(key.person, key);
    this.waiting.clear();
  }

  /** Inside a transaction: overwrites every key of the person. */
  destroy(person: string, at: string): void {
    for (const row of this.generations.all(person)) {
      if (isDestroyed(person, row)) continue;
      this.overwrite.run(DESTROYED, row.id);
      this.bury.run(person, row.generation, at);
    }
  }

  destroyed(): DestroyedKey[] {
    return this.buried.all();
  }

  /** Forgets the unwrapped key. */
  drop(person: string): void {
    const key = this.cache.get(person);
    if (!key) return;
    this.cache.delete(person);
    erase(key);
  }

  dropAll(): void {
    for (const key of [...this.cache.values(), ...this.waiting.values()]) erase(key);
    this.cache.clear();
    this.waiting.clear();
  }

  private known(person: string): DataKey | undefined {
    if (!this.trustCache) return undefined;
    return this.cache.get(person) ?? this.waiting.get(person);
  }

  /** A page that SQLite cannot read is damage like any other. */
  private row(read: () => KeyRow | undefined): KeyRow | undefined {
    try {
      return read();
    } catch (error) {
      throw toVaultDamaged(error);
    }
  }

  private unwrap(person: string, row: KeyRow): DataKey {
    const { generation } = row;
    const cached = this.cache.get(person);
    if (cached?.generation === generation) return cached;
    const bytes = openBytes(this.masterKey, row.wrapped, wrapBound(person, generation));
    if (bytes?.length !== KEY_BYTES) {
      throw new VaultDamaged({ zh: '密钥无法解开', en: 'the key cannot be unwrapped' }, { person, generation });
    }
    const key = dataKey(person, generation, bytes);
    this.cache.set(key.person, key);
    return key;
  }
}

const wrapBound = (person: string, generation: number): Buffer => Buffer.from(`key|${person}|${generation}`);

const dataKey = (person: string, generation: number, bytes: Buffer): DataKey => ({
  person,
  generation,
  bytes,
  bound: Buffer.from(`value|${person}|${generation}`),
});

function erase(key: DataKey): void {
  key.bytes.fill(0);
  key.tagKey?.fill(0);
}

/** The generation of an owner's newest key, and whether it can still be used; by the bytes alone, without a master key. */
export function storedState(person: string, row: Pick<KeyRow, 'generation' | 'wrapped'> | undefined): KeyState {
  return {
    person,
    generation: row?.generation ?? 0,
    live: row !== undefined && !isDestroyed(person, row),
  };
}

/** A key that starts like a destroyed one but is not all zeros has been tampered with, not destroyed. */
function isDestroyed(person: string, row: Pick<KeyRow, 'generation' | 'wrapped'>): boolean {
  if (row.wrapped.equals(DESTROYED)) return true;
  if (row.wrapped.length === WRAPPED_BYTES && row.wrapped[0] !== 0) return false;
  throw new VaultDamaged({ zh: '密钥不完整', en: 'the key is not whole' }, { person, generation: row.generation });
}

import type Database from 'better-sqlite3';
import type { DestroyedKey, KeyState } from '../key-vault.port';
import {
  DESTROYED,
  eraseKey,
  isDestroyed,
  newDataKey,
  noSuchKey,
  stateOf,
  unwrapKey,
  wrapKey,
  type DataKey,
} from '../keys/data-key';
import { RecentKeys } from './recent-keys';
import { toVaultDamaged } from './sqlite-fault';

interface KeyRow {
  readonly id: number;
  readonly generation: number;
  readonly wrapped: Buffer;
}

/** Every destruction, oldest first. */
export const BURIED = 'SELECT person, generation, at FROM destructions ORDER BY at, person, generation';

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
    if (row && !isDestroyed(person, row.generation, row.wrapped)) return this.unwrap(person, row);
    this.drop(person);
    return undefined;
  }

  /** The person's live key, made if there is none. */
  liveOrNew(person: string): DataKey {
    const known = this.known(person);
    if (known) return known;
    const row = this.row(() => this.newest.get(person));
    if (row && !isDestroyed(person, row.generation, row.wrapped)) return this.unwrap(person, row);
    const key = newDataKey(person, (row?.generation ?? 0) + 1);
    this.waiting.set(person, key);
    return key;
  }

  /** The key of one generation; undefined when it is destroyed. @throws VaultDamaged when there never was one */
  at(person: string, generation: number): DataKey | undefined {
    const known = this.known(person);
    if (known?.generation === generation) return known;
    const row = this.row(() => this.exact.get(person, generation));
    if (!row) throw noSuchKey(person, generation);
    if (!isDestroyed(person, row.generation, row.wrapped)) return this.unwrap(person, row);
    if (this.cache.get(person)?.generation === generation) this.drop(person);
    return undefined;
  }

  state(person: string): KeyState {
    const known = this.known(person);
    if (known) return { person, generation: known.generation, live: true };
    return stateOf(
      person,
      this.row(() => this.newest.get(person)),
    );
  }

  /** Inside a transaction: writes the keys that wait. */
  store(): void {
    for (const key of this.waiting.values()) {
      this.insert.run(key.person, key.generation, wrapKey(this.masterKey, key));
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
      if (isDestroyed(person, row.generation, row.wrapped)) continue;
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
    eraseKey(key);
  }

  dropAll(): void {
    for (const key of [...this.cache.values(), ...this.waiting.values()]) eraseKey(key);
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
    const key = unwrapKey(this.masterKey, person, generation, row.wrapped);
    this.cache.set(key.person, key);
    return key;
  }
}

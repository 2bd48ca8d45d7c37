import { isDuplicateKey } from '@ledger/mongodb';
import { Binary, type ClientSession, type Collection } from 'mongodb';
import type { KeyName, MaybeKey } from '../journal/pending-opening';
import type { KeyState } from '../key-vault.port';
import {
  DESTROYED,
  eraseKey,
  isDestroyed,
  newDataKey,
  noSuchKey,
  unwrapKey,
  wrapKey,
  type DataKey,
} from '../keys/data-key';
import { bytesOf, keyId, type KeyDocument } from './vault-collections';
import type { KeysAtHand } from './keys-at-hand';

/** Of several processes that make a key one wins at once; this many times in a row nobody loses by chance. */
const MAX_RACES = 20;

/** Keys read together, at one moment, for one piece of work. */
export class KeyRing {
  private readonly opened = new Map<string, DataKey>();

  constructor(
    private readonly masterKey: Uint8Array,
    private readonly documents: ReadonlyMap<string, KeyDocument>,
  ) {}

  /** Undefined when it is destroyed. @throws VaultDamaged when there never was one */
  at(person: string, generation: number): MaybeKey {
    const id = keyId(person, generation);
    const known = this.opened.get(id);
    if (known) return known;
    const document = this.documents.get(id);
    if (!document) throw noSuchKey(person, generation);
    const wrapped = bytesOf(document.wrapped);
    if (isDestroyed(person, generation, wrapped)) return undefined;
    const key = unwrapKey(this.masterKey, person, generation, wrapped);
    this.opened.set(id, key);
    return key;
  }

  erase(): void {
    for (const key of this.opened.values()) eraseKey(key);
    this.opened.clear();
  }
}

/** 个人密钥 on a server: one key per person and generation. Only the newest can be live. */
export class MongoDataKeys {
  constructor(
    private readonly keys: Collection<KeyDocument>,
    private readonly masterKey: Uint8Array,
    private readonly atHand: KeysAtHand,
  ) {}

  /** Brings the person's live key to hand, or that there is none; `make`: there is one then, the same for everybody. */
  async fetch(person: string, make: boolean): Promise<void> {
    for (let race = 1; ; race += 1) {
      const { forgotten } = this.atHand;
      const newest = await this.newest(person);
      const live = newest && this.liveOf(newest);
      if (live || !make) {
        // A destruction in between: what was read is of before.
        if (forgotten !== this.atHand.forgotten) continue;
        this.atHand.hold(person, live);
        return;
      }
      if (race > MAX_RACES) throw new Error(`a key of ${person} is made and destroyed again and again`);
      await this.insert(newDataKey(person, (newest?.generation ?? 0) + 1));
      // Whose it is, is read: another process may have been first, or another still have destroyed it.
    }
  }

  async state(person: string): Promise<KeyState> {
    const newest = await this.newest(person);
    return { person, generation: newest?.generation ?? 0, live: newest !== undefined && this.isLive(newest) };
  }

  /** All that are named, of one moment. */
  async ring(names: readonly KeyName[], session?: ClientSession): Promise<KeyRing> {
    const ids = [...new Set(names.map(({ person, generation }) => keyId(person, generation)))];
    const found = await this.keys.find({ _id: { $in: ids } }, { session }).toArray();
    return new KeyRing(this.masterKey, new Map(found.map((document) => [document._id, document])));
  }

  /** Within a transaction: overwrites every key of the person. */
  async destroy(person: string, at: string, session: ClientSession): Promise<void> {
    const destruction = { $set: { wrapped: new Binary(DESTROYED), destroyedAt: at } };
    await this.keys.updateMany({ person, destroyedAt: { $exists: false } }, destruction, { session });
  }

  /**
   * Within a transaction that puts something in place for these keys: it writes to them, so that it and a destruction cannot both
   * happen without seeing each other.
   */
  async touch(ids: readonly string[], position: number, session: ClientSession): Promise<void> {
    await this.keys.updateMany({ _id: { $in: [...ids] } }, { $set: { indexed: position } }, { session });
  }

  /** Every key, in order of its name. */
  all(): AsyncIterable<KeyDocument> {
    return this.keys.find({}, { sort: { _id: 1 } });
  }

  private async newest(person: string): Promise<KeyDocument | undefined> {
    return (await this.keys.findOne({ person }, { sort: { generation: -1 } })) ?? undefined;
  }

  private async insert(key: DataKey): Promise<void> {
    const { person, generation } = key;
    const wrapped = new Binary(wrapKey(this.masterKey, key));
    eraseKey(key);
    try {
      await this.keys.insertOne({ _id: keyId(person, generation), person, generation, wrapped });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }

  private isLive({ person, generation, wrapped }: KeyDocument): boolean {
    return !isDestroyed(person, generation, bytesOf(wrapped));
  }

  private liveOf(document: KeyDocument): DataKey | undefined {
    if (!this.isLive(document)) return undefined;
    const { person, generation, wrapped } = document;
    return unwrapKey(this.masterKey, person, generation, bytesOf(wrapped));
  }
}

import { createHash } from 'node:crypto';
import type { KeyVault } from '../key-vault.port';
import { clerk } from './clerk';
import { sealedBy, taggedBy } from './sealed-by';
import { destructionContract } from './destruction.contract';
import { journalContract } from './journal.contract';
import { searchContract } from './search.contract';

/** A store of one vault, to be opened again and again; an embedded one not by two writers at once. */
export interface VaultStore {
  open(now: () => string): KeyVault | Promise<KeyVault>;
  dispose(): void | Promise<void>;
  /** The store is a server's: a key that is made is there for everybody at once. */
  readonly networked?: true;
}

const NOW = '2020-06-01T02:03:04.005Z';
/** Made up; the check digit is valid. */
const ID_NUMBER = '411002199003070010';

/** What every key vault does, whatever it stands on. */
export function keyVaultContract(name: string, makeStore: () => VaultStore): void {
  describe(name, () => {
    let store: VaultStore;
    let vault: KeyVault;
    const reopen = async (): Promise<void> => {
      await vault.close();
      vault = await store.open(() => NOW);
    };

    beforeEach(async () => {
      store = makeStore();
      vault = await store.open(() => NOW);
    });
    afterEach(async () => {
      await vault.close();
      await store.dispose();
    });

    const current = (): KeyVault => vault;
    keyedNames(current, reopen, makeStore);
    sealing(current, reopen, () => store);
    tags(current, reopen);
    destructionContract(current, reopen);
    journalContract(current, reopen, NOW);
    searchContract(current, reopen);
  });
}

function keyedNames(vault: () => KeyVault, reopen: () => Promise<void>, makeStore: () => VaultStore): void {
  it('names a person by the same 32 hex digits for as long as the ledger lives', async () => {
    const pseudonym = vault().pseudonym(ID_NUMBER);
    expect(pseudonym).toMatch(/^[0-9a-f]{32}$/);
    await reopen();
    expect(vault().pseudonym(ID_NUMBER)).toBe(pseudonym);
    expect(vault().pseudonym('411002199003070029')).not.toBe(pseudonym);
  });

  it('gives the same person another name in another ledger', async () => {
    const other = makeStore();
    const elsewhere = await other.open(() => NOW);
    expect(elsewhere.pseudonym(ID_NUMBER)).not.toBe(vault().pseudonym(ID_NUMBER));
    await elsewhere.close();
    await other.dispose();
  });

  it('names a certificate by its kind and number', async () => {
    const id = vault().certificateId('SKILL_LEVEL', 'S000041100001');
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect(vault().certificateId('VOCATIONAL', 'S000041100001')).not.toBe(id);
    expect(vault().certificateId('SKILL_LEVEL', 'S000041100002')).not.toBe(id);
    await reopen();
    expect(vault().certificateId('SKILL_LEVEL', 'S000041100001')).toBe(id);
  });

  it('digests a command with the ledger’s key, so that its data cannot be guessed from the digest', async () => {
    const digest = vault().digest('{"a":1}');
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
    expect(digest).not.toBe(createHash('sha256').update('{"a":1}').digest('hex'));
    expect(vault().digest('{"a":2}')).not.toBe(digest);
    await reopen();
    expect(vault().digest('{"a":1}')).toBe(digest);
  });

  it('never uses one name for two things: person, certificate and digest have keys of their own', async () => {
    const names = [vault().pseudonym('X|1'), vault().certificateId('X', '1'), vault().digest('X|1').slice(0, 32)];
    expect(new Set(names).size).toBe(3);
  });
}

function sealing(vault: () => KeyVault, reopen: () => Promise<void>, store: () => VaultStore): void {
  it('opens what it sealed, after a restart too', async () => {
    const person = vault().pseudonym(ID_NUMBER);
    const sealed = await sealedBy(vault(), person, '张三');
    expect(sealed).toMatchObject({ person, generation: 1 });
    expect(await vault().open([sealed], clerk)).toEqual(['张三']);
    await reopen();
    expect(await vault().open([sealed], clerk)).toEqual(['张三']);
  });

  it.each([
    ['nothing', ''],
    ['a zero and a line feed', '\0\n'],
    ['rare characters of names', '𠮷野家 㐂 ·阿依古丽'],
    ['joined signs', '👩‍👩‍👧 e\u0301'],
    ['a long text', '许昌'.repeat(100_000)],
  ])('gives back %s unchanged', async (_what, text) => {
    expect(await vault().open([await sealedBy(vault(), 'a', text)], clerk)).toEqual([text]);
  });

  it('refuses half a character, which would come back as another one', async () => {
    expect(() => vault().seal('a', 'x\ud800')).toThrow(RangeError);
  });

  it('seals equal values differently, and shows neither', async () => {
    const [one, two] = [await sealedBy(vault(), 'a', '13800138000'), await sealedBy(vault(), 'a', '13800138000')];
    expect(one.cipher).not.toBe(two.cipher);
    for (const { cipher } of [one, two]) {
      expect(Buffer.from(cipher, 'base64').includes('13800138000')).toBe(false);
    }
  });

  it('is unsettled from a person’s first value until it is settled, and not by the next; a server’s key lasts at once', async () => {
    expect(vault().unsettled).toBe(false);
    await sealedBy(vault(), 'a', '1');
    if (store().networked) {
      // Another process has it already.
      const elsewhere = await store().open(() => NOW);
      expect(await elsewhere.keyState('a')).toEqual({ person: 'a', generation: 1, live: true });
      await elsewhere.close();
    } else {
      expect(vault().unsettled).toBe(true);
    }
    await vault().settle();
    expect(vault().unsettled).toBe(false);
    await sealedBy(vault(), 'a', '2');
    expect(vault().unsettled).toBe(false);
  });

  it('opens values of several persons in the order in which they were asked for', async () => {
    const values = [
      await sealedBy(vault(), 'a', '1'),
      await sealedBy(vault(), 'b', '2'),
      await sealedBy(vault(), 'a', '3'),
    ];
    expect(await vault().open(values, clerk)).toEqual(['1', '2', '3']);
  });
}

function tags(vault: () => KeyVault, reopen: () => Promise<void>): void {
  it('compares two values of one person by tag, without opening them', async () => {
    await sealedBy(vault(), 'a', '6222000000000000');
    await sealedBy(vault(), 'b', '6222000000000000');
    const tag = await taggedBy(vault(), 'a', '6222000000000000');
    expect(tag).toMatch(/^[0-9a-f]{32}$/);
    expect(await taggedBy(vault(), 'a', '6222000000000001')).not.toBe(tag);
    expect(await taggedBy(vault(), 'b', '6222000000000000')).not.toBe(tag);
    await reopen();
    expect(await taggedBy(vault(), 'a', '6222000000000000')).toBe(tag);
    expect(await vault().decryptions(0, 10)).toEqual([]);
  });

  it('has no tag for a person without a key, and makes none by asking', async () => {
    expect(await taggedBy(vault(), 'nobody', '1')).toBeUndefined();
    expect(await vault().keyState('nobody')).toEqual({ person: 'nobody', generation: 0, live: false });
  });

  it('loses a person’s tags with the key: whoever returns has other tags', async () => {
    await sealedBy(vault(), 'a', '1');
    const tag = await taggedBy(vault(), 'a', '1');
    await vault().destroy('a');
    expect(await taggedBy(vault(), 'a', '1')).toBeUndefined();
    await sealedBy(vault(), 'a', '1');
    expect(await taggedBy(vault(), 'a', '1')).not.toBe(tag);
  });
}

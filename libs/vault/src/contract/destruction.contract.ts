import type { KeyVault } from '../key-vault.port';
import { VaultDamaged } from '../vault-errors';
import { clerk } from './clerk';
import { sealedBy } from './sealed-by';

/** Values that must not open: their key is destroyed, or they are not what was sealed. */
export function destructionContract(vault: () => KeyVault, reopen: () => Promise<void>): void {
  destroying(vault, reopen);
  damage(vault);
}

function destroying(vault: () => KeyVault, reopen: () => Promise<void>): void {
  it('cannot open a value whose key is destroyed, and says so in the journal', async () => {
    const sealed = await sealedBy(vault(), 'a', '张三');
    await vault().settle();
    expect(await vault().destroy('a')).toEqual({ person: 'a', generation: 1, live: false });
    expect(await vault().open([sealed], clerk)).toEqual([undefined]);
    expect(await vault().decryptions(0, 10)).toMatchObject([{ person: 'a', outcome: 'destroyed' }]);
    await reopen();
    expect(await vault().keyState('a')).toEqual({ person: 'a', generation: 1, live: false });
    expect(await vault().open([sealed], clerk)).toEqual([undefined]);
  });

  it('destroys a key that is not settled yet', async () => {
    const sealed = await sealedBy(vault(), 'a', '张三');
    expect(await vault().destroy('a')).toEqual({ person: 'a', generation: 1, live: false });
    expect(await vault().open([sealed], clerk)).toEqual([undefined]);
  });

  it('leaves the other persons alone', async () => {
    const [, other] = [await sealedBy(vault(), 'a', '张三'), await sealedBy(vault(), 'b', '李四')];
    await vault().destroy('a');
    expect(await vault().open([other], clerk)).toEqual(['李四']);
  });

  it('gives whoever returns the next generation, which opens nothing of the old', async () => {
    const before = await sealedBy(vault(), 'a', 'before');
    await vault().destroy('a');
    const after = await sealedBy(vault(), 'a', 'after');
    expect(after.generation).toBe(2);
    expect(await vault().keyState('a')).toEqual({ person: 'a', generation: 2, live: true });
    expect(await vault().open([before, after], clerk)).toEqual([undefined, 'after']);
    expect(await vault().decryptions(0, 10)).toMatchObject([{ person: 'a', outcome: 'opened' }]);
    await reopen();
    expect((await sealedBy(vault(), 'a', 'later')).generation).toBe(2);
    await vault().destroy('a');
    expect((await sealedBy(vault(), 'a', 'again')).generation).toBe(3);
  });

  it('may be told twice, and about a person it never knew', async () => {
    await sealedBy(vault(), 'a', '1');
    await vault().destroy('a');
    expect(await vault().destroy('a')).toEqual({ person: 'a', generation: 1, live: false });
    expect(await vault().destroy('nobody')).toEqual({ person: 'nobody', generation: 0, live: false });
  });

  it('lists every key that was destroyed, of persons and of files, over a restart', async () => {
    if (!vault().destroyed) return;
    const owners = ['a', 'file-f1', 'a'];
    for (const owner of owners) {
      await sealedBy(vault(), owner, 'x');
      await vault().destroy(owner);
    }
    await sealedBy(vault(), 'b', 'kept');
    await reopen();
    const names = ((await vault().destroyed?.()) ?? []).map(({ person, generation }) => `${person} ${generation}`);
    expect(names.toSorted()).toEqual(['a 1', 'a 2', 'file-f1 1']);
  });

  it('still opens what was asked for before the destruction', async () => {
    const sealed = await sealedBy(vault(), 'a', '张三');
    const opened = vault().open([sealed], clerk);
    const destroyed = vault().destroy('a');
    expect(await opened).toEqual(['张三']);
    await destroyed;
    expect(await vault().decryptions(0, 10)).toMatchObject([{ outcome: 'opened' }]);
  });
}

function damage(vault: () => KeyVault): void {
  const flipped = (cipher: string, at: number): string => {
    const bytes = Buffer.from(cipher, 'base64');
    bytes.writeUInt8((bytes.at(at) ?? 0) ^ 1, at < 0 ? bytes.length + at : at);
    return bytes.toString('base64');
  };

  it.each([
    ['format', 0],
    ['vector', 1],
    ['text', 13],
    ['tag', -1],
  ])('reports a flipped bit in the %s by name of the person, never as text', async (_part, at) => {
    const sealed = await sealedBy(vault(), 'a', '李四光');
    const opened = vault().open([{ ...sealed, cipher: flipped(sealed.cipher, at) }], clerk);
    await expect(opened).rejects.toMatchObject({ name: 'VaultDamaged', where: { person: 'a', generation: 1 } });
    await expect(opened).rejects.toThrow(/person a, generation 1/);
    await expect(opened).rejects.not.toThrow(/李四光/);
  });

  it('reports a ciphertext that is too short to be one', async () => {
    const sealed = await sealedBy(vault(), 'a', '1');
    await expect(vault().open([{ ...sealed, cipher: 'AQ==' }], clerk)).rejects.toBeInstanceOf(VaultDamaged);
  });

  it('opens nobody’s value as another person’s', async () => {
    const sealed = await sealedBy(vault(), 'a', '张三');
    await sealedBy(vault(), 'b', '李四');
    const moved = vault().open([{ ...sealed, person: 'b' }], clerk);
    await expect(moved).rejects.toMatchObject({ where: { person: 'b', generation: 1 } });
  });

  it('does not take a key that was never there for a destroyed one', async () => {
    const sealed = await sealedBy(vault(), 'a', '张三');
    const ahead = vault().open([{ ...sealed, generation: 2 }], clerk);
    await expect(ahead).rejects.toMatchObject({ name: 'VaultDamaged', where: { person: 'a', generation: 2 } });
    expect(await vault().decryptions(0, 10)).toEqual([]);
  });

  it('opens the good values of others that were asked for at the same time', async () => {
    const [bad, good] = [await sealedBy(vault(), 'a', '1'), await sealedBy(vault(), 'b', '2')];
    const results = await Promise.allSettled([
      vault().open([{ ...bad, generation: 9 }], clerk),
      vault().open([good], clerk),
    ]);
    expect(results).toMatchObject([{ status: 'rejected' }, { status: 'fulfilled', value: ['2'] }]);
  });
}

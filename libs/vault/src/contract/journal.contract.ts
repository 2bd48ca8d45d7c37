import { createHash } from 'node:crypto';
import type { KeyVault } from '../key-vault.port';
import { clerk } from './clerk';
import { sealedBy } from './sealed-by';

/** What is opened stands in the journal: values and documents. */
export function journalContract(vault: () => KeyVault, reopen: () => Promise<void>, now: string): void {
  journal(vault, reopen, now);
  documents(vault, reopen);
}

function journal(vault: () => KeyVault, reopen: () => Promise<void>, now: string): void {
  it('records who opened whose values, which, when, why and through which command: one line per person', async () => {
    const values = [
      await sealedBy(vault(), 'a', '1'),
      await sealedBy(vault(), 'a', '2'),
      await sealedBy(vault(), 'b', '3'),
    ];
    await vault().open(values, { ...clerk, fields: ['name', 'phone'] });
    const lines = await vault().decryptions(0, 10);
    expect(lines).toMatchObject([
      { ...clerk, sequence: 1, person: 'a', at: now, fields: ['name', 'phone'], outcome: 'opened' },
      { ...clerk, sequence: 2, person: 'b', at: now, fields: ['name', 'phone'], outcome: 'opened' },
    ]);
    expect(lines[1]?.previous).toBe(lines[0]?.hash);
  });

  it('keeps a line without a command', async () => {
    const { commandId: _, ...noCommand } = clerk;
    await vault().open([await sealedBy(vault(), 'a', '1')], noCommand);
    expect((await vault().decryptions(0, 1))[0]).not.toHaveProperty('commandId');
  });

  it('has the line before the value is seen', async () => {
    const opened = vault().open([await sealedBy(vault(), 'a', '1')], clerk);
    expect(vault().unsettled).toBe(true);
    expect(await vault().decryptions(0, 10)).toEqual([]);
    await vault().settle();
    expect(await vault().decryptions(0, 10)).toHaveLength(1);
    expect(await opened).toEqual(['1']);
  });

  it('writes nothing when nothing is opened', async () => {
    expect(await vault().open([], clerk)).toEqual([]);
    expect(vault().unsettled).toBe(false);
    expect(await vault().decryptions(0, 10)).toEqual([]);
  });

  it('is read in runs, and its chain holds over restarts', async () => {
    const sealed = await sealedBy(vault(), 'a', '1');
    for (let line = 1; line <= 5; line += 1) {
      if (line === 3) await reopen();
      await vault().open([sealed], clerk);
    }
    expect((await vault().decryptions(0, 2)).map(({ sequence }) => sequence)).toEqual([1, 2]);
    expect((await vault().decryptions(2, 10)).map(({ sequence }) => sequence)).toEqual([3, 4, 5]);
    expect(await vault().verifyJournal()).toBeUndefined();
  });
}

function documents(vault: () => KeyVault, reopen: () => Promise<void>): void {
  const bytes = Buffer.from('%PDF-1.7 身份证复印件');
  const sha256 = createHash('sha256').update(bytes).digest('hex');

  it('keeps a document by its digest and gives it back byte for byte, with a line in the journal', async () => {
    expect(await vault().hasDocument(sha256)).toBe(false);
    expect(await vault().putDocument('file-1', bytes)).toBe(sha256);
    expect(vault().unsettled).toBe(false);
    await reopen();
    expect(await vault().hasDocument(sha256)).toBe(true);
    const opened = await vault().openDocument(sha256, clerk);
    expect(opened && Buffer.from(opened).equals(bytes)).toBe(true);
    expect(await vault().decryptions(0, 10)).toMatchObject([{ person: 'file-1', outcome: 'opened' }]);
  });

  it('keeps an empty document', async () => {
    const empty = await vault().putDocument('file-1', new Uint8Array());
    expect((await vault().openDocument(empty, clerk))?.length).toBe(0);
  });

  it('cannot open a document whose owner’s key is destroyed, but still knows of it', async () => {
    await vault().putDocument('file-1', bytes);
    await vault().destroy('file-1');
    expect(await vault().hasDocument(sha256)).toBe(true);
    expect(await vault().openDocument(sha256, clerk)).toBeUndefined();
    expect(await vault().decryptions(0, 10)).toMatchObject([{ person: 'file-1', outcome: 'destroyed' }]);
  });

  it('opens the same bytes as long as one of their owners has a key', async () => {
    await vault().putDocument('file-1', bytes);
    await vault().putDocument('file-2', bytes);
    await vault().putDocument('file-2', bytes);
    await vault().destroy('file-2');
    expect(await vault().openDocument(sha256, clerk)).toBeDefined();
    expect(await vault().decryptions(0, 10)).toMatchObject([{ person: 'file-1', outcome: 'opened' }]);
    await vault().destroy('file-1');
    expect(await vault().openDocument(sha256, clerk)).toBeUndefined();
  });

  it('can be given again after its key was destroyed', async () => {
    await vault().putDocument('file-1', bytes);
    await vault().destroy('file-1');
    await vault().putDocument('file-1', bytes);
    expect(await vault().openDocument(sha256, clerk)).toBeDefined();
  });

  it('knows nothing of a document that was never put, and writes no line about it', async () => {
    expect(await vault().openDocument('0'.repeat(64), clerk)).toBeUndefined();
    expect(await vault().decryptions(0, 10)).toEqual([]);
  });
}

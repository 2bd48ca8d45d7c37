import type { FoundPersons, KeyVault, SearchableValue, SearchField } from '../key-vault.port';
import { clerk } from './clerk';
import { sealedBy } from './sealed-by';

const MOST = 3;

/** Persons are found by their values, without a value being shown, as long as they have a key; and the journal says who did what. */
export function searchContract(vault: () => KeyVault, reopen: () => Promise<void>): void {
  blindIndex(vault);
  blindIndexInTime(vault, reopen);
  notes(vault, reopen);
}

type Terms = Readonly<Partial<Record<SearchField, string>>>;

/** A vault that is told values, and asked for persons. */
function searched(vault: () => KeyVault) {
  const told = async (person: string, values: Terms, stream = `person-${person}`) => {
    const found: SearchableValue[] = [];
    for (const [field, text] of Object.entries(values)) {
      found.push({ field: field as SearchField, value: await sealedBy(vault(), person, text), stream });
    }
    return found;
  };
  const found = (terms: Terms, most = MOST): Promise<FoundPersons> =>
    vault().find(
      Object.entries(terms).map(([field, value]) => ({ field: field as SearchField, value })),
      { ...clerk, fields: Object.keys(terms) },
      most,
    );
  const names = async (terms: Terms): Promise<string[]> => (await found(terms)).persons.map(({ person }) => person);
  return { told, found, names };
}

function blindIndex(vault: () => KeyVault): void {
  const { told, names } = searched(vault);

  describe('the blind index', () => {
    beforeEach(async () => {
      await vault().index(
        [...(await told('a', { name: '张三', phone: '13900000001' })), ...(await told('b', { name: '张三' }))],
        7,
      );
    });

    it('finds persons by a value, by several at once, and nobody by what nobody has', async () => {
      expect(await names({ name: '张三' })).toEqual(['a', 'b']);
      expect(await names({ name: '张三', phone: '13900000001' })).toEqual(['a']);
      expect(await names({ name: '李四' })).toEqual([]);
      expect(await names({ name: '李四', phone: '13900000001' })).toEqual([]);
      expect(await names({})).toEqual([]);
    });

    it('is emptied where it has been told of more than the log has, to be told from the start, and left alone otherwise', async () => {
      if (!vault().unindexBeyond) return;
      await vault().unindexBeyond?.(7);
      expect([await vault().indexed(), await names({ name: '张三' })]).toEqual([7, ['a', 'b']]);
      await vault().unindexBeyond?.(6);
      expect([await vault().indexed(), await names({ name: '张三' })]).toEqual([0, []]);
      await vault().index(await told('a', { name: '张三' }), 6);
      expect(await names({ name: '张三' })).toEqual(['a']);
    });

    it('takes a value for what it is under one field only', async () => {
      expect(await names({ accountNumber: '13900000001' })).toEqual([]);
    });

    it.each([
      ['phone', '139-0000-0002', '+86 139 0000 0002'],
      ['idNumber', '41100219900307001x', '４１１００２19900307001Ｘ'],
      ['accountNumber', '6222 0000 0000 0000', '6222000000000000'],
      ['certificateNumber', 's000041100001', 'Ｓ0000 4110 0001'],
      ['name', '阿依古丽·买买提', '阿依古丽•买买提 '],
    ] as const)('finds a %s however it was written', async (field, written, asked) => {
      await vault().index(await told('c', { [field]: written }), 8);
      expect(await names({ [field]: asked })).toEqual(['c']);
    });
  });
}

function blindIndexInTime(vault: () => KeyVault, reopen: () => Promise<void>): void {
  const { told, found, names } = searched(vault);

  describe('the blind index, told and asked', () => {
    beforeEach(async () => {
      await vault().index(
        [...(await told('a', { name: '张三', phone: '13900000001' })), ...(await told('b', { name: '张三' }))],
        7,
      );
    });

    it('says on which streams each value stands', async () => {
      await vault().index(
        [...(await told('a', { name: '张三' }, 'case-1')), ...(await told('a', { certificateNumber: 'S1' }, 'case-1'))],
        8,
      );
      const { persons } = await found({ name: '张三', certificateNumber: 's1' });
      expect(persons).toEqual([{ person: 'a', streams: [['case-1', 'person-a'], ['case-1']] }]);
    });

    it('remembers how far it was told, and what, over a restart; what is told twice is there once', async () => {
      await vault().index(await told('a', { phone: '13900000001' }), 9);
      await reopen();
      expect(await vault().indexed()).toBe(9);
      expect((await found({ phone: '13900000001' })).persons).toEqual([{ person: 'a', streams: [['person-a']] }]);
    });

    it('writes who looked, why and by what into the journal: about each who was found, or that there was nobody, or too many', async () => {
      await found({ name: '张三' });
      await found({ name: '李四' });
      await found({ name: '张三' }, 1);
      const lines = await vault().decryptions(0, 10);
      expect(lines.map(({ person }) => person)).toEqual(['a', 'b', 'nobody', 'many']);
      for (const line of lines) expect(line).toMatchObject({ ...clerk, fields: ['name'], outcome: 'searched' });
      expect(await vault().verifyJournal()).toBeUndefined();
    });

    it('leaves out a value that is damaged, and takes in those after it', async () => {
      const [bad, good] = [
        ...(await told('c', { phone: '13900000003' })),
        ...(await told('d', { phone: '13900000004' })),
      ];
      if (!bad || !good) throw new Error('two values');
      await vault().index([{ ...bad, value: { ...bad.value, cipher: 'AQ==' } }, good], 8);
      expect([await names({ phone: '13900000003' }), await names({ phone: '13900000004' })]).toEqual([[], ['d']]);
      expect(await vault().indexed()).toBe(8);
    });

    it('gives none where there are too many', async () => {
      expect(await found({ name: '张三' }, 1)).toEqual({ persons: [], isTooMany: true });
      expect((await found({ name: '张三' }, 2)).isTooMany).toBe(false);
    });

    it('goes with the person’s key, and does not come back when it is told again', async () => {
      const again = await told('a', { name: '张三' });
      await vault().destroy('a');
      expect(await names({ name: '张三' })).toEqual(['b']);
      await vault().index(again, 8);
      expect(await names({ name: '张三' })).toEqual(['b']);
      expect(await vault().indexed()).toBe(8);
      await vault().index(await told('a', { name: '张三' }), 9);
      expect(await names({ name: '张三' })).toEqual(['a', 'b']);
    });
  });
}

function notes(vault: () => KeyVault, reopen: () => Promise<void>): void {
  it('notes what else was done, and gives back the lines about it', async () => {
    await vault().note(['export-1'], { ...clerk, fields: ['cases'] }, 'exporting');
    await vault().note(['export-2'], { ...clerk, fields: ['classes'] }, 'exporting');
    await vault().note(['export-1'], { ...clerk, fields: ['cases', 'rows=7'] }, 'exported');
    await reopen();
    expect(await vault().noted('export-1')).toMatchObject([
      { person: 'export-1', outcome: 'exporting', fields: ['cases'] },
      { person: 'export-1', outcome: 'exported', fields: ['cases', 'rows=7'] },
    ]);
    expect(await vault().noted('export-3')).toEqual([]);
    expect(await vault().verifyJournal()).toBeUndefined();
  });
}

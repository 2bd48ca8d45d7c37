import { KeyNotAtHand } from './vault-errors';
import { forEachSealed, withKeys } from './with-keys';

/** A vault whose keys must be fetched, and what was asked of it. */
function vaultAway() {
  const fetched: string[] = [];
  const fetch = async (owner: string, make: boolean): Promise<void> => {
    fetched.push(make ? `${owner}!` : owner);
  };
  const seal = (owner: string): string => {
    if (!fetched.includes(`${owner}!`)) throw new KeyNotAtHand(owner, true);
    return `sealed for ${owner}`;
  };
  return { fetched, vault: { fetch }, seal };
}

describe('work that needs keys', () => {
  it('is done at once, and not as a promise, where they are at hand', () => {
    expect(withKeys(vaultAway().vault, () => 7)).toBe(7);
  });

  it('is done again after its keys were fetched, those of one look together', async () => {
    const { vault, fetched, seal } = vaultAway();
    let tries = 0;
    const work = () => {
      tries += 1;
      return forEachSealed(['a', 'b', 'c'], seal);
    };
    expect(await withKeys(vault, work)).toEqual(['sealed for a', 'sealed for b', 'sealed for c']);
    expect([tries, fetched]).toEqual([2, ['a!', 'b!', 'c!']]);
  });

  it('may be work that answers later', async () => {
    const { vault, seal } = vaultAway();
    expect(await withKeys(vault, async () => seal('a'))).toBe('sealed for a');
  });

  it('is given up when it wants keys again and again, and fails as it fails otherwise', async () => {
    const { vault, fetched } = vaultAway();
    const wanting = async () =>
      withKeys(vault, () => {
        throw new KeyNotAtHand('a', false);
      });
    await expect(wanting()).rejects.toThrow(KeyNotAtHand);
    expect(fetched.length).toBeLessThan(100);
    expect(() =>
      withKeys(vault, () => {
        throw new RangeError('no');
      }),
    ).toThrow(RangeError);
  });
});

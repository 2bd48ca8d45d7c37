import { openBytes, sealBytes } from './sealing';

const key = Buffer.alloc(32, 5);
const bound = Buffer.from('value|a|1');

describe('sealed bytes', () => {
  it('of format 1 open for ever: this one was written when the format was fixed', () => {
    const sealed = Buffer.from('AahjyV3PVDnEZ65JrkrLV8zQVHIoRN7euKtLKtOA8nNJy1U82dc=', 'base64');
    expect(openBytes(key, sealed, bound)?.toString()).toBe('许昌市');
  });

  it('of another format do not open', () => {
    const sealed = sealBytes(key, 'x', bound);
    sealed[0] = 2;
    expect(openBytes(key, sealed, bound)).toBeUndefined();
  });

  it('never use one vector twice, over many refills', () => {
    const vectors = new Set(Array.from({ length: 5_000 }, () => sealBytes(key, '', bound).toString('hex', 1, 13)));
    expect(vectors.size).toBe(5_000);
  });

  it('cut short by any number of bytes do not open', () => {
    const sealed = sealBytes(key, 'four', bound);
    const opened = Array.from(sealed, (_, length) => openBytes(key, sealed.subarray(0, length), bound));
    expect(opened).toEqual(opened.map(() => undefined));
    expect(opened).toHaveLength(33);
  });
});

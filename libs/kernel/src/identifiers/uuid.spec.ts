import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { isUuid, normaliseUuid, uuidV8FromBytes } from './uuid';

describe('UUIDs (RFC 9562)', () => {
  it('makes the version 8 example of RFC 9562 appendix B.2 from its SHA-256', () => {
    const namespace = Buffer.from('6ba7b8109dad11d180b400c04fd430c8', 'hex');
    const digest = createHash('sha256').update(namespace).update('www.example.com').digest();
    expect(uuidV8FromBytes(digest)).toBe('5c146b14-3c52-8afd-938a-375d0df1fbf6');
  });

  it('makes a valid UUID of version 8 from any 32 bytes, keeping all other bits', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
        const uuid = uuidV8FromBytes(bytes);
        expect(isUuid(uuid)).toBe(true);
        const made = Buffer.from(uuid.replaceAll('-', ''), 'hex');
        expect([made[6]! >> 4, made[8]! >> 6]).toEqual([8, 2]);
        const expected = Buffer.from(bytes.subarray(0, 16));
        expected[6] = (expected[6]! & 0x0f) | (made[6]! & 0xf0);
        expected[8] = (expected[8]! & 0x3f) | (made[8]! & 0xc0);
        expect(made.equals(expected)).toBe(true);
      }),
    );
    expect(() => uuidV8FromBytes(new Uint8Array(15))).toThrow(RangeError);
  });

  it('accepts ids in small letters only, so that one id has one spelling', () => {
    expect(isUuid('0190a3b2-7c1d-7e2f-8a3b-4c5d6e7f8092')).toBe(true);
    expect(isUuid('0190A3B2-7C1D-7E2F-8A3B-4C5D6E7F8092')).toBe(false);
    expect(normaliseUuid('0190A3B2-7C1D-7E2F-8A3B-4C5D6E7F8092')).toBe('0190a3b2-7c1d-7e2f-8a3b-4c5d6e7f8092');
  });

  it.each([
    '',
    '0190a3b27c1d7e2f8a3b4c5d6e7f8092',
    '{0190a3b2-7c1d-7e2f-8a3b-4c5d6e7f8092}',
    '0190a3b2-7c1d-0e2f-8a3b-4c5d6e7f8092',
    '0190a3b2-7c1d-9e2f-8a3b-4c5d6e7f8092',
    '0190a3b2-7c1d-7e2f-7a3b-4c5d6e7f8092',
    '0190a3b2-7c1d-7e2f-8a3b-4c5d6e7f809g',
    '0190a3b2-7c1d-7e2f-8a3b-4c5d6e7f8092\n',
    '00000000-0000-0000-0000-000000000000',
  ])('refuses %p', (text) => {
    expect(isUuid(text)).toBe(false);
    expect(normaliseUuid(text)).toBeUndefined();
  });
});

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Whether the text is a UUID of RFC 9562 (versions 1 to 8) in small letters: the form in which ids are stored and compared. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** The stored form of a UUID in whatever letters; undefined if it is none. Two spellings must not make two commands. */
export function normaliseUuid(text: string): string | undefined {
  const small = text.toLowerCase();
  return UUID.test(small) ? small : undefined;
}

/** RFC 9562 version 8: the first 16 bytes of a digest with version and variant set. */
export function uuidV8FromBytes(digest: Uint8Array): string {
  if (digest.length < 16) throw new RangeError('At least 16 bytes');
  const hex = (i: number) => HEX[digest[i]!]!;
  const version = HEX[(digest[6]! & 0x0f) | 0x80]!;
  const variant = HEX[(digest[8]! & 0x3f) | 0x80]!;
  return (
    `${hex(0)}${hex(1)}${hex(2)}${hex(3)}-${hex(4)}${hex(5)}-${version}${hex(7)}-` +
    `${variant}${hex(9)}-${hex(10)}${hex(11)}${hex(12)}${hex(13)}${hex(14)}${hex(15)}`
  );
}

/** The two-byte characters of GB 18030, by character: Node reads the encoding and does not write it. */
const codes = new Map<string, readonly [number, number]>();
const decoder = new TextDecoder('gb18030');
for (let first = 0x81; first <= 0xfe; first++)
  for (let second = 0x40; second <= 0xfe; second++)
    if (second !== 0x7f) codes.set(decoder.decode(Uint8Array.of(first, second)), [first, second]);

/** A text as Chinese Excel writes its csv. */
export function inGb18030(text: string): Buffer {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.charCodeAt(0);
    const pair = code < 0x80 ? [code] : codes.get(character);
    if (!pair) throw new RangeError('a character that has no two bytes in GB 18030');
    bytes.push(...pair);
  }
  return Buffer.from(bytes);
}

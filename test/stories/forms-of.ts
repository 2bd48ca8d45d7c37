/** In so few bytes of UTF-16, a name of two characters turns up by chance among the ciphertexts of a ledger. */
const BY_CHANCE = 4;

/** How a text may lie in a file: UTF-8 and UTF-16LE, plain, in hexadecimal, in base64 at each of its three alignments, and escaped. */
export function formsOf(text: string): readonly Buffer[] {
  const wide = Buffer.from(text, 'utf16le');
  const plain = [Buffer.from(text, 'utf8'), ...(wide.length > BY_CHANCE ? [wide] : [])];
  const encoded = plain.flatMap((bytes) => [
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    ...[0, 1, 2].flatMap((offset) => base64At(bytes, offset)),
  ]);
  const escaped = [...text].map((each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
  return [...plain, ...[...new Set([...encoded, escaped])].map((form) => Buffer.from(form, 'latin1'))];
}

/** The characters of a base64 text that depend on these bytes alone, when so many others stand before them. */
function base64At(bytes: Buffer, offset: number): string[] {
  const text = Buffer.concat([Buffer.alloc(offset), bytes])
    .toString('base64')
    .replaceAll('=', '');
  const first = Math.ceil((offset * 8) / 6);
  const last = Math.floor(((offset + bytes.length) * 8) / 6);
  const sure = text.slice(first, last);
  return [sure, sure.replaceAll('+', '-').replaceAll('/', '_')];
}

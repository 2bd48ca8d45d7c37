import { inputLines, type InputLine } from './input-lines';

async function lines(chunks: readonly (string | Buffer)[], maxBytes?: number): Promise<InputLine[]> {
  async function* given(): AsyncGenerator<Buffer> {
    for (const chunk of chunks) yield Buffer.from(chunk as string);
  }
  const found: InputLine[] = [];
  for await (const batch of inputLines(given(), maxBytes)) found.push(...batch);
  return found;
}

const texts = (found: readonly InputLine[]): (string | undefined)[] => found.map(({ text }) => text);

describe('the lines of an import file', () => {
  it('count from 1, whatever chunks the bytes come in', async () => {
    const bytes = Buffer.from('{"a":"许昌"}\n{"b":2}\r\n\n{"c":3}');
    const whole = await lines([bytes]);
    expect(whole.map(({ line, text }) => [line, text])).toEqual([
      [1, '{"a":"许昌"}'],
      [2, '{"b":2}'],
      [3, ''],
      [4, '{"c":3}'],
    ]);
    const byByte = await lines(Array.from(bytes, (byte) => Buffer.from([byte])));
    expect(byByte).toEqual(whole);
  });

  it('tell where each ends in the file', async () => {
    const found = await lines(['ab\ncd', 'e\nf']);
    expect(found.map(({ endsAt }) => endsAt)).toEqual([3, 7, 8]);
  });

  it('do not end with an empty one after the last line feed', async () => {
    expect(texts(await lines(['a\nb\n']))).toEqual(['a', 'b']);
    expect(texts(await lines(['']))).toEqual([]);
  });

  it('lose the byte order mark that Windows programs write, at the first only', async () => {
    expect(texts(await lines(['\uFEFFa\n\uFEFFb']))).toEqual(['a', '\uFEFFb']);
  });

  it('are passed over when longer than the limit, and the next is read', async () => {
    const found = await lines(['x'.repeat(6), 'x'.repeat(5), '\nshort\n', 'y'.repeat(10), '\n'], 10);
    expect(found.map(({ fault, text }) => fault ?? text)).toEqual(['too-long', 'short', 'y'.repeat(10)]);
  });

  it('are named when they are not UTF-8', async () => {
    const found = await lines([Buffer.from([0xd0, 0xed, 0x0a]), 'fine\n']);
    expect(found.map(({ fault, text }) => fault ?? text)).toEqual(['not-utf8', 'fine']);
  });
});

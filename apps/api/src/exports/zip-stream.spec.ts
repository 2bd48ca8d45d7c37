import { unzipSync, strFromU8 } from 'fflate';
import { csvFile } from './csv-file';
import type { Provenance } from './provenance';
import { zipped } from './zip-stream';

const provenance = { query: 'cases' } as Provenance;

describe('a file that is made while it is sent', () => {
  it('is no further than what was taken of it', async () => {
    let made = 0;
    async function* endless(): AsyncGenerator<(string | number)[][]> {
      for (;;) {
        made += 1;
        yield Array.from({ length: 200 }, (_, i) => [i, `${made}-${Math.sin(made * 200 + i)}`]);
      }
    }
    const bytes = zipped(csvFile('cases', ['no', 'text'], endless(), () => provenance));
    let taken = 0;
    for await (const chunk of bytes) {
      taken += chunk.length;
      if (taken > 200_000) break;
    }
    const atBreak = made;
    expect(atBreak).toBeLessThan(400);
    await new Promise((resolve) => setImmediate(resolve));
    expect(made).toBe(atBreak);
  });

  it('holds what was put into it, and its provenance last', async () => {
    async function* rows(): AsyncGenerator<(string | number)[][]> {
      yield [
        [1, '许昌, "市"'],
        [2, 'b\nc'],
      ];
      yield [];
    }
    const chunks: Uint8Array[] = [];
    for await (const chunk of zipped(csvFile('cases', ['编号', '名称'], rows(), () => provenance))) chunks.push(chunk);
    const files = unzipSync(Buffer.concat(chunks));
    expect(Object.keys(files)).toEqual(['cases.csv', 'provenance.json']);
    expect(strFromU8(files['cases.csv']!.subarray(3))).toBe('编号,名称\r\n1,"许昌, ""市"""\r\n2,"b\nc"\r\n');
  });
});

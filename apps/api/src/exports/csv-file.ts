import { createHash } from 'node:crypto';
import { stringify } from 'csv-stringify/sync';
import type { Cell } from './cells';
import type { Provenance } from './provenance';
import type { ZipEntry } from './zip-stream';

/** Excel takes a file without it for one in the system's own encoding. */
const BOM = '\ufeff';

/**
 * 逗号分隔文件 and its 来历 in one archive: remarks among the rows would make the table another one, and a second answer would be
 * lost on the way. RFC 4180.
 */
export function csvFile(
  name: string,
  heads: readonly string[],
  rows: AsyncIterable<readonly (readonly Cell[])[]>,
  provenance: () => Provenance,
): readonly ZipEntry[] {
  const hash = createHash('sha256');
  const said = (text: string): string => {
    hash.update(text);
    return text;
  };
  async function* table(): AsyncGenerator<string> {
    yield said(BOM + lines([heads]));
    for await (const some of rows) if (some.length > 0) yield said(lines(some));
  }
  function* about(): Generator<string> {
    yield `${JSON.stringify({ ...provenance(), file: `${name}.csv`, fileSha256: hash.digest('hex') }, undefined, 2)}\n`;
  }
  return [
    { name: `${name}.csv`, pieces: table() },
    { name: 'provenance.json', pieces: about() },
  ];
}

const lines = (rows: readonly (readonly Cell[])[]): string =>
  stringify(
    rows.map((row) => [...row]),
    { record_delimiter: 'windows', quoted_match: /[\r\n]/ },
  );

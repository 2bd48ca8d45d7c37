import { isUtf8 } from 'node:buffer';
import { refusedTable } from './table-refused';

/** 文本: bytes as text, by their mark where there is one; else UTF-8, else GB 18030, in which Chinese Excel writes its csv. */
export function textOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decoded(bytes, 'utf-16le');
  if (isUtf8(bytes)) return decoded(bytes, 'utf-8');
  return decoded(bytes, 'gb18030');
}

function decoded(bytes: Buffer, encoding: string): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw refusedTable('文件的文字编码不是 UTF-8 或 GB 18030。', 'The text of the file is neither UTF-8 nor GB 18030.');
  }
}

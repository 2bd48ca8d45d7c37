import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DigestOfLog } from './log-digest';
import { MovingRefused } from './moving-refused';

/** One file that a manifest vouches for; `name` is a plain name within the manifest's own folder. */
export interface ListedFile {
  readonly name: string;
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
}

/** What both kinds of manifest say. */
export interface ManifestHead extends DigestOfLog {
  readonly format: 1;
  readonly ledgerId: string;
  readonly clock: string;
  /** Of the log that it was made from. */
  readonly asOf: { readonly position: number; readonly recordedAt: string };
  /** ISO UTC. */
  readonly madeAt: string;
  /** Version of the program that made it. */
  readonly program: string;
}

const MANIFEST = 'manifest.json';
/** Thousands of files fit; anything larger was not written by this program. */
const MANIFEST_BYTES_MAX = 16 * 1024 * 1024;
const CHUNK_BYTES = 1024 * 1024;

/** Size and SHA-256 of a file, read piece by piece. */
export function listedFile(folder: string, name: string): ListedFile {
  const hash = createHash('sha256');
  const piece = Buffer.allocUnsafe(CHUNK_BYTES);
  const handle = openSync(join(folder, name), 'r');
  let bytes = 0;
  try {
    for (;;) {
      const read = readSync(handle, piece, 0, CHUNK_BYTES, null);
      if (read === 0) break;
      hash.update(piece.subarray(0, read));
      bytes += read;
    }
  } finally {
    closeSync(handle);
  }
  return { name, bytes, sha256: hash.digest('hex') };
}

/** @throws MovingRefused where the file is not there, or not the one that was listed */
export function assertListed(folder: string, file: ListedFile): void {
  const path = join(folder, file.name);
  if (!existsSync(path)) throw fileWrong(file.name, '不存在', 'is not there');
  const { size } = statSync(path);
  if (size !== file.bytes) {
    const [zh, en] = [`应为 ${file.bytes} 字节，实为 ${size}`, `has ${size} bytes instead of ${file.bytes}`];
    throw fileWrong(file.name, zh, en);
  }
  if (listedFile(folder, file.name).sha256 !== file.sha256)
    throw fileWrong(file.name, '内容与清单所记不符', 'is not what the manifest says: its SHA-256 differs');
}

const fileWrong = (name: string, zh: string, en: string): MovingRefused =>
  new MovingRefused('file-wrong', `文件 ${name} ${zh}；未作改动。`, `The file ${name} ${en}; nothing was changed.`);

export const writeManifest = (folder: string, manifest: object): void =>
  writeFileSync(join(folder, MANIFEST), `${JSON.stringify(manifest, undefined, 2)}\n`, { mode: 0o600 });

/** The parsed manifest of a folder, as yet unchecked. @throws MovingRefused */
export function readManifest(folder: string): Record<string, unknown> {
  const file = join(folder, MANIFEST);
  if (!existsSync(file)) throw manifestWrong(`${folder} 中没有 ${MANIFEST}`, `there is no ${MANIFEST} in ${folder}`);
  if (statSync(file).size > MANIFEST_BYTES_MAX) throw manifestWrong('过大', 'it is too large');
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw manifestWrong('不是 JSON', 'it is no JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw manifestWrong('不是 JSON 对象', 'it is no JSON object');
  return value as Record<string, unknown>;
}

export const manifestWrong = (zh: string, en: string): MovingRefused =>
  new MovingRefused(
    'manifest-wrong',
    `清单 ${MANIFEST} 有误：${zh}；未作改动。`,
    `The ${MANIFEST} is wrong: ${en}; nothing was changed.`,
  );

const HASH = /^[0-9a-f]{64}$/;
/** No separators, no dots that lead elsewhere, nothing hidden. */
const PLAIN_NAME = /^[A-Za-z0-9][A-Za-z0-9_-]*(\.[A-Za-z0-9]+)*$/;

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** Checks what both kinds say. `kind` is the manifest's own. @throws MovingRefused */
export function checkedHead(manifest: Record<string, unknown>, kind: string): ManifestHead {
  const { format, ledgerId, clock, asOf, madeAt, program, events, digest, types } = manifest;
  if (manifest['kind'] !== kind) throw manifestWrong(`它不是“${kind}”`, `it is not that of a ${kind}`);
  if (format !== 1)
    throw manifestWrong('格式为本程序所不知，请用较新的程序', 'this program does not know its format; use a newer one');
  const { position, recordedAt } = (asOf ?? {}) as Record<string, unknown>;
  const fits =
    [ledgerId, clock, madeAt, program, recordedAt].every(isText) &&
    isCount(position) &&
    isCount(events) &&
    HASH.test(String(digest)) &&
    typeof types === 'object' &&
    types !== null &&
    Object.values(types).every(isCount);
  if (!fits) throw manifestWrong('缺少必要的内容，或格式不符', 'something is missing or of the wrong shape');
  return manifest as unknown as ManifestHead;
}

/** Checks the list of files: plain names, each once. `fits` looks at one more closely. @throws MovingRefused */
export function checkedFiles<T extends ListedFile>(
  { files }: Record<string, unknown>,
  fits: (file: T, index: number) => boolean,
): readonly T[] {
  if (!Array.isArray(files) || files.length === 0) throw manifestWrong('没有列出文件', 'it lists no files');
  const names = new Set<string>();
  for (const [index, file] of (files as readonly (Record<string, unknown> | null)[]).entries()) {
    const { name, bytes, sha256 } = file ?? {};
    const named = typeof name === 'string' && PLAIN_NAME.test(name) && name.length <= 64 && !names.has(name);
    if (!named || !isCount(bytes) || !HASH.test(String(sha256)) || !fits(file as unknown as T, index))
      throw manifestWrong(`第 ${index + 1} 个文件的条目不可接受`, `the entry of file ${index + 1} is not acceptable`);
    names.add(name);
  }
  return files as readonly T[];
}

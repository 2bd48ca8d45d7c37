// @ts-check
import { chmod, copyFile, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The build: every TypeScript file of the source folders becomes CommonJS at the same path under dist/, data files
 * are copied beside them. Only files that changed since the last build are compiled, so a built tree starts at once.
 */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const out = path.join(root, 'dist');
const manifestFile = path.join(out, '.manifest.json');

export const SOURCE_FOLDERS = ['apps', 'libs', 'bench', 'test'];
const DATA_FILES = /\.(json|jsonl|sql|csv|tsv|txt)$/;
/** A change in any of these makes every output stale. */
const BUILD_INPUTS = ['.swcrc', 'tsconfig.json', 'package-lock.json', 'tools/build.mjs'];
const EXECUTABLE = 'apps/cli/src/main.js';

/** @param {string} file */
const isCode = (file) => file.endsWith('.ts') && !file.endsWith('.d.ts') && !/[.-]spec\.ts$/.test(file);
/** @param {string} file */
const isData = (file) => DATA_FILES.test(file) && !path.basename(file).startsWith('tsconfig');
/** @param {string} file */
const outputOf = (file) => (isCode(file) ? file.replace(/\.ts$/, '.js') : file);

/** @param {string} file */
async function stampOf(file) {
  const { mtimeMs, size } = await stat(path.join(root, file));
  return `${mtimeMs}:${size}`;
}

/** @returns {Promise<string[]>} */
async function sourceFiles() {
  const folders = SOURCE_FOLDERS.filter((folder) => existsSync(path.join(root, folder)));
  const listings = await Promise.all(
    folders.map(async (folder) => {
      const names = await readdir(path.join(root, folder), { recursive: true });
      return names.map((name) => path.join(folder, name));
    }),
  );
  return listings.flat().filter((file) => isCode(file) || isData(file));
}

/**
 * What the sources look like now: the build's own inputs, and one stamp per source.
 * @returns {Promise<{ inputs: string, files: Record<string, string> }>}
 */
async function look() {
  const inputs = (await Promise.all(BUILD_INPUTS.map(stampOf))).join(' ');
  const files = await sourceFiles();
  const stamps = await Promise.all(files.map(async (file) => /** @type {const} */ ([file, await stampOf(file)])));
  return { inputs, files: Object.fromEntries(stamps) };
}

/** @returns {Promise<{ inputs: string, files: Record<string, string> }>} */
async function lastBuild() {
  try {
    return JSON.parse(await readFile(manifestFile, 'utf8'));
  } catch {
    return { inputs: '', files: {} };
  }
}

/**
 * A reader, or a second build running at the same time, must never see half a file.
 * @param {string} file
 * @param {(temporary: string) => Promise<void>} write
 */
async function replace(file, write) {
  await mkdir(path.dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  await write(temporary);
  await rename(temporary, file);
}

async function compiler() {
  const { transformFile } = await import('@swc/core');
  const { compilerOptions } = JSON.parse(await readFile(path.join(root, 'tsconfig.json'), 'utf8'));
  const swcrc = JSON.parse(await readFile(path.join(root, '.swcrc'), 'utf8'));
  delete swcrc.$schema;
  const options = { ...swcrc, swcrc: false, jsc: { ...swcrc.jsc, baseUrl: root, paths: compilerOptions.paths } };

  /** @param {string} file */
  return async (file) => {
    const target = path.join(out, outputOf(file));
    const { code, map } = await transformFile(path.join(root, file), {
      ...options,
      sourceFileName: path.relative(path.dirname(target), path.join(root, file)),
    });
    const name = path.basename(target);
    if (map) await replace(`${target}.map`, (temporary) => writeFile(temporary, map));
    await replace(target, async (temporary) => {
      await writeFile(temporary, map ? `${code}\n//# sourceMappingURL=${name}.map\n` : code);
      if (target.endsWith(EXECUTABLE)) await chmod(temporary, 0o755);
    });
  };
}

/**
 * Runs a task per file; names every file that failed, without the compiler's own stack.
 * @param {string[]} files
 * @param {(file: string) => Promise<void>} task
 */
async function each(files, task) {
  const results = await Promise.allSettled(files.map(task));
  const reasons = results.flatMap((result) => (result.status === 'rejected' ? [String(result.reason)] : []));
  if (reasons.length > 0) throw new Error(reasons.map((reason) => reason.split('\n\nCaused by')[0]).join('\n'));
}

/**
 * Brings dist/ up to date with the sources; compiles nothing when nothing changed.
 * @returns {Promise<number>} how many outputs were written or removed
 */
export async function build() {
  const [now, before] = await Promise.all([look(), lastBuild()]);
  const fresh = now.inputs === before.inputs;
  const stale = Object.keys(now.files).filter((file) => !fresh || now.files[file] !== before.files[file]);
  const gone = Object.keys(before.files).filter((file) => !(file in now.files));
  if (stale.length === 0 && gone.length === 0) return 0;

  const compile = await compiler();
  await each(stale, (file) =>
    isCode(file)
      ? compile(file)
      : replace(path.join(out, file), (temporary) => copyFile(path.join(root, file), temporary)),
  );
  const removed = gone.flatMap((file) => [outputOf(file), `${outputOf(file)}.map`]);
  await Promise.all(removed.map((file) => rm(path.join(out, file), { force: true })));
  await replace(manifestFile, (temporary) => writeFile(temporary, JSON.stringify(now)));
  return stale.length + gone.length;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const startedAt = performance.now();
  try {
    const files = await build();
    if (files > 0) console.error(`built ${files} files in ${Math.round(performance.now() - startedAt)} ms`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

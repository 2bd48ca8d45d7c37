import * as fs from 'node:fs';
import * as path from 'node:path';
import { ViewsUnusable } from '../view-store.port';

const CURRENT = 'views.db';
const GENERATION = /^views-(\d{6,})\.db/;

/**
 * The files of the views. `views.db` is a link to the generation in use, `views-000007.db`; a rebuild makes the next one
 * and moves the link, in one rename. A generation's name is never used again, so a reader that still has the old one open
 * keeps reading it whole, and SQLite's own files beside it can never be taken for those of another.
 */
export class ViewFiles {
  private readonly link: string;

  constructor(readonly folder: string) {
    this.link = path.join(folder, CURRENT);
  }

  /** Path of the generation in use; undefined when there is none yet. */
  current(): string | undefined {
    try {
      return path.join(this.folder, path.basename(fs.readlinkSync(this.link)));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT') return undefined;
      // A folder copied by a tool that follows links holds the generation itself under the link's name.
      if (code === 'EINVAL') return this.link;
      throw error;
    }
  }

  /** A path for the next generation; nothing is there yet. */
  next(): string {
    const numbers = this.generations().map((file) => Number(GENERATION.exec(file)?.[1] ?? 0));
    return path.join(this.folder, `views-${String(Math.max(0, ...numbers) + 1).padStart(6, '0')}.db`);
  }

  /** Makes the generation the one in use. When this returns it is so after a power cut too. */
  use(generation: string): void {
    const temporary = `${this.link}.next`;
    fs.rmSync(temporary, { force: true });
    fs.symlinkSync(path.basename(generation), temporary);
    fs.renameSync(temporary, this.link);
    syncFolder(this.folder);
  }

  /** Removes the generations that are not in use: the one before, and those of a rebuild that was cut off. */
  removeOthers(): void {
    const current = this.current();
    if (current === undefined) return;
    for (const file of this.generations()) {
      if (!file.startsWith(path.basename(current))) fs.rmSync(path.join(this.folder, file), { force: true });
    }
  }

  private generations(): string[] {
    return fs.readdirSync(this.folder).filter((file) => GENERATION.test(file));
  }
}

/** Forces a file's bytes to the disk. */
export function syncFile(file: string): void {
  const handle = fs.openSync(file, 'r+');
  try {
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}

function syncFolder(folder: string): void {
  const handle = fs.openSync(folder, 'r');
  try {
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}

/** Removes a generation with SQLite's files beside it. */
export function removeGeneration(file: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) fs.rmSync(`${file}${suffix}`, { force: true });
}

/** Views are never the only copy of anything: what cannot be opened is reported, and a rebuild makes it anew. */
export function unusable(file: string, error: unknown): ViewsUnusable {
  const why = error instanceof Error ? error.message : String(error);
  const name = path.basename(file);
  return new ViewsUnusable(
    `the views in ${name} cannot be used (${why}); make them anew with ledger rebuild`,
    error,
    `视图文件 ${name} 无法使用（${why}）；请用 ledger rebuild 重建`,
  );
}

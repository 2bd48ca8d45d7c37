import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Answer } from '@ledger/commanding';
import type { Actor } from '@ledger/kernel';
import { importCommands, type ImportHands } from './import-commands';
import { ImportReport } from './import-report';
import { type ImportCounts, ImportTally } from './import-tally';
import { inputLines } from './input-lines';

export interface ImportProgress {
  /** Lines answered. */
  readonly lines: number;
  /** Of the file, 0 to 1. */
  readonly share: number;
  /** Over the last seconds. */
  readonly commandsPerSecond: number;
  readonly secondsLeft: number;
}

export interface ImportFileOptions {
  readonly report?: string;
  /** Who runs the import; recorded beside the actors of a real ledger. */
  readonly operator?: Actor;
  readonly signal?: AbortSignal;
  onProgress?(progress: ImportProgress): void;
  /** Told each time that a command could not be written and is tried again. */
  onRetry?(answer: Answer): void;
}

export interface ImportResult extends ImportCounts {
  readonly seconds: number;
  /** False when it was interrupted: the report is then the former one. */
  readonly whole: boolean;
}

/** The report would overwrite the file that is imported. */
export class ReportOverInput extends Error {
  constructor() {
    super('the report would overwrite the file that is imported');
    this.name = 'ReportOverInput';
  }
}

const CHUNK_BYTES = 262_144;
const TELL_EVERY_MS = 100;

/** Imports a file of commands, one a line. Run again after a crash, it answers what was done before as duplicates. */
export async function importFile(
  hands: ImportHands,
  file: string,
  options: ImportFileOptions = {},
): Promise<ImportResult> {
  if (options.report !== undefined && (await samePath(options.report, file))) throw new ReportOverInput();
  const { size } = await stat(file);
  const report = options.report === undefined ? undefined : await ImportReport.begin(options.report);
  const tally = new ImportTally();
  const pace = new ImportPace(size);
  const startedAt = performance.now();
  let whole: boolean;
  try {
    const chunks = createReadStream(file, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>;
    whole = await importCommands(inputLines(chunks), hands, {
      operator: options.operator,
      signal: options.signal,
      onRetry: options.onRetry,
      onAnswer: (line, answer) => {
        tally.add(answer);
        const progress = pace.moved(tally.lines, line.endsAt);
        if (progress) options.onProgress?.(progress);
        return report?.add(line.line, answer);
      },
    });
  } catch (error) {
    await report?.abandon();
    throw error;
  }
  if (whole) await report?.finish();
  else await report?.abandon();
  return { ...tally.counts(), seconds: (performance.now() - startedAt) / 1_000, whole };
}

async function samePath(a: string, b: string): Promise<boolean> {
  const real = (path: string): Promise<string> => realpath(path).catch(() => resolve(path));
  return (await real(a)) === (await real(b));
}

/** Samples that the speed is taken from. */
const WINDOW_MS = 5_000;

interface Sample {
  readonly at: number;
  readonly lines: number;
  readonly bytes: number;
}

/** How fast it goes, and how long it still takes if it goes on so. */
class ImportPace {
  private readonly samples: Sample[] = [{ at: performance.now(), lines: 0, bytes: 0 }];

  constructor(private readonly totalBytes: number) {}

  /** The progress, each time that enough has passed since it was last told; at the end always. */
  moved(lines: number, bytes: number): ImportProgress | undefined {
    const at = performance.now();
    const last = this.samples.at(-1);
    if (last && at - last.at < TELL_EVERY_MS && bytes < this.totalBytes) return undefined;
    this.samples.push({ at, lines, bytes });
    while (this.samples.length > 2 && at - (this.samples[0]?.at ?? at) > WINDOW_MS) this.samples.shift();
    const [first] = this.samples;
    const seconds = first ? Math.max((at - first.at) / 1_000, 0.001) : 1;
    const bytesPerSecond = (bytes - (first?.bytes ?? 0)) / seconds;
    return {
      lines,
      share: this.totalBytes === 0 ? 1 : bytes / this.totalBytes,
      commandsPerSecond: (lines - (first?.lines ?? 0)) / seconds,
      secondsLeft: bytesPerSecond > 0 ? (this.totalBytes - bytes) / bytesPerSecond : 0,
    };
  }
}

import { createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { encodeEvent } from '@ledger/eventlog';
import type { LedgerEvent } from '@ledger/kernel';
import { stillAt, type LogSource } from '../copy/copy-log';
import { LogDigest, runsOf } from '../log-digest';
import { writeManifest } from '../manifest-parts';
import { MovingRefused } from '../moving-refused';
import { ledgerNamedBy } from '../opening-event';
import { stagedFolder } from '../places/staged-folder';
import { EXPORT_KIND, eventFileName, type EventFile, type ExportManifest } from './export-manifest';

export interface ExportOptions {
  /** Version of this program. */
  readonly program: string;
  /** ISO UTC. */
  readonly now: string;
  /** Of one file; 50,000 where absent. */
  readonly eventsPerFile?: number;
  onProgress?(share: number, events: number): void;
}

const EVENTS_PER_FILE = 50_000;

/**
 * 导出日志: the log into a folder as NDJSON, one canonical envelope (RFC 8785, without position) a line, and a manifest. Whole or
 * not there at all. Personal values stand in it as ciphertext only.
 * @throws MovingRefused where commands are open, the folder is not empty, or the log opens no ledger
 */
export async function exportLog(log: LogSource, folder: string, options: ExportOptions): Promise<ExportManifest> {
  const upTo = await stillAt(log);
  return stagedFolder(folder, async (staging) => {
    const files = new EventFiles(staging, options.eventsPerFile ?? EVENTS_PER_FILE);
    const digest = new LogDigest();
    let [first, last]: (LedgerEvent | undefined)[] = [];
    try {
      for await (const { events, passed } of runsOf(log, upTo)) {
        for (const event of events) {
          digest.add(event);
          files.write(`${encodeEvent(event).text}\n`);
        }
        first ??= events[0];
        last = events.at(-1) ?? last;
        options.onProgress?.(passed / upTo, files.events);
      }
    } finally {
      files.end();
    }
    const named = ledgerNamedBy(first);
    if (!named || !last) throw opensNoLedger();
    const manifest: ExportManifest = {
      kind: EXPORT_KIND,
      format: 1,
      ...named,
      ...digest.value(),
      asOf: { position: upTo, recordedAt: last.recordedAt },
      madeAt: options.now,
      program: options.program,
      files: files.listed,
    };
    writeManifest(staging, manifest);
    return manifest;
  });
}

export const opensNoLedger = (): MovingRefused =>
  new MovingRefused(
    'no-ledger',
    '日志不以建账事件开头：其中没有台账。',
    'The log does not begin with the opening of a ledger: there is none in it.',
  );

/** Cuts a run of lines into files. */
class EventFiles {
  readonly listed: EventFile[] = [];
  events = 0;
  private handle: number | undefined;
  private hash = createHash('sha256');
  private bytes = 0;
  private inFile = 0;

  constructor(
    private readonly folder: string,
    private readonly eventsPerFile: number,
  ) {}

  write(line: string): void {
    this.handle ??= openSync(join(this.folder, eventFileName(this.listed.length + 1)), 'wx', 0o600);
    const bytes = Buffer.from(line, 'utf8');
    for (let at = 0; at < bytes.length;) at += writeSync(this.handle, bytes, at);
    this.hash.update(bytes);
    this.bytes += bytes.length;
    this.inFile += 1;
    this.events += 1;
    if (this.inFile === this.eventsPerFile) this.end();
  }

  end(): void {
    if (this.handle === undefined) return;
    closeSync(this.handle);
    const [name, sha256] = [eventFileName(this.listed.length + 1), this.hash.digest('hex')];
    this.listed.push({ name, events: this.inFile, bytes: this.bytes, sha256 });
    this.handle = undefined;
    this.hash = createHash('sha256');
    [this.bytes, this.inFile] = [0, 0];
  }
}

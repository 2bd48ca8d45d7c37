import { join } from 'node:path';
import type { Slice } from '@ledger/eventlog';
import type { LedgerEvent, Position } from '@ledger/kernel';
import type { LogSource } from '../copy/copy-log';
import { LogDigest, sameLog } from '../log-digest';
import { assertListed, manifestWrong } from '../manifest-parts';
import { MovingRefused } from '../moving-refused';
import { ledgerNamedBy } from '../opening-event';
import { eventOfLine } from './envelope-shape';
import { readExportManifest, type ExportManifest } from './export-manifest';
import { BadLine, linesOf, type LineFault } from './ndjson-lines';

/** 导出的日志: an export, looked at from end to end before it gives the first event. Positions are 1, 2, 3 …. */
export class ExportedLog implements LogSource {
  private walk: { readonly events: Generator<LedgerEvent>; at: Position } | undefined;

  private constructor(
    private readonly folder: string,
    readonly manifest: ExportManifest,
  ) {}

  /**
   * Checks the manifest, every file and every line: size, SHA-256, canonical bytes, the envelope's shape, versions without gap,
   * counts and digest.
   * @throws MovingRefused naming file and line
   */
  static async open(folder: string, onProgress?: (share: number) => void): Promise<ExportedLog> {
    const log = new ExportedLog(folder, readExportManifest(folder));
    const { manifest } = log;
    for (const file of manifest.files) assertListed(folder, file);
    const digest = new LogDigest();
    const versions = new Map<string, number>();
    let done = 0;
    for (const [event, where] of log.events()) {
      if (done === 0 && ledgerNamedBy(event)?.ledgerId !== manifest.ledgerId)
        throw lineWrong(where, '日志不以清单所说台账的建账事件开头', "the log does not open the manifest's ledger");
      const next = (versions.get(event.stream) ?? 0) + 1;
      if (event.version !== next)
        throw lineWrong(
          where,
          `${event.stream} 的下一版应为 ${next}，此处为 ${event.version}`,
          `the next version of ${event.stream} is ${next}, this is ${event.version}`,
        );
      versions.set(event.stream, next);
      digest.add(event);
      done += 1;
      if (done % 1000 === 0) {
        onProgress?.(Math.min(1, done / manifest.events));
        await new Promise((turn) => setImmediate(turn));
      }
    }
    if (!sameLog(digest.value(), manifest))
      throw manifestWrong('总数、类型计数或摘要与各行不符', 'count, types or digest are not those of the lines');
    return log;
  }

  head(): Position {
    return this.manifest.events;
  }

  readAll(after: Position, limit: number): Slice {
    if (this.walk?.at !== after) this.walk = this.walkFrom(after);
    const { walk } = this;
    const events: Slice['events'][number][] = [];
    while (events.length < limit) {
      const next = walk.events.next();
      if (next.done) break;
      walk.at += 1;
      events.push({ ...next.value, position: walk.at });
    }
    return { events, next: walk.at, atEnd: walk.at >= this.manifest.events };
  }

  private walkFrom(after: Position): { readonly events: Generator<LedgerEvent>; at: Position } {
    const events = this.onlyEvents();
    for (let passed = 0; passed < after; passed++) events.next();
    return { events, at: after };
  }

  private *onlyEvents(): Generator<LedgerEvent> {
    for (const [event] of this.events()) yield event;
  }

  private *events(): Generator<readonly [LedgerEvent, Where]> {
    for (const { name, events } of this.manifest.files) {
      const where = { file: name, line: 0 };
      try {
        for (const line of linesOf(join(this.folder, name))) {
          where.line += 1;
          const found = eventOfLine(line);
          if ('wrong' in found) throw lineWrong(where, ...shapeWords(found.wrong));
          yield [found.event, where];
        }
      } catch (error) {
        if (!(error instanceof BadLine)) throw error;
        throw lineWrong({ file: name, line: error.line }, ...FAULTS[error.fault]);
      }
      if (where.line !== events)
        throw lineWrong(where, `清单说有 ${events} 行`, `the manifest says that there are ${events} lines`);
    }
  }
}

interface Where {
  readonly file: string;
  readonly line: number;
}

const FAULTS: Readonly<Record<LineFault, readonly [string, string]>> = {
  'too-long': ['行过长', 'the line is too long'],
  cut: ['文件在行中被截断', 'the file is cut off within a line'],
  'not-utf8': ['不是 UTF-8', 'it is not UTF-8'],
};

/** The member's name stands in no message when it is none of the envelope's: it may be anything. */
const shapeWords = (member: string): readonly [string, string] =>
  /^[A-Za-z]{1,20}$/.test(member)
    ? [`事件的 ${member} 不合格式`, `the event's ${member} is of the wrong shape`]
    : ['不是事件的规范字节（RFC 8785）', 'it is not the canonical bytes (RFC 8785) of an event'];

const lineWrong = ({ file, line }: Where, zh: string, en: string): MovingRefused =>
  new MovingRefused(
    'line-wrong',
    `${file} 第 ${line} 行：${zh}；未作改动。`,
    `${file} line ${line}: ${en}; nothing was changed.`,
  );

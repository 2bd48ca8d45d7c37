import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Answer } from '@ledger/commanding';

/** Text gathered before it is written, in characters. */
const FLUSH_AT = 262_144;

/**
 * 导入报告: one line for each line of the input, in order. Written beside and put in place when it is whole, so that a
 * report is never a mixture of two runs; an interrupted run leaves the former one.
 */
export class ImportReport {
  private text = '';

  private constructor(
    private readonly file: string,
    private readonly handle: FileHandle,
  ) {}

  static async begin(file: string): Promise<ImportReport> {
    return new ImportReport(file, await open(partOf(file), 'w', 0o644));
  }

  async add(line: number, answer: Answer): Promise<void> {
    this.text += `${JSON.stringify(reportLine(line, answer))}\n`;
    if (this.text.length >= FLUSH_AT) await this.flush();
  }

  async finish(): Promise<void> {
    await this.flush();
    await this.handle.sync();
    await this.handle.close();
    await rename(partOf(this.file), this.file);
    const folder = await open(dirname(this.file), 'r');
    await folder.sync();
    await folder.close();
  }

  async abandon(): Promise<void> {
    await this.handle.close();
    await rm(partOf(this.file), { force: true });
  }

  private async flush(): Promise<void> {
    const { text } = this;
    this.text = '';
    await this.handle.writeFile(text);
  }
}

const partOf = (file: string): string => `${file}.part`;

/** An answer as the report tells it: without positions, which mean nothing in another ledger. */
function reportLine(line: number, answer: Answer): object {
  return { line, id: answer.id === '' ? null : answer.id, ...told(answer) };
}

function told({ outcome, problem, flags, events, first }: Answer): object {
  return {
    outcome,
    ...(problem ? { problem } : {}),
    ...(flags ? { flags } : {}),
    ...(events ? { events } : {}),
    ...(first ? { first: { id: first.id, ...told(first) } } : {}),
  };
}

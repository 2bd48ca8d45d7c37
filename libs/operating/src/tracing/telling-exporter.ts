import { ExportResultCode } from '@opentelemetry/core';
import type { SpanExporter } from '@opentelemetry/sdk-trace-node';

/** Says on the error stream, once each time, when the collector stops taking spans and when it takes them again. */
export class TellingExporter implements SpanExporter {
  private isTaken = true;

  constructor(
    private readonly exporter: SpanExporter,
    private readonly say: (line: string) => void = (line) => void process.stderr.write(line),
  ) {}

  export(...[spans, told]: Parameters<SpanExporter['export']>): void {
    this.exporter.export(spans, (result) => {
      this.took(result.code === ExportResultCode.SUCCESS, result.error);
      told(result);
    });
  }

  shutdown(): Promise<void> {
    return this.exporter.shutdown();
  }

  async forceFlush(): Promise<void> {
    await this.exporter.forceFlush?.();
  }

  /** An error's text may hold the collector's address, and that a password. */
  private took(isTaken: boolean, error: Error | undefined): void {
    if (isTaken === this.isTaken) return;
    this.isTaken = isTaken;
    const msg = isTaken ? 'traces are taken again' : 'traces are not taken; spans are dropped meanwhile';
    const time = new Date().toISOString();
    this.say(`${JSON.stringify({ level: isTaken ? 30 : 40, time, msg, ...(error ? { error: error.name } : {}) })}\n`);
  }
}

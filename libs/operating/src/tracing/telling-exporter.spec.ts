import { ExportResultCode } from '@opentelemetry/core';
import type { SpanExporter } from '@opentelemetry/sdk-trace-node';
import { TellingExporter } from './telling-exporter';

describe('an exporter whose collector comes and goes', () => {
  it('says once each time that spans are not taken, and that they are again, and not where', () => {
    const results = [true, false, false, true, true, false];
    const collector: SpanExporter = {
      export(_spans, told) {
        const error = new TypeError('no answer from http://user:secret@collector');
        const isTaken = results.shift() === true;
        told(isTaken ? { code: ExportResultCode.SUCCESS } : { code: ExportResultCode.FAILED, error });
      },
      shutdown: () => Promise.resolve(),
    };
    const said: string[] = [];
    const codes: number[] = [];
    const exporter = new TellingExporter(collector, (line) => said.push(line));
    for (let n = results.length; n > 0; n--) exporter.export([], ({ code }) => codes.push(code));
    expect(codes).toEqual([0, 1, 1, 0, 0, 1]);
    const lines = said.map((line) => JSON.parse(line) as { readonly level: number; readonly error?: string });
    expect(lines.map(({ level, error }) => [level, error])).toEqual([
      [40, 'TypeError'],
      [30, undefined],
      [40, 'TypeError'],
    ]);
    expect(said.join('')).not.toContain('secret');
  });
});

import type { LEDGER_SETTINGS } from '../settings/ledger-settings.table';
import type { ValuesOf } from '../settings/read-settings';
import type { RunningTracing } from './running-tracing';

/** 追踪, where the settings say whom to tell; nothing of OpenTelemetry's SDK is loaded otherwise. `service`: what tells. */
export function startTracing(
  { tracesTo, tracesShare = 1 }: Pick<ValuesOf<typeof LEDGER_SETTINGS>, 'tracesTo' | 'tracesShare'>,
  service: string,
): RunningTracing | undefined {
  if (tracesTo === undefined) return undefined;
  const { OtelTracing } = require('./otel-tracing') as typeof import('./otel-tracing');
  return OtelTracing.over(tracesTo, { service, share: tracesShare });
}

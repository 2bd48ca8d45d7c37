import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, TraceFlags, type Tracer } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  NodeTracerProvider,
  SamplingDecision,
  TraceIdRatioBasedSampler,
  type IdGenerator,
  type SpanProcessor,
} from '@opentelemetry/sdk-trace-node';
import type { EndedSpan, SpanPlace } from '@ledger/runtime';
import type { RunningTracing } from './running-tracing';
import { TellingExporter } from './telling-exporter';

export interface TracesTold {
  /** `service.name`, unless OTEL_SERVICE_NAME says otherwise. */
  readonly service: string;
  /** Of all traces, 0 to 1. */
  readonly share: number;
}

/** Patience with a collector that does not answer, for each attempt to give it spans. */
const EXPORT_MS = 5_000;
/** The longest that the end of the process waits for it. */
const END_MS = 6_000;

/** The ids of a span are found before it is told; the SDK asks for them when it makes one. */
class GivenIds implements IdGenerator {
  next: SpanPlace = { traceId: '', spanId: '' };
  generateTraceId = (): string => this.next.traceId;
  generateSpanId = (): string => this.next.spanId;
}

/**
 * Tells spans by OpenTelemetry. Its globals are left alone: what a span lies in is known from the ids, or goes along in a storage of
 * this object's own.
 */
export class OtelTracing implements RunningTracing {
  private readonly ids = new GivenIds();
  private readonly sampler: TraceIdRatioBasedSampler;
  private readonly provider: NodeTracerProvider;
  private readonly tracer: Tracer;
  private readonly around = new AsyncLocalStorage<SpanPlace>();

  constructor(processor: SpanProcessor, { service, share }: TracesTold) {
    // By the trace id alone: a process that has only an event must say the same as the one that took the request.
    this.sampler = new TraceIdRatioBasedSampler(share);
    this.provider = new NodeTracerProvider({
      resource: defaultResource()
        .merge(resourceFromAttributes({ 'service.name': service }))
        .merge(detectResources({ detectors: [envDetector] })),
      sampler: this.sampler,
      idGenerator: this.ids,
      spanProcessors: [processor],
    });
    this.tracer = this.provider.getTracer('skill-ledger');
  }

  /**
   * To a collector that speaks OTLP over HTTP at this address. OTEL_EXPORTER_OTLP_HEADERS and the like are read by the exporter
   * (https://opentelemetry.io/docs/specs/otel/protocol/exporter/).
   */
  static over(endpoint: string, told: TracesTold): OtelTracing {
    const url = `${endpoint.replace(/\/+$/, '')}/v1/traces`;
    const exporter = new TellingExporter(new OTLPTraceExporter({ url, timeoutMillis: EXPORT_MS }));
    return new OtelTracing(new BatchSpanProcessor(exporter), told);
  }

  follows(traceId: string): boolean {
    return this.sampler.shouldSample(ROOT_CONTEXT, traceId).decision === SamplingDecision.RECORD_AND_SAMPLED;
  }

  newSpanId(): string {
    return randomBytes(8).toString('hex');
  }

  tell({ name, kind, place, parentId, from, to, failed, attributes }: EndedSpan): void {
    this.ids.next = place;
    const inside =
      parentId === undefined
        ? ROOT_CONTEXT
        : trace.setSpanContext(ROOT_CONTEXT, {
            traceId: place.traceId,
            spanId: parentId,
            traceFlags: TraceFlags.SAMPLED,
            isRemote: true,
          });
    const spanKind = kind === 'server' ? SpanKind.SERVER : SpanKind.INTERNAL;
    const span = this.tracer.startSpan(name, { kind: spanKind, startTime: from, attributes }, inside);
    if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end(to);
  }

  within<T>(place: SpanPlace, work: () => T): T {
    return this.around.run(place, work);
  }

  current(): SpanPlace | undefined {
    return this.around.getStore();
  }

  async end(): Promise<void> {
    // A collector that is away is no reason to stay.
    const told = this.provider.shutdown().catch(() => undefined);
    await Promise.race([told, setTimeout(END_MS, undefined, { ref: false })]);
  }
}

/** Where a span stands, as W3C Trace Context writes it: 32 and 16 lower-case hex digits, neither all zero. */
export interface SpanPlace {
  readonly traceId: string;
  readonly spanId: string;
}

/** A span that has ended. No attribute ever holds a personal value, nor more of a stream's name than its kind. */
export interface EndedSpan {
  readonly name: string;
  /** Spans are of the work inside where absent. */
  readonly kind?: 'server';
  readonly place: SpanPlace;
  /** Absent for the first of its trace. */
  readonly parentId?: string;
  /** Unix time, ms with fractions. */
  readonly from: number;
  readonly to: number;
  readonly failed?: boolean;
  readonly attributes: Readonly<Record<string, string | number>>;
}

/** 追踪: is told of spans when they have ended. */
export interface Tracing {
  /** Whether this trace is told at all: by its id alone, so that every process says the same. */
  follows(traceId: string): boolean;
  newSpanId(): string;
  tell(span: EndedSpan): void;
  /** Does the work inside that span: {@link current} says so all the way. */
  within<T>(place: SpanPlace, work: () => T): T;
  current(): SpanPlace | undefined;
}

import { createHash } from 'node:crypto';
import type { EndedSpan, SpanPlace, Tracing } from './tracing.port';

const SIXTEEN_BYTES = /^[0-9a-f]{32}$/;
const NO_TRACE = '0'.repeat(32);

/**
 * The trace of everything under one correlation id, whose 16 bytes it is. With {@link spanIdOfCommand} any process finds trace
 * and parent of an event in its envelope; nothing is kept for tracing.
 */
export function traceIdOf(correlationId: string): string {
  const bytes = correlationId.replaceAll('-', '');
  return SIXTEEN_BYTES.test(bytes) && bytes !== NO_TRACE ? bytes : digest(correlationId).slice(0, 32);
}

/** The span of the command that gave the event. A digest, since some kinds of UUID end alike. */
export const spanIdOfCommand = (commandId: string): string => digest(commandId).slice(0, 16);

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Unix time, ms with fractions; runs on with the process's own clock. */
export const spanTime = (): number => performance.timeOrigin + performance.now();

type Begun = Omit<EndedSpan, 'from' | 'to' | 'failed'>;

/** What is known of a span when it ends. */
export interface Ended {
  /** What kind of failure it ended in, if any. */
  readonly failure?: string;
  readonly attributes?: EndedSpan['attributes'];
  /** Another place than was thought at the beginning. */
  readonly place?: SpanPlace;
}

/** Begins a span; what it gives ends and tells it. */
export function beginSpan(tracing: Tracing, begun: Begun): (ended?: Ended) => void {
  const from = spanTime();
  return ({ failure, attributes, place = begun.place } = {}) =>
    tracing.tell({
      ...begun,
      place,
      from,
      to: spanTime(),
      ...(failure === undefined ? {} : { failed: true }),
      attributes: {
        ...begun.attributes,
        ...attributes,
        ...(failure === undefined ? {} : { 'error.type': failure }),
      },
    });
}

/** Of an error only the name is told: its text may quote data. */
export const kindOfError = (error: unknown): string => (error instanceof Error ? error.name : typeof error);

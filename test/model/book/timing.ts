import type { Ruling } from './ruling';

/** An act dated before the step before it is refused; whether one dated before another act is, nothing settles. */
export function inTime(at: string, of: { lastAt: string; actAt?: string }, ruling: Ruling): void {
  ruling.must(at < of.lastAt, 'B.5-order');
  ruling.may(at < (of.actAt ?? of.lastAt), 'B.5-order');
}

export function step(of: { lastAt: string; actAt: string }, at: string): void {
  of.lastAt = at > of.lastAt ? at : of.lastAt;
  acted(of, at);
}

export function acted(of: { actAt: string }, at: string): void {
  if (at > of.actAt) of.actAt = at;
}

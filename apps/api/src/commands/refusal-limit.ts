import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '@ledger/kernel';
import { CONFIGURATION, type Configuration } from '../configuration/configuration';
import { problem } from '../problems/api-problem';

const HOUR_MS = 3_600_000;
/** Clients remembered; beyond it those whose hour has passed are forgotten. */
const MAX_CLIENTS = 100_000;

/** A refusal is written for good, so nobody may make the log grow by trying: so many an hour for each client (D2). */
@Injectable()
export class RefusalLimit {
  private readonly counts = new Map<string, { since: number; count: number }>();

  constructor(@Inject(CONFIGURATION) private readonly configuration: Pick<Configuration, 'refusalsPerHour'>) {}

  /** @throws ProblemAnswer when the client has been refused too often within the hour */
  assertRoom(actor: Actor, now = Date.now()): void {
    const known = this.counts.get(keyOf(actor));
    if (!known || known.count < this.configuration.refusalsPerHour) return;
    const leftMs = known.since + HOUR_MS - now;
    if (leftMs <= 0) return;
    throw problem(
      429,
      'too-many-refusals',
      '一小时内不予办理次数过多；请先核对规则。',
      'Too many refusals within the hour; see the rules first.',
      { retryAfterS: Math.ceil(leftMs / 1000) },
    );
  }

  refused(actor: Actor, now = Date.now()): void {
    const key = keyOf(actor);
    const known = this.counts.get(key);
    if (known && now - known.since < HOUR_MS) known.count++;
    else {
      if (this.counts.size >= MAX_CLIENTS) this.forget(now);
      this.counts.set(key, { since: now, count: 1 });
    }
  }

  private forget(now: number): void {
    for (const [key, { since }] of this.counts) if (now - since >= HOUR_MS) this.counts.delete(key);
  }
}

const keyOf = ({ id, role, unit }: Actor): string => `${role} ${unit} ${id}`;

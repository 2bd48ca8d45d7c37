import { readKeptAnswer } from '@ledger/commanding';
import { encodeEvent, type ClaimRecord, type EventStore } from '@ledger/eventlog';
import type { LedgerEvent, Position } from '@ledger/kernel';
import { digestOf, LogDigest, RUN, runsOf, sameLog, type DigestOfLog } from '../log-digest';
import { MovingRefused } from '../moving-refused';
import { ledgerNamedBy } from '../opening-event';
import { toldClaims } from './told-claims';

/** What is copied from: a log, or what was exported from one. */
export type LogSource = Pick<EventStore, 'head' | 'readAll'> & Partial<Pick<EventStore, 'openClaims' | 'findClaim'>>;

export interface CopyOptions {
  /** The source may be written to meanwhile; what comes after the position at which the copy began is left out. */
  readonly isLive?: boolean;
  /** Of the source; the check of the target afterwards is told as `checking`. */
  onProgress?(step: 'copying' | 'checking', share: number, events: number): void;
}

/** 搬迁报告: both logs as they were read, which are alike or it would not be given. */
export interface CopyReport {
  readonly from: DigestOfLog;
  readonly to: DigestOfLog;
  /** Events that the target had before, from a copy that was cut off. */
  readonly resumedAfter: number;
}

/**
 * 搬迁日志: every event in order and with its bytes, without its position, and the claims told from them (D33). What the target
 * has already is compared event by event and not written again, so a copy that was cut off at any point goes on where it stood.
 * Afterwards the target is read from its start, and counts and digest are compared.
 * @throws MovingRefused before the first event is written, where source or target do not fit
 */
export async function copyLog(from: LogSource, to: EventStore, options: CopyOptions = {}): Promise<CopyReport> {
  const upTo = await stillAt(from);
  await assertIdle(to);
  const there = new WhatIsThere(to, await to.head());
  const digest = new LogDigest();
  // Where no transaction spans streams, a run that was cut off may be there without its claims: it is taken once more.
  let again: LedgerEvent[] = [];
  for await (const { events, passed } of runsOf(from, upTo)) {
    const fresh: LedgerEvent[] = [];
    for (const event of events) {
      const hash = digest.add(event);
      const place = (await there.has(event, hash)) ? again : fresh;
      place.push(event);
    }
    again = again.slice(-RUN);
    if (fresh.length > 0) {
      await take(from, to, [...again, ...fresh]);
      again = [];
    }
    options.onProgress?.('copying', passed / upTo, digest.value().events);
  }
  await there.assertNoMore();
  if (again.length > 0) await take(from, to, again);
  if (!options.isLive && (await from.head()) !== upTo) throw sourceMoved();
  const [source, target] = [
    digest.value(),
    await digestOf(to, (share) => options.onProgress?.('checking', share, digest.value().events)),
  ];
  if (!sameLog(source, target)) throw copyDiffers(source, target);
  return { from: source, to: target, resumedAfter: there.passed };
}

/** Claims asked for at once. */
const AT_ONCE = 32;

/** Takes a run in, with the claims of its commands. */
async function take(from: LogSource, to: EventStore, events: readonly LedgerEvent[]): Promise<void> {
  const [before, flags] = [new Map<string, ClaimRecord>(), new Map<string, readonly string[]>()];
  const ids = [...new Set(events.map(({ command }) => command.id))];
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const look = async (id: string): Promise<void> => {
      const [told, first] = await Promise.all([to.findClaim(id), from.findClaim?.(id)]);
      if (told) before.set(id, told);
      const known = first?.answer === undefined ? undefined : readKeptAnswer(first.answer).flags;
      if (known) flags.set(id, known);
    };
    await Promise.all(ids.slice(at, at + AT_ONCE).map((id) => look(id)));
  }
  const claimsOf = (positions: readonly Position[]) =>
    toldClaims(events, positions, { before: (id) => before.get(id), flags: (id) => flags.get(id) });
  if (!to.takeIn) throw takesNothingIn();
  const taken = await to.takeIn(events, claimsOf);
  await taken.durable;
}

/** Walks what the target has beside the source. */
class WhatIsThere {
  passed = 0;
  private readonly runs;
  private events: readonly LedgerEvent[] = [];
  private next = 0;
  private ended = false;

  constructor(log: EventStore, upTo: Position) {
    this.runs = runsOf(log, upTo);
  }

  /** False once the target has no more. @throws MovingRefused where it holds another event in this one's place */
  async has(event: LedgerEvent, hash: Buffer): Promise<boolean> {
    const there = await this.following();
    if (!there) return false;
    if (!encodeEvent(there).hash.equals(hash)) throw differs(event, there);
    this.passed += 1;
    return true;
  }

  async assertNoMore(): Promise<void> {
    const more = await this.following();
    if (!more) return;
    throw new MovingRefused(
      'target-ahead',
      `目标在来源之后另有事件（${more.stream} 第 ${more.version} 版）：它已被写入；未作改动。`,
      `The target holds events beyond the source's (${more.stream}@${more.version}): it has been written to; nothing was changed.`,
    );
  }

  private async following(): Promise<LedgerEvent | undefined> {
    while (!this.ended && this.next === this.events.length) {
      const run = await this.runs.next();
      if (run.done) this.ended = true;
      else [this.events, this.next] = [run.value.events, 0];
    }
    return this.ended ? undefined : this.events[this.next++];
  }
}

/** How often a log that is being written is looked at again. */
const LOOKS = 40;
const LOOK_EVERY_MS = 25;

/**
 * A position at which no command is open: what was recorded up to there are whole commands.
 * @throws MovingRefused where commands stay open
 */
export async function stillAt(from: LogSource): Promise<Position> {
  for (let look = 0; ; look++) {
    const head = await from.head();
    const open = (await from.openClaims?.()) ?? [];
    // Whoever was open at this head has ended since with a further event, or is among the open.
    if (open.length === 0 && (await from.head()) === head) return head;
    if (look < LOOKS) {
      await new Promise((next) => setTimeout(next, LOOK_EVERY_MS));
      continue;
    }
    if (open.length === 0) throw sourceMoved();
    throw new MovingRefused(
      'commands-open',
      `有 ${open.length} 条命令尚未结束；请先停止服务（或打开台账一次以续完它们），再重试。`,
      `${open.length} commands have not ended; stop the service first (or open the ledger once, which runs them on), then try again.`,
    );
  }
}

async function assertIdle(to: EventStore): Promise<void> {
  if (!to.takeIn) throw takesNothingIn();
  if ((await to.openClaims()).length === 0) return;
  throw new MovingRefused(
    'commands-open',
    '目标中有尚未结束的命令：它是使用中的台账，不能接收另一日志。',
    'Commands are open in the target: it is a ledger in use, which takes in no other log.',
  );
}

function differs(event: LedgerEvent, there: LedgerEvent): MovingRefused {
  const [ours, theirs] = [ledgerNamedBy(event), ledgerNamedBy(there)];
  if (ours && theirs && ours.ledgerId !== theirs.ledgerId) {
    return new MovingRefused(
      'other-ledger',
      `目标中是另一台账 ${theirs.ledgerId}；未作改动。`,
      `The target holds another ledger, ${theirs.ledgerId}; nothing was changed.`,
    );
  }
  return new MovingRefused(
    'target-differs',
    `目标与来源自 ${event.stream} 第 ${event.version} 版起不同；未作改动。`,
    `Target and source differ from ${event.stream}@${event.version} on; nothing was changed.`,
  );
}

const takesNothingIn = (): MovingRefused =>
  new MovingRefused(
    'takes-nothing-in',
    '目标存储不能接收另一日志的事件。',
    'The target store takes in no events of another log.',
  );

const sourceMoved = (): MovingRefused =>
  new MovingRefused(
    'source-moved',
    '复制期间来源仍被写入；请停止服务后再运行一次，将从此处继续。',
    'The source was written to meanwhile; stop the service and run this again, which goes on from here.',
  );

const copyDiffers = (source: DigestOfLog, target: DigestOfLog): MovingRefused =>
  new MovingRefused(
    'copy-differs',
    `目标与来源不符：${source.events} 个事件 ${source.digest} ≠ ${target.events} 个 ${target.digest}；请勿使用目标。`,
    `The target is not the source: ${source.events} events ${source.digest} ≠ ${target.events} events ${target.digest}; do not use the target.`,
  );

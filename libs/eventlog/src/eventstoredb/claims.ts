import { randomUUID } from 'node:crypto';
import type { Position } from '@ledger/kernel';
import {
  CommandIdTaken,
  WrongExpectedVersion,
  type Claim,
  type ClaimRecord,
  type EndedClaim,
} from '../event-store.port';
import type { Appender } from './appender';
import { foldClaim, type ClaimEvents, type ClaimState } from './claim-state';
import { persist, type Patience } from './patience';
import type { ProposedEvent, ServerClient } from './server-client.port';
import { claimStream } from './stream-names';

/** Claims remembered between their steps, so that a step need not read before it writes. */
const MAX_KNOWN = 4_096;

/**
 * How long what is remembered of a claim is taken for its state without a look; milliseconds. Others take over 30 s after the
 * claim's last append (D3), so until then it has not changed.
 */
const TRUSTED_MS = 15_000;

interface Known extends ClaimState {
  readonly since: number;
}

/** More than any claim has: it is received, revised a few times, ended; or released and received again. */
const MAX_CLAIM_EVENTS = 10_000;

/**
 * D3 on a shared store: a claim is a stream of its own, taken with expected version "no stream" before the command's first
 * events, ended after its last. What is remembered of it may be behind another process; the expected version then says so.
 * The caller lets the steps of one command id come one after another.
 */
export class Claims {
  private readonly known = new Map<string, Known>();
  /** Of this opened store, unlike any other's. */
  private readonly holder = randomUUID();

  constructor(
    private readonly client: ServerClient,
    private readonly appender: Appender,
    private readonly patience: Patience,
  ) {}

  async find(commandId: string): Promise<ClaimRecord | undefined> {
    return (await this.read(commandId)).record;
  }

  /** @throws CommandIdTaken */
  async take(claim: Claim): Promise<void> {
    const { commandId, name, digest, target, sealed } = claim;
    const data: Claim = { commandId, name, digest, target, ...(sealed === undefined ? {} : { sealed }) };
    const { holder } = this;
    const event = proposed('CommandReceived', { ...data, holder });
    let { version, record } = this.known.get(commandId) ?? { version: 0 };
    for (;;) {
      if (record) throw new CommandIdTaken(commandId);
      const found = await this.write(commandId, version, event);
      if (found === 'written') break;
      ({ version, record } = found);
    }
    // Positions and times are not needed of what is only remembered to go on from.
    this.remember(commandId, { version: version + 1, holder, record: { ...data, position: 0, status: 'open' } });
  }

  /** False when anything was written about the claim since it was seen so. */
  async takeOver({ commandId, revision = 0 }: ClaimRecord): Promise<boolean> {
    const found = await this.write(commandId, revision, proposed('CommandTakenOver', { holder: this.holder }));
    this.known.delete(commandId);
    return found === 'written';
  }

  /** Its events were not written: the id is free again. */
  async release(commandId: string): Promise<void> {
    await this.change(commandId, proposed('CommandReleased', {}), () => undefined);
  }

  /**
   * One that another process has taken over and ended is ended.
   * @throws Error when it is not open
   */
  async conclude(commandId: string, answer: string): Promise<void> {
    await this.change(commandId, proposed('CommandEnded', { answer }), (record) => ({ ...record, status: 'ended' }));
  }

  /** @throws Error when it is not open, CommandIdTaken when another process has taken it over */
  async revise(commandId: string, sealed: string): Promise<void> {
    await this.change(commandId, proposed('CommandRevised', { sealed }), (record, holder) => {
      if (holder !== this.holder) throw new CommandIdTaken(commandId);
      return record;
    });
  }

  /** @throws Error when it is not open, CommandIdTaken when another process has taken it over */
  async assertOpen(commandId: string): Promise<void> {
    const known = this.known.get(commandId);
    const isTrusted = known !== undefined && performance.now() - known.since < TRUSTED_MS;
    const { record, holder } = isTrusted ? known : await this.read(commandId);
    if (record && holder !== this.holder) throw new CommandIdTaken(commandId);
    if (record?.status !== 'open') throw notOpen(commandId);
  }

  /** @throws Error when the command is under way here */
  async assertNotOpen(commandId: string): Promise<void> {
    if ((await this.read(commandId)).record?.status === 'open') throw isOpen(commandId);
  }

  /** The claim of a command whose events were taken in from another log, in place of what was told of it before. */
  async move(claim: EndedClaim, at: Position): Promise<void> {
    const { commandId } = claim;
    for (let found = await this.read(commandId); ;) {
      const { version, record } = found;
      if (record?.status === 'open') throw isOpen(commandId);
      if (record && record.answer === claim.answer && record.target === claim.target) return;
      const event = proposed('CommandMoved', { ...claim, position: record?.position ?? at });
      const written = await this.write(commandId, version, event);
      this.known.delete(commandId);
      if (written === 'written') return;
      found = written;
    }
  }

  private async change(
    commandId: string,
    event: ProposedEvent,
    after: (record: ClaimRecord, holder: string | undefined) => ClaimRecord | undefined,
  ): Promise<void> {
    let { version, record, holder } = this.known.get(commandId) ?? (await this.read(commandId));
    for (;;) {
      if (event.type === 'CommandEnded' && record?.status === 'ended' && holder !== this.holder) return;
      if (record?.status !== 'open') throw notOpen(commandId);
      const changed = after(record, holder);
      const found = await this.write(commandId, version, event);
      if (found === 'written') {
        const held = holder === undefined ? {} : { holder };
        this.remember(commandId, { version: version + 1, ...held, ...(changed ? { record: changed } : {}) });
        return;
      }
      ({ version, record, holder } = found);
    }
  }

  /** Writes the next event, or says how the claim stands when it has gone on without us. */
  private async write(commandId: string, version: number, event: ProposedEvent): Promise<'written' | ClaimState> {
    try {
      await this.appender.append(claimStream(commandId), version, [event]);
      return 'written';
    } catch (error) {
      this.known.delete(commandId);
      if (error instanceof WrongExpectedVersion) return this.read(commandId);
      throw error;
    }
  }

  private async read(commandId: string): Promise<ClaimState> {
    const stream = claimStream(commandId);
    const events = await persist(this.patience, 'read', () =>
      this.client.readStream(stream, 'start', MAX_CLAIM_EVENTS),
    );
    return foldClaim(commandId, events ?? []);
  }

  private remember(commandId: string, state: ClaimState): void {
    this.known.delete(commandId);
    this.known.set(commandId, { ...state, since: performance.now() });
    if (this.known.size <= MAX_KNOWN) return;
    for (const oldest of this.known.keys()) {
      this.known.delete(oldest);
      break;
    }
  }
}

/** Its id is made once, so that an append that is tried again is known for the same. */
function proposed<T extends keyof ClaimEvents>(type: T, data: ClaimEvents[T]): ProposedEvent {
  return { id: randomUUID(), type, data, metadata: {} };
}

const isOpen = (commandId: string): Error => new Error(`the claim of command ${commandId} is open`);

const notOpen = (commandId: string): Error => new Error(`the claim of command ${commandId} is not open`);

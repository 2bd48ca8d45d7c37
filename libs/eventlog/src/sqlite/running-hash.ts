import { hash } from 'node:crypto';
import type { Position } from '@ledger/kernel';

const HASH_BYTES = 32;
/** Events in one link of the chain. */
const BLOCK_EVENTS = 1024;

/** How far the log is durable, and the running hash there; `block…` is the end of the last whole block before. */
export interface LogHead {
  readonly position: Position;
  readonly running: string;
  readonly blockPosition: Position;
  readonly blockRunning: string;
}

/**
 * A hash over the hashes of all events so far. The chain has a link every 1,024 events:
 * R(0) = 32 zero bytes, R(n) = SHA-256(R(b) ‖ h(b+1) ‖ … ‖ h(n)) with b the last multiple of 1,024 below n.
 * So any position's value follows from the log alone, and keeping it costs a copy of 32 bytes per event.
 */
export class RunningHash {
  private readonly link = Buffer.alloc(HASH_BYTES * (1 + BLOCK_EVENTS));
  private count = 0;

  private constructor(private blockPosition: Position) {}

  static atStart(): RunningHash {
    return new RunningHash(0);
  }

  /** As it was at the end of the block before the head. */
  static atBlockOf(head: LogHead): RunningHash {
    const running = new RunningHash(head.blockPosition);
    running.link.write(head.blockRunning, 0, HASH_BYTES, 'hex');
    return running;
  }

  get position(): Position {
    return this.blockPosition + this.count;
  }

  add(eventHash: Uint8Array): void {
    // A full block is closed only when the next event comes, so that a head on its end still names the block before.
    if (this.count === BLOCK_EVENTS) this.closeBlock();
    this.count += 1;
    this.link.set(eventHash, HASH_BYTES * this.count);
  }

  head(): LogHead {
    return {
      position: this.position,
      running: this.value().toString('hex'),
      blockPosition: this.blockPosition,
      blockRunning: this.link.toString('hex', 0, HASH_BYTES),
    };
  }

  private value(): Buffer {
    if (this.count === 0) return this.link.subarray(0, HASH_BYTES);
    return hash('sha256', this.link.subarray(0, HASH_BYTES * (1 + this.count)), 'buffer');
  }

  private closeBlock(): void {
    this.link.set(this.value(), 0);
    this.blockPosition += BLOCK_EVENTS;
    this.count = 0;
  }
}

import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new folder for a ledger that is not kept; `keep` leaves it where it is. */
export class ThrowawayFolder {
  readonly base = mkdtempSync(join(tmpdir(), 'skill-ledger-'));
  readonly data = join(this.base, 'data');
  readonly outbox = join(this.base, 'outbox');

  async remove(): Promise<void> {
    await rm(this.base, { recursive: true, force: true });
  }
}

import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Lease, Leases } from '@ledger/leases';

const LEASE_MS = 60_000;
const RENEW_EVERY_MS = 15_000;

/** 作业租约: that this process runs a job, where several share the jobs; renewed until it is given back. */
export class JobLeases {
  private readonly owner = `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`;

  constructor(private readonly leases: Leases) {}

  /** Undefined while another process runs the job. */
  async take(id: string): Promise<{ giveBack(): Promise<void> } | undefined> {
    let lease: Lease | undefined = await this.leases.acquire(`bulk-${id}`, this.owner, LEASE_MS);
    if (!lease) return undefined;
    // One that is lost all the same does no harm: each row's command has one outcome, whoever gives it.
    const renewing = setInterval(() => {
      if (!lease) return;
      Promise.resolve(this.leases.renew(lease, LEASE_MS)).then(
        (renewed) => (lease = renewed),
        () => undefined,
      );
    }, RENEW_EVERY_MS);
    return {
      giveBack: async () => {
        clearInterval(renewing);
        if (lease) await this.leases.release(lease);
      },
    };
  }
}

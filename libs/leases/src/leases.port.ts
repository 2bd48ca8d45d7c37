export interface Lease {
  readonly name: string;
  readonly owner: string;
  readonly epoch: number;
}
export interface Leases {
  acquire(name: string, owner: string, ttlMs: number): Promise<Lease | undefined>;
  renew(lease: Lease, ttlMs: number): Promise<boolean>;
  release(lease: Lease): Promise<void>;
}

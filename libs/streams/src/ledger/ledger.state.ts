/** 台账: what is so of the ledger itself. `clock` is absent until it is opened; only `simulated` allows what a real one forbids. */
export interface LedgerState {
  ledgerId?: string;
  clock?: 'real' | 'simulated';
  /** ISO UTC. */
  goLive?: string;
}

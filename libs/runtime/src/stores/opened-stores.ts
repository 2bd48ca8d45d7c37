import type { EventStore, SqliteCache, SqliteEventStore } from '@ledger/eventlog';
import type { Leases } from '@ledger/leases';
import type { Checkpoints } from '@ledger/processes';
import type { KeyVault, SqliteKeyVault } from '@ledger/vault';
import type { ViewStore } from '@ledger/viewstore';
import type { AboutLedger } from '../about-ledger';

/** Hands a part to whoever closes them all, and back. */
export type Keep = <T extends { close(): unknown }>(part: T) => T;

/** 存储: log, vault and views, wherever they are. */
export interface OpenedStores {
  readonly store: EventStore;
  readonly vault: KeyVault;
  readonly about: AboutLedger;
  readonly views: ViewStore;
  readonly checkpoints: Checkpoints;
  /** Snapshots, of this machine alone. */
  readonly cache: SqliteCache;
  /** Where log, vault and views are files of this process. */
  readonly embedded: Embedded | undefined;
  /** Where other processes share the work behind the commands. */
  readonly shared: SharedWork | undefined;
}

export interface Embedded {
  readonly store: SqliteEventStore;
  readonly vault: SqliteKeyVault;
}

export interface SharedWork {
  readonly leases: Leases;
  /** The views, written only while this lease is the newest. The caller closes them. */
  fencedViews(fence: { readonly name: string; readonly epoch: number }): Promise<ViewStore>;
}

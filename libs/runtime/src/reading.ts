import type { EventStore, MaybePromise } from '@ledger/eventlog';
import type { Position } from '@ledger/kernel';
import type { KeyVault } from '@ledger/vault';
import type { ViewReader } from '@ledger/viewstore';
import type { AboutLedger } from './about-ledger';

/** 查阅: what a question may look at, whether the ledger is written here, in another process, or nowhere. */
export interface Reading {
  readonly folder: string;
  readonly about: AboutLedger;
  readonly log: Pick<EventStore, 'dense' | 'head' | 'readAll' | 'readStream' | 'streamVersion' | 'findClaim'>;
  readonly views: ViewReader;
  /** For keyed hashes and for openings, which its journal records. */
  readonly vault: KeyVault;
  /** The position that every view has seen. */
  viewsAt(): MaybePromise<Position>;
  /** Read your own writes: resolves when the views have seen the position. */
  seen(position: Position): Promise<void>;
  /** The same for persons looked for by their values. */
  searchable(position: Position): Promise<void>;
}

/** The token under which it is injected. */
export const READING = Symbol('reading');

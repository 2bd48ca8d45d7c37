/** 快照: a stream's folded state at a version: a cache, never a source of truth. */
export interface Snapshot {
  readonly stream: string;
  readonly version: number;
  /** Of the state's shape; another one is ignored and rebuilt. */
  readonly stateVersion: number;
  /** Id of the event at `version`: a snapshot that belongs to another log, or ran ahead of this one, is ignored. */
  readonly eventId: string;
  /** JSON. */
  readonly state: string;
}

export interface SnapshotStore {
  find(stream: string): Snapshot | undefined;
  keep(snapshot: Snapshot): void;
  close(): void;
}

import type { Doc } from './doc';

/** A transaction that is open; ended by commit, abort, election or age. */
export interface OpenTransaction {
  /** Of the newest commit that it sees. */
  readonly snapshot: number;
  readonly touched: Set<() => void>;
  /** Resolves when it has ended, either way. */
  readonly ended: Promise<void>;
}

/** What a record held from a commit on; undefined where it was deleted. */
interface Version {
  readonly committedAt: number;
  readonly document: Doc | undefined;
}

/** One key of one record in an index. */
export interface Entry {
  readonly key: readonly unknown[];
  readonly record: StoredRecord;
}

/** One document through time. Old versions are kept as long as an open transaction may read them. */
export interface StoredRecord {
  readonly number: number;
  versions: Version[];
  pending?: { readonly by: OpenTransaction; readonly document: Doc | undefined };
  /** Its entries, index by index. */
  entries: Map<string, Entry[]>;
}

/** From where a command looks: the newest commit, a snapshot, or within a transaction. */
export interface View {
  readonly transaction?: OpenTransaction;
  /** Absent: the newest. */
  readonly at?: number;
}

export const newest = (record: StoredRecord): Version | undefined => record.versions[record.versions.length - 1];

export function seen(record: StoredRecord, view: View): Doc | undefined {
  if (record.pending && record.pending.by === view.transaction) return record.pending.document;
  const at = view.transaction?.snapshot ?? view.at;
  if (at === undefined) return newest(record)?.document;
  for (let no = record.versions.length - 1; no >= 0; no -= 1) {
    const version = record.versions[no] as Version;
    if (version.committedAt <= at) return version.document;
  }
  return undefined;
}

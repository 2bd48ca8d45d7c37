import { checkedFiles, checkedHead, readManifest, type ListedFile, type ManifestHead } from '../manifest-parts';

/** A file of events, one canonical envelope a line. */
export interface EventFile extends ListedFile {
  readonly events: number;
}

/** 导出清单: what `ledger export` says of the files beside it. */
export interface ExportManifest extends ManifestHead {
  readonly kind: typeof EXPORT_KIND;
  readonly files: readonly EventFile[];
}

export const EXPORT_KIND = 'skill-ledger log export';

/** `events-000001.ndjson`, counted from 1. */
export const eventFileName = (number: number): string => `events-${String(number).padStart(6, '0')}.ndjson`;

/** @throws MovingRefused */
export function readExportManifest(folder: string): ExportManifest {
  const manifest = readManifest(folder);
  const head = checkedHead(manifest, EXPORT_KIND);
  const files = checkedFiles<EventFile>(
    manifest,
    ({ name, events }, index) => name === eventFileName(index + 1) && Number.isSafeInteger(events) && events > 0,
  );
  return { ...head, kind: EXPORT_KIND, files };
}

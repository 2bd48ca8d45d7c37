import { openSqliteLogReader } from '@ledger/eventlog';
import type { LogReader } from '../rebuild/log-reader';
import { ArrayLog } from './array-log';
import { samples } from './sample-projections';

/** Where a spec keeps its log: a folder with a real one, or a file of {@link ArrayLog.save}. */
export type SampleLog = { readonly folder: string } | { readonly file: string };

/** What a rebuild's worker threads load in the specs. */
export const loadProjections = () => samples;

export const openLog = (data: SampleLog): LogReader =>
  'folder' in data ? openSqliteLogReader({ folder: data.folder, mapped: true }) : ArrayLog.load(data.file);

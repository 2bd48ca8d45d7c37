import type { RecordedEvent } from '@ledger/kernel';
import type { Reading } from '@ledger/runtime';
import { allStreams, caseStream } from '@ledger/streams';
import { nothingNamed } from './problem';

/** A case by its id, or any stream by its full name. */
export function streamNamed(text: string): string {
  const isStream = allStreams.some(({ prefix }) => text.startsWith(`${prefix}-`)) || text.startsWith('command-');
  return isStream ? text : `${caseStream.prefix}-${text.toLowerCase()}`;
}

/** The events of a stream that must be there. */
export async function eventsOf({ log }: Reading, stream: string): Promise<readonly RecordedEvent[]> {
  const events = await log.readStream(stream);
  if (events.length === 0) throw nothingNamed(stream);
  return events;
}

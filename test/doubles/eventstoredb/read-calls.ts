import { ReadReq } from '@eventstore/db-client/generated/streams_pb';
import type { Trouble } from './faults';
import { filterOf } from './filter';
import type { Host, ReadCall } from './host';
import { eventAnswer, notFoundAnswer } from './read-answers';
import type { LogRecord } from './records';
import { accessDenied, invalidArgument, invalidPosition, notLeader, serverNotReady } from './rpc-errors';
import { subscribe } from './subscription-call';
import { write } from './write';

/** `Read` (Streams.Read.cs): of a stream or of all, forwards or backwards, once or as a subscription to all. */
export function read(node: Host, call: ReadCall): void {
  call.on('error', () => undefined);
  const options = call.request.getOptions();
  if (!options?.getUuidOption()) return fail(call, invalidArgument('UuidOption is required'));
  const stream = streamOf(options);
  const isSubscription = options.hasSubscription();
  const trouble = node.faults.befall(isSubscription ? 'subscribe' : 'read', stream ?? '$all');
  const refusal = troubleOf(trouble) ?? node.refusal(call.metadata);
  if (refusal) return fail(call, refusal);
  if (trouble?.kind === 'silent') return;
  if (isSubscription && stream !== undefined)
    return fail(call, invalidArgument('subscriptions to streams are not imitated'));
  const go = (): void => {
    if (isSubscription) return void subscribe(node, call, trouble);
    void answer(node, call, found(node, options, stream, trouble), trouble);
  };
  if (trouble?.kind === 'slow') setTimeout(go, trouble.ms);
  else go();
}

const fail = (call: ReadCall, error: Error): void => void call.emit('error', error);

function troubleOf(trouble: Trouble | undefined): Error | undefined {
  if (trouble?.kind === 'wrong-leader') return notLeader(trouble.host, trouble.port);
  if (trouble?.kind === 'not-ready') return serverNotReady();
  if (trouble?.kind === 'denied') return accessDenied();
  return undefined;
}

function streamOf(options: ReadReq.Options): string | undefined {
  const name = options.getStream()?.getStreamIdentifier();
  return name && Buffer.from(name.getStreamName_asU8()).toString('utf8');
}

type Found = Iterable<LogRecord> | 'no-stream' | 'bad-position';

function found(node: Host, options: ReadReq.Options, stream: string | undefined, trouble?: Trouble): Found {
  const backwards = options.getReadDirection() === ReadReq.Options.ReadDirection.BACKWARDS;
  const count = Number(options.getCount());
  const log = node.visible(trouble?.kind === 'stale' ? trouble.records : 0);
  if (stream === undefined) return ofAll(node, options, backwards, count, log);
  const end = log.at(-1)?.end ?? 0;
  const records = node.world.stream(stream).filter((record) => record.end <= end);
  if (records.length === 0) return 'no-stream';
  const first = node.world.firstShown(stream);
  const from = options.getStream();
  if (backwards) {
    const top = from?.hasEnd() === true ? records.length - 1 : Number(from?.getRevision() ?? 0);
    // IndexReader.cs, ReadStreamEventsBackward: the page is counted from where was asked, even beyond the stream's end.
    return records.slice(Math.max(first, top - count + 1), top + 1).toReversed();
  }
  const begin = Math.max(first, from?.hasStart() === true ? 0 : Number(from?.getRevision() ?? 0));
  return records.slice(begin, begin + count);
}

/** AllReader.cs: forwards from the beginning of a record, backwards from the end of one. */
function ofAll(
  node: Host,
  options: ReadReq.Options,
  backwards: boolean,
  count: number,
  log: readonly LogRecord[],
): Found {
  const all = options.getAll();
  const filter = filterOf(options.getFilter());
  const position = Number(all?.getPosition()?.getCommitPosition() ?? 0);
  let at: number | undefined;
  if (all?.hasStart() === true) at = 0;
  else if (all?.hasEnd() === true) at = log.length;
  else at = position > (log.at(-1)?.position ?? 0) ? log.length : node.world.indexOf(position);
  if (at === undefined) return 'bad-position';
  if (!filter) return backwards ? log.slice(Math.max(0, at - count), at).toReversed() : log.slice(at, at + count);
  const run = backwards ? log.slice(0, at).toReversed() : log.slice(at);
  return run.filter((record) => filter.matches(record)).slice(0, count);
}

async function answer(node: Host, call: ReadCall, records: Found, trouble?: Trouble): Promise<void> {
  if (records === 'bad-position') return fail(call, invalidPosition());
  if (records === 'no-stream') {
    call.write(notFoundAnswer(streamOf(call.request.getOptions()!) ?? ''));
    return void call.end();
  }
  let sent = 0;
  for (const record of records) {
    if (trouble?.kind === 'cut' && sent >= (trouble.after ?? 0)) return void node.cut();
    if (call.cancelled) return;
    await write(call, eventAnswer(record));
    sent += 1;
  }
  if (trouble?.kind === 'cut') return void node.cut();
  call.end();
}

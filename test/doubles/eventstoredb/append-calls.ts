import type { sendUnaryData, ServerDuplexStream, ServerReadableStream } from '@grpc/grpc-js';
import { Empty } from '@eventstore/db-client/generated/shared_pb';
import { AppendReq, AppendResp, BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';
import type { AppendPoint, Trouble } from './faults';
import type { Host } from './host';
import type { Expected, Proposed, Taken } from './records';
import { accessDenied, maxAppendSizeExceeded, notLeader, serverNotReady, timedOut } from './rpc-errors';
import { batchError, batchRefusal, batchSuccess } from './batch-answers';

/** One append as it comes in, whichever of the two calls carries it. */
interface Incoming {
  readonly stream: string;
  readonly expected: Expected;
  readonly events: Proposed[];
  size: number;
  readonly trouble: Trouble | undefined;
  /** The connection was cut before all of it was read. */
  brokenOff?: boolean;
}

const nameOf = (stream: { getStreamName_asU8(): Uint8Array } | undefined): string =>
  Buffer.from(stream?.getStreamName_asU8() ?? []).toString('utf8');

/** `Append` (Streams.Append.cs): options, then the events one by one, then one answer. */
export function append(
  node: Host,
  call: ServerReadableStream<AppendReq, AppendResp>,
  answer: sendUnaryData<AppendResp>,
): void {
  let incoming: Incoming | undefined;
  call.on('error', () => undefined);
  call.on('data', (request: AppendReq) => {
    const options = request.getOptions();
    const message = request.getProposedMessage();
    if (options) {
      const stream = nameOf(options.getStreamIdentifier());
      const trouble = node.faults.befall('append', stream);
      incoming = { stream, expected: expectedOf(options), events: [], size: 0, trouble };
      if (isCutAt(trouble, 'options')) breakOff(node, incoming);
    } else if (message && incoming) {
      add(incoming, message);
      if (incoming.events.length === 1 && isCutAt(incoming.trouble, 'first-event')) breakOff(node, incoming);
    }
  });
  // A call that breaks off also ends; only a moment later is it known for cancelled. It must not count as all that was meant.
  call.on('end', () => setImmediate(() => finish(node, call, answer, incoming)));
}

function finish(
  node: Host,
  call: ServerReadableStream<AppendReq, AppendResp>,
  answer: sendUnaryData<AppendResp>,
  incoming: Incoming | undefined,
): void {
  if (!incoming || incoming.brokenOff === true || call.cancelled) return;
  const { trouble, expected, size } = incoming;
  if (isCutAt(trouble, 'all-events')) return void node.cut();
  const refusal = node.refusal(call.metadata) ?? troubleBefore(trouble);
  if (refusal === 'silence') return;
  if (refusal) return answer(refusal);
  if (size > node.maxAppendSize) return answer(maxAppendSizeExceeded(node.maxAppendSize));
  const taken = take(node, incoming);
  if (isCutAt(trouble, 'taken')) return void node.cut();
  if (trouble?.kind === 'silent') return;
  later(trouble, () => {
    answer(null, answerTo(taken, expected));
    if (isCutAt(trouble, 'answered')) setImmediate(() => node.cut());
  });
}

/** `BatchAppend` (Streams.BatchAppend.cs): many appends on one call, each known by its correlation id. */
export function batchAppend(node: Host, call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>): void {
  const pending = new Map<string, Incoming>();
  call.on('error', () => undefined);
  call.on('end', () => call.end());
  call.on('data', (request: BatchAppendReq) => {
    const id = request.getCorrelationId()?.getString() ?? '';
    const options = request.getOptions();
    if (options) {
      const stream = nameOf(options.getStreamIdentifier());
      const trouble = node.faults.befall('append', stream);
      pending.set(id, { stream, expected: expectedOf(options), events: [], size: 0, trouble });
    }
    const incoming = pending.get(id);
    if (!incoming) return;
    if (options && isCutAt(incoming.trouble, 'options')) return void node.cut();
    for (const message of request.getProposedMessagesList()) add(incoming, message);
    if (incoming.events.length > 0 && isCutAt(incoming.trouble, 'first-event')) return void node.cut();
    if (!request.getIsFinal()) return;
    pending.delete(id);
    if (isCutAt(incoming.trouble, 'all-events')) return void node.cut();
    finishBatch(node, call, request, incoming);
  });
}

function finishBatch(
  node: Host,
  call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>,
  request: BatchAppendReq,
  incoming: Incoming,
): void {
  const id = request.getCorrelationId();
  const refusal = node.refusal(call.metadata) ?? troubleBefore(incoming.trouble);
  if (refusal === 'silence') return;
  if (refusal) {
    const inBand = batchRefusal(id, incoming.stream, refusal);
    // Another leader ends the call for all (ConvertMessage throws, the channel completes with it).
    return void (inBand ? call.write(inBand) : call.emit('error', refusal));
  }
  if (incoming.size > node.maxAppendSize)
    return void call.write(batchError(id, incoming.stream, { tooLarge: node.maxAppendSize }));
  const taken = take(node, incoming);
  if (isCutAt(incoming.trouble, 'taken')) return void node.cut();
  if (incoming.trouble?.kind === 'silent') return;
  later(incoming.trouble, () => {
    const response =
      taken.outcome === 'wrong-version'
        ? batchError(id, incoming.stream, { current: taken.current, expected: incoming.expected })
        : batchSuccess(id, incoming.stream, taken);
    call.write(response);
    if (incoming.trouble?.kind === 'twice') call.write(response);
    if (isCutAt(incoming.trouble, 'answered')) setImmediate(() => node.cut());
  });
}

function breakOff(node: Host, incoming: Incoming): void {
  incoming.brokenOff = true;
  node.cut();
}

const isCutAt = (trouble: Trouble | undefined, point: AppendPoint): boolean =>
  trouble?.kind === 'cut' && (trouble.at ?? 'all-events') === point;

/** What keeps an append from being taken. */
function troubleBefore(trouble: Trouble | undefined): Error | 'silence' | undefined {
  switch (trouble?.kind) {
    case 'wrong-leader':
      return notLeader(trouble.host, trouble.port);
    case 'not-ready':
      return serverNotReady();
    case 'denied':
      return accessDenied();
    case 'disk-full':
      return timedOut('Prepare phase timeout.');
    case 'silent':
      return trouble.taken === true ? undefined : 'silence';
    default:
      return undefined;
  }
}

function later(trouble: Trouble | undefined, answer: () => void): void {
  if (trouble?.kind === 'slow') setTimeout(answer, trouble.ms);
  else answer();
}

function take(node: Host, { stream, expected, events, trouble }: Incoming): Taken {
  const taken = node.world.append(stream, expected, events);
  return trouble?.kind === 'twice' ? node.world.append(stream, expected, events) : taken;
}

function add(incoming: Incoming, message: AppendReq.ProposedMessage | BatchAppendReq.ProposedMessage): void {
  const type = message.getMetadataMap().get('type') ?? '';
  const data = message.getData_asU8();
  const metadata = message.getCustomMetadata_asU8();
  incoming.events.push({
    id: message.getId()?.getString() ?? '',
    type,
    isJson: message.getMetadataMap().get('content-type') === 'application/json',
    data,
    metadata,
  });
  // Event.SizeOnDisk (EventStore.Core/Data/Event.cs): data, metadata and the type in UTF-16.
  incoming.size += data.length + metadata.length + type.length * 2;
}

function expectedOf(options: AppendReq.Options | BatchAppendReq.Options): Expected {
  if (options.hasNoStream()) return 'no_stream';
  if (options.hasAny()) return 'any';
  if (options.hasStreamExists()) return 'stream_exists';
  return Number('getRevision' in options ? options.getRevision() : options.getStreamPosition());
}

function answerTo(taken: Taken, expected: Expected): AppendResp {
  const response = new AppendResp();
  if (taken.outcome === 'wrong-version') return response.setWrongExpectedVersion(mismatch(taken.current, expected));
  const position = new AppendResp.Position();
  position.setCommitPosition(String(taken.position)).setPreparePosition(String(taken.position));
  const success = new AppendResp.Success();
  return response.setSuccess(success.setCurrentRevision(String(taken.lastRevision)).setPosition(position));
}

function mismatch(current: number, expected: Expected): AppendResp.WrongExpectedVersion {
  const answer = new AppendResp.WrongExpectedVersion();
  if (expected === 'no_stream') answer.setExpectedNoStream(new Empty());
  else if (expected === 'any') answer.setExpectedAny(new Empty());
  else if (expected === 'stream_exists') answer.setExpectedStreamExists(new Empty());
  else answer.setExpectedRevision(String(expected));
  return current < 0 ? answer.setCurrentNoStream(new Empty()) : answer.setCurrentRevision(String(current));
}

import { randomUUID } from 'node:crypto';
import { convertToCommandError } from '@eventstore/db-client';
import { StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb';
import { BatchAppendReq, type BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import { pointOf, refusalOf } from './batch-answers';
import { toFault } from './client-errors';
import { ServerFault, type LogPoint, type ProposedEvent, type RevisionMismatch } from './server-client.port';

/** The one call that carries all appends of a client. */
export interface BatchCall {
  write(request: BatchAppendReq): boolean;
  on(event: 'data', listener: (response: BatchAppendResp) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'end', listener: () => void): unknown;
}

interface Waiting {
  resolve(point: LogPoint | undefined): void;
  reject(fault: ServerFault | RevisionMismatch): void;
  readonly timer: NodeJS.Timeout;
}

/** Bytes of events in one message; the server takes up to 16 MiB. */
const MAX_MESSAGE = 3 * 1024 * 1024;

/**
 * Appends over BatchAppend, as the client's own `appendToStream` makes them, but for its table of pending answers
 * (dist/streams/appendToStream/batchAppend.js, `promiseBank`): that one is shared by all clients of a process, is emptied
 * when any of their calls fails, throws in the event loop at an answer that still comes, and knows no deadline.
 */
export class BatchAppends {
  private current: Promise<OpenCall> | undefined;

  constructor(
    private readonly open: () => Promise<BatchCall>,
    private readonly deadlineMs: number,
  ) {}

  async append(
    stream: string,
    expected: bigint | 'no_stream',
    events: readonly ProposedEvent[],
  ): Promise<LogPoint | undefined> {
    const call = await this.call();
    return call.append(stream, expected, events, this.deadlineMs);
  }

  private async call(): Promise<OpenCall> {
    this.current ??= this.opened();
    const opening = this.current;
    try {
      const call = await opening;
      if (!call.isOver) return call;
    } catch (error) {
      if (this.current === opening) this.current = undefined;
      // Nothing was sent.
      throw new ServerFault('not-taken', toFault(error).message, { cause: error });
    }
    if (this.current === opening) this.current = undefined;
    return this.call();
  }

  /** Finding out who leads may take the client longer than anybody waits. */
  private async opened(): Promise<OpenCall> {
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(late(this.deadlineMs)), this.deadlineMs);
    });
    const opening = this.open().then((call) => new OpenCall(call));
    try {
      return await Promise.race([opening, tooLate]);
    } finally {
      clearTimeout(timer);
    }
  }
}

const late = (ms: number): ServerFault => new ServerFault('not-answered', `no answer within ${ms} ms`);

/** One BatchAppend call while it lasts. What it carries when it breaks off has no known outcome. */
class OpenCall {
  isOver = false;
  private readonly waiting = new Map<string, Waiting>();

  constructor(private readonly call: BatchCall) {
    call.on('data', (response) => this.answered(response));
    call.on('error', (error) => this.end(toFault(convertToCommandError(error))));
    call.on('end', () => this.end(new ServerFault('not-answered', 'the server ended the call')));
  }

  append(
    stream: string,
    expected: bigint | 'no_stream',
    events: readonly ProposedEvent[],
    deadlineMs: number,
  ): Promise<LogPoint | undefined> {
    const id = randomUUID();
    const answer = new Promise<LogPoint | undefined>((resolve, reject) => {
      const giveUp = (): void => this.settle(id)?.reject(late(deadlineMs));
      this.waiting.set(id, { resolve, reject, timer: setTimeout(giveUp, deadlineMs) });
    });
    for (const request of requestsOf(id, optionsOf(stream, expected), events)) this.call.write(request);
    return answer;
  }

  /** An answer that nobody waits for any more is let go. */
  private answered(response: BatchAppendResp): void {
    const waiting = this.settle(response.getCorrelationId()?.getString() ?? '');
    const error = response.getError();
    if (error) waiting?.reject(refusalOf(error));
    else waiting?.resolve(pointOf(response.getSuccess()));
  }

  private settle(id: string): Waiting | undefined {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    clearTimeout(waiting?.timer);
    return waiting;
  }

  private end(fault: ServerFault | RevisionMismatch): void {
    this.isOver = true;
    // What turned away one of several says nothing of the others.
    const told = this.waiting.size > 1 ? new ServerFault('not-answered', fault.message, { cause: fault }) : fault;
    for (const id of this.waiting.keys()) this.settle(id)?.reject(told);
  }
}

/** Without the deadline that options may carry: it is a time of day, which fails where two clocks differ by more. */
function optionsOf(stream: string, expected: bigint | 'no_stream'): BatchAppendReq.Options {
  const name = new StreamIdentifier().setStreamName(Buffer.from(stream, 'utf8'));
  const options = new BatchAppendReq.Options().setStreamIdentifier(name);
  return expected === 'no_stream' ? options.setNoStream(new Empty()) : options.setStreamPosition(String(expected));
}

/** One request, or several where the events are too large for one; only the last is final. */
function requestsOf(id: string, options: BatchAppendReq.Options, events: readonly ProposedEvent[]): BatchAppendReq[] {
  const newRequest = (): BatchAppendReq => new BatchAppendReq().setCorrelationId(new UUID().setString(id));
  let request = newRequest().setOptions(options);
  const requests = [request];
  let size = 0;
  for (const { id: eventId, type, data, metadata } of events) {
    const message = new BatchAppendReq.ProposedMessage()
      .setId(new UUID().setString(eventId))
      .setData(json(data))
      .setCustomMetadata(json(metadata));
    message.getMetadataMap().set('type', type).set('content-type', 'application/json');
    const bytes = message.getData_asU8().length + message.getCustomMetadata_asU8().length;
    if (size > 0 && size + bytes > MAX_MESSAGE) {
      request = newRequest();
      requests.push(request);
      size = 0;
    }
    size += bytes;
    request.addProposedMessages(message);
  }
  request.setIsFinal(true);
  return requests;
}

const json = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value), 'utf8');

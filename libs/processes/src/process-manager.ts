import type { Answer, CommandRequest } from '@ledger/commanding';
import type { EventRef, LedgerEvent, Loaded, RecordedEvent, StreamRef } from '@ledger/kernel';

/** What a process may use: look at streams, issue further commands, and the one outside thing that it is there for. */
export interface ProcessHands {
  load<S>(ref: StreamRef<S>): Promise<Loaded<S>>;
  /** One event of a stream, by its version. */
  read(ref: EventRef): LedgerEvent | Promise<LedgerEvent>;
  execute(request: CommandRequest): Promise<Answer>;
  /** The id of a follow-up command: a function of the causing event and the step, so that a repeat is a duplicate. */
  commandId(cause: RecordedEvent, step: string): string;
}

/**
 * 流程管理: reacts to durable events with further commands or one outside act. Events are delivered at least once and in order;
 * every reaction must be harmless when repeated. A rebuild of views never runs one.
 */
export interface ProcessManager {
  readonly name: string;
  readonly handles: ReadonlySet<string>;
  react(event: RecordedEvent, hands: ProcessHands): Promise<void>;
}

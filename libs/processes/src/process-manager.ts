import type { Answer, CommandRequest } from '@ledger/commanding';
import type { Loaded, Position, RecordedEvent, StreamRef } from '@ledger/kernel';

/** What a process may use: look at streams, issue further commands, and the one outside thing that it is there for. */
export interface ProcessHands {
  load<S>(ref: StreamRef<S>): Promise<Loaded<S>>;
  /** As it stood at a position: what follows from it is the same whenever the reaction runs. */
  loadAt<S>(ref: StreamRef<S>, position: Position): Promise<S>;
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

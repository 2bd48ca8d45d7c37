import { Timestamp } from 'bson';
import { CommandError, nameOf } from './command-error';
import { administration } from './commands/administration';
import type { Context, Handler } from './commands/context';
import { reads } from './commands/reads';
import { writes } from './commands/writes';
import { Cursors } from './cursors';
import { Sessions } from './sessions';
import { Databases } from './store/databases';
import type { Doc } from './store/doc';
import type { View } from './store/stored-record';

const HANDLERS: Readonly<Record<string, Handler>> = { ...reads, ...writes, ...administration };

/** Commands that end a transaction rather than run in it. */
const ENDING = new Set(['commitTransaction', 'abortTransaction']);

/** State-change errors: the member is not, or no more, the primary. */
const NOT_PRIMARY = new Set([91, 189, 10107]);

/** Runs commands against the stored documents. */
export class Dispatcher {
  readonly databases = new Databases();
  readonly sessions = new Sessions(this.databases);
  readonly cursors = new Cursors();
  private held?: { readonly snapshot: number };

  async run(name: string, body: Doc): Promise<Doc> {
    const handler = Object.hasOwn(HANDLERS, name) ? HANDLERS[name] : undefined;
    if (!handler) throw new CommandError(59, `no such command: '${name}'`);
    const inTransaction = !ENDING.has(name);
    const transaction = inTransaction ? this.sessions.transactionOf(body, this.held?.snapshot) : undefined;
    const context: Context = {
      databases: this.databases,
      sessions: this.sessions,
      cursors: this.cursors,
      database: typeof body['$db'] === 'string' ? body['$db'] : 'test',
      ...(transaction ? { transaction } : {}),
      view: transaction ? { transaction } : this.viewOf(body),
    };
    try {
      return this.stamped(await handler(body, context));
    } catch (error) {
      if (transaction) this.sessions.abortFailed(body);
      throw error;
    }
  }

  /** While this is on, reads that do not ask for a linearizable answer, and transactions that begin, see this moment. */
  holdReads(on: boolean): void {
    const { timeline } = this.databases;
    if (this.held) timeline.release(this.held);
    this.held = on ? { snapshot: timeline.now } : undefined;
    if (this.held) timeline.hold(this.held);
    else this.databases.trim();
  }

  /** An error as the server answers it, with the labels that it puts on. */
  answerOf(error: CommandError, body: Doc): Doc {
    const { code, message, more } = error;
    const isInTransaction = body['autocommit'] === false;
    const labels = new Set(error.labels);
    if (!isInTransaction) labels.delete('TransientTransactionError');
    if (NOT_PRIMARY.has(code) && body['txnNumber'] !== undefined) {
      const isEnding = ENDING.has(Object.keys(body)[0] ?? '');
      labels.add(isInTransaction && !isEnding ? 'TransientTransactionError' : 'RetryableWriteError');
    }
    const errorLabels = labels.size > 0 ? { errorLabels: [...labels] } : {};
    return this.stamped({ ok: 0, errmsg: message, code, codeName: nameOf(code), ...more, ...errorLabels });
  }

  private viewOf(body: Doc): View {
    const level = (body['readConcern'] as { readonly level?: string } | undefined)?.level;
    return this.held && level !== 'linearizable' && this.isRead(body) ? { at: this.held.snapshot } : {};
  }

  private isRead(body: Doc): boolean {
    const [name = ''] = Object.keys(body);
    return Object.hasOwn(reads, name);
  }

  private stamped(answer: Doc): Doc {
    const operationTime = new Timestamp({ t: 1, i: this.databases.timeline.now });
    return { ...answer, operationTime, $clusterTime: { clusterTime: operationTime } };
  }
}

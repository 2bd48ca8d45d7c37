import { CommandError } from './command-error';
import type { Doc } from './store/doc';
import type { OpenTransaction } from './store/stored-record';
import type { Databases } from './store/databases';

/** What the server sets where nobody says otherwise. */
const USUAL_LIFETIME_MS = 60_000;

interface Transaction extends OpenTransaction {
  end(): void;
  readonly timer: NodeJS.Timeout;
}

/** What a session is in the middle of, or did last: transactions and retryable writes share its numbers. */
interface Session {
  number: number;
  transaction?: Transaction;
  outcome?: 'committed' | 'aborted';
  /** What each statement of the retryable write with this number answered. */
  readonly answers: Map<number, Doc>;
}

/** Numbers that have been used up never come back, https://www.mongodb.com/docs/manual/core/retryable-writes/. */
const tooOld = (number: number, newest: number): CommandError =>
  new CommandError(
    225,
    `Cannot start transaction ${number} on session because a newer transaction ${newest} has already started.`,
  );

const noSuch = (number: number): CommandError =>
  new CommandError(251, `Transaction with { txnNumber: ${number} } has been aborted.`, {}, [
    'TransientTransactionError',
  ]);

/** 会话: logical sessions, their transactions, and what retryable writes have already answered. */
export class Sessions {
  /** transactionLifetimeLimitSeconds of the server: so long lives a transaction whose client is gone. */
  lifetimeMs = USUAL_LIFETIME_MS;
  private readonly sessions = new Map<string, Session>();

  constructor(private readonly databases: Databases) {}

  /** The transaction that the command runs in; begun by its first command, at the moment given or now. */
  transactionOf(command: Doc, at = this.databases.timeline.now): OpenTransaction | undefined {
    if (command['autocommit'] !== false) return undefined;
    const { session, number } = this.moved(command);
    if (command['startTransaction'] === true) {
      if (session.transaction || session.outcome) throw noSuch(number);
      session.transaction = this.begin(session, at);
    }
    if (session.transaction) return session.transaction;
    if (session.outcome === 'committed') throw new CommandError(256, `Transaction ${number} has been committed.`);
    throw noSuch(number);
  }

  /** Committing again what was committed says so again. */
  commit(command: Doc): void {
    const { session, number } = this.moved(command);
    if (session.outcome === 'committed') return;
    const { transaction } = session;
    if (!transaction) throw noSuch(number);
    this.databases.timeline.markCommitted(transaction);
    this.end(session, 'committed');
  }

  abort(command: Doc): void {
    const { session, number } = this.moved(command);
    if (session.outcome === 'committed') throw new CommandError(256, `Transaction ${number} has been committed.`);
    if (!session.transaction) throw noSuch(number);
    this.end(session, 'aborted');
  }

  /** An operation failed within it: the server aborts. */
  abortFailed(command: Doc): void {
    const session = this.sessions.get(keyOf(command));
    if (session?.transaction) this.end(session, 'aborted');
  }

  /** As a primary does that steps down. */
  abortAll(): void {
    for (const session of this.sessions.values()) if (session.transaction) this.end(session, 'aborted');
  }

  endSessions(ids: readonly Doc[]): void {
    for (const id of ids) {
      const key = idText(id);
      const session = this.sessions.get(key);
      if (session?.transaction) this.end(session, 'aborted');
      this.sessions.delete(key);
    }
  }

  /** Answers of the retryable write's statements; undefined for a write that is none. */
  answersOf(command: Doc): Map<number, Doc> | undefined {
    if (command['txnNumber'] === undefined || command['autocommit'] === false) return undefined;
    return this.moved(command).session.answers;
  }

  private moved(command: Doc): { session: Session; number: number } {
    const number = Number(command['txnNumber']);
    const key = keyOf(command);
    let session = this.sessions.get(key);
    if (!session) {
      session = { number, answers: new Map() };
      this.sessions.set(key, session);
    }
    if (number < session.number) throw tooOld(number, session.number);
    if (number > session.number) {
      if (session.transaction) this.end(session, 'aborted');
      session.number = number;
      session.answers.clear();
      delete session.outcome;
    }
    return { session, number };
  }

  private begin(session: Session, snapshot: number): Transaction {
    let end!: () => void;
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const timer = setTimeout(() => this.end(session, 'aborted'), this.lifetimeMs).unref();
    const { timeline } = this.databases;
    const transaction: Transaction = { snapshot, touched: new Set(), ended, end, timer };
    timeline.hold(transaction);
    return transaction;
  }

  private end(session: Session, outcome: 'committed' | 'aborted'): void {
    const { transaction } = session;
    if (!transaction) return;
    clearTimeout(transaction.timer);
    delete session.transaction;
    session.outcome = outcome;
    this.databases.timeline.release(transaction);
    for (const settle of transaction.touched) settle();
    this.databases.trim();
    transaction.end();
  }
}

const keyOf = (command: Doc): string => idText((command['lsid'] ?? {}) as Doc);

const idText = (id: Doc): string => {
  const bytes = (id['id'] as { readonly buffer?: Uint8Array } | undefined)?.buffer;
  return bytes ? Buffer.from(bytes).toString('hex') : '';
};

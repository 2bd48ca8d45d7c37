import { Worker } from 'node:worker_threads';

/** Pages in the WAL, and how many of them the database file has. */
export type WalState = [busy: number, pages: number, checkpointed: number];

/** Given as text so that it runs the same from sources and from the build. */
const PROGRAM = `
  const { parentPort, workerData } = require('node:worker_threads');
  const Database = require(workerData.driver);
  const db = new Database(workerData.file);
  db.pragma('synchronous = FULL');
  db.pragma('wal_autocheckpoint = 0');
  const checkpoint = db.prepare('PRAGMA wal_checkpoint(PASSIVE)').raw();
  parentPort.on('message', (message) => {
    if (message === 'close') {
      db.close();
      parentPort.close();
      return;
    }
    let state;
    try {
      state = checkpoint.get();
    } catch {
      state = undefined;
    }
    parentPort.postMessage(state);
  });
`;

/** A thread with a connection of its own that runs checkpoints, started when the first is asked for. */
export class CheckpointThread {
  busy = false;
  private worker: Worker | undefined;
  private failed = false;

  constructor(
    private readonly file: string,
    private readonly done: () => void,
  ) {}

  /** False where no thread can be had. */
  run(): boolean {
    if (this.failed) return false;
    this.worker ??= this.start();
    this.busy = true;
    this.worker.postMessage('checkpoint', []);
    return true;
  }

  /** Resolves when its connection is closed. */
  async close(): Promise<void> {
    const { worker } = this;
    if (!worker) return;
    const ended = new Promise<void>((resolve) => {
      worker.once('exit', () => resolve());
    });
    worker.ref();
    worker.postMessage('close', []);
    await ended;
  }

  private start(): Worker {
    const workerData = { driver: require.resolve('better-sqlite3'), file: this.file };
    const worker = new Worker(PROGRAM, { eval: true, workerData, execArgv: [] });
    worker.unref();
    worker.on('message', () => {
      this.busy = false;
      this.done();
    });
    worker.on('error', () => {
      this.failed = true;
      this.busy = false;
    });
    return worker;
  }
}

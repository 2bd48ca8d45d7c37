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
  const { under } = workerData;
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
    Atomics.store(under, 0, 0);
    Atomics.notify(under, 0);
    parentPort.postMessage(state);
  });
`;

/** A thread with a connection of its own that runs checkpoints, started when the first is asked for. */
export class CheckpointThread {
  busy = false;
  /** 1 while a checkpoint is under way: seen at once, where its message needs a turn of the event loop. */
  private readonly under = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
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
    Atomics.store(this.under, 0, 1);
    this.worker.postMessage('checkpoint', []);
    return true;
  }

  /** Blocks until the checkpoint that is under way has ended; false where that took too long. */
  await(timeoutMs: number): boolean {
    return Atomics.wait(this.under, 0, 1, timeoutMs) !== 'timed-out';
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
    const workerData = { driver: require.resolve('better-sqlite3'), file: this.file, under: this.under };
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

import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';
import { CommandError } from './command-error';
import { Dispatcher } from './dispatch';
import { Faults, type Harm } from './faults/faults';
import { buildInfo, Member, SET_NAME } from './handshake';
import type { Doc } from './store/doc';
import { encodeReply, FrameReader, type Request } from './wire/frames';

const HELLO = new Set(['hello', 'isMaster', 'ismaster']);
/** What a member answers whatever its state. */
const ALWAYS = new Set(['ping', 'buildInfo', 'endSessions', 'killCursors']);

/** The answer that never comes: its connection is cut. */
class Cut extends Error {}

/** A MongoDB server as the official driver sees it: a replica set of one member, in memory, on the loopback. */
export class MongoDouble {
  readonly faults = new Faults();
  /** How many commands of each name have arrived. */
  readonly commands: Record<string, number> = {};
  private readonly dispatcher = new Dispatcher();
  private readonly member = new Member(() => this.address);
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;
  private connections = 0;
  private term?: NodeJS.Timeout;

  private constructor() {
    this.server = createServer((socket) => this.serve(socket));
  }

  static async start(port = 0): Promise<MongoDouble> {
    const double = new MongoDouble();
    await new Promise<void>((resolve, reject) => {
      double.server.once('error', reject).listen(port, '127.0.0.1', resolve);
    });
    return double;
  }

  get address(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get url(): string {
    return `mongodb://${this.address}/?replicaSet=${SET_NAME}`;
  }

  get openCursors(): number {
    return this.dispatcher.cursors.count;
  }

  /** Nobody is primary for a while; open transactions are gone. */
  election(ms: number): void {
    this.member.stepDown();
    this.dispatcher.sessions.abortAll();
    clearTimeout(this.term);
    this.term = setTimeout(() => this.member.stepUp(), ms);
  }

  staleReads(on: boolean): void {
    this.dispatcher.holdReads(on);
  }

  async close(): Promise<void> {
    clearTimeout(this.term);
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => {
      this.server.close(resolve);
    });
  }

  private serve(socket: Socket): void {
    this.connections += 1;
    const connection = this.connections;
    const reader = new FrameReader();
    // A connection has one request under way at a time, so answers keep their order.
    let last = Promise.resolve();
    this.sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      let requests: Request[];
      try {
        requests = reader.take(chunk);
      } catch {
        socket.destroy();
        return;
      }
      for (const request of requests) last = last.then(() => this.answer(socket, connection, request));
    });
  }

  private async answer(socket: Socket, connection: number, request: Request): Promise<void> {
    const reply = await this.replyTo(connection, request.body).catch((error: unknown) => {
      if (!(error instanceof Cut)) throw error;
      return undefined;
    });
    if (!reply) socket.destroy();
    else if (!request.silent && !socket.destroyed) socket.write(encodeReply(request, reply));
  }

  private async replyTo(connection: number, body: Doc): Promise<Doc> {
    const [name = '', target] = Object.entries(body)[0] ?? [];
    this.commands[name] = (this.commands[name] ?? 0) + 1;
    try {
      const harm = this.faults.harmOf(name, name === 'getMore' ? body['collection'] : target);
      if (harm) await this.before(harm);
      const reply = await this.run(name, connection, body);
      if (harm?.kind === 'cut') throw new Cut();
      return reply;
    } catch (error) {
      if (error instanceof Cut) throw error;
      const told = error instanceof CommandError ? error : new CommandError(1, `InternalError: ${String(error)}`);
      return this.dispatcher.answerOf(told, body);
    }
  }

  private async before(harm: Harm): Promise<void> {
    if (harm.kind === 'cut' && harm.when === 'before') throw new Cut();
    if (harm.kind === 'slow') await after(harm.ms);
    if (harm.kind === 'error') throw new CommandError(harm.code, 'a fault on command', {}, harm.labels);
    if (harm.kind === 'race') this.dispatcher.databases.open(harm.namespace).insert(harm.document, undefined);
  }

  private async run(name: string, connection: number, body: Doc): Promise<Doc> {
    if (HELLO.has(name)) return this.member.hello(connection, this.dispatcher.databases.timeline.now);
    if (name === 'buildInfo') return buildInfo();
    if (!this.member.isPrimary && !ALWAYS.has(name)) throw new CommandError(10107, 'not primary');
    return this.dispatcher.run(name, body);
  }
}

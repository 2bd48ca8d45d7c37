import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server as Door, type Socket } from 'node:net';
import { Server, ServerCredentials, type Metadata } from '@grpc/grpc-js';
import { GossipService } from '@eventstore/db-client/generated/gossip_grpc_pb';
import { ClusterInfo, EndPoint, MemberInfo } from '@eventstore/db-client/generated/gossip_pb';
import { ServerFeaturesService } from '@eventstore/db-client/generated/serverfeatures_grpc_pb';
import { SupportedMethod, SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb';
import { UUID } from '@eventstore/db-client/generated/shared_pb';
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb';
import { append, batchAppend } from './append-calls';
import type { Faults } from './faults';
import type { Host, Membership } from './host';
import { read } from './read-calls';
import type { LogRecord } from './records';
import { noLeader, notLeader, serverNotReady } from './rpc-errors';
import type { World } from './world';

/** Kestrel's limit for one gRPC message (ClusterVNodeStartup.cs: TFConsts.EffectiveMaxLogRecordSize). */
const MAX_MESSAGE = 16 * 1024 * 1024;

/**
 * One server of the cluster, on a loopback port. Clients come in through a door of its own that passes their bytes on, so
 * that connections can be cut in the middle of a call.
 */
export class DoubleNode implements Host {
  readonly host = '127.0.0.1';
  port = 0;
  /** Records that this node has not got yet, while it is a follower. */
  behind = 0;
  delivered = 0;
  private readonly id = randomUUID();
  private door: Door | undefined;
  private server: Server | undefined;
  private readonly sockets = new Set<Socket>();

  constructor(
    readonly world: World,
    readonly faults: Faults,
    readonly maxAppendSize: number,
    private readonly cluster: Membership,
  ) {}

  /** On the port that it had before, if any. */
  async start(port = this.port): Promise<void> {
    const server = this.services();
    const inner = await new Promise<number>((resolve, reject) => {
      server.bindAsync(`${this.host}:0`, ServerCredentials.createInsecure(), (error, bound) =>
        error ? reject(error) : resolve(bound),
      );
    });
    const door = createServer((socket) => this.passOn(socket, inner));
    door.listen(port, this.host);
    await once(door, 'listening');
    this.port = (door.address() as AddressInfo).port;
    this.door = door;
    this.server = server;
  }

  /** As the death of the server's process would; what it wrote is in the world. */
  async stop(): Promise<void> {
    const { door, server } = this;
    this.door = undefined;
    this.server = undefined;
    this.cut();
    server?.forceShutdown();
    if (!door) return;
    const closed = once(door, 'close');
    door.close();
    await closed;
  }

  /** Cuts all connections. */
  cut(): true {
    for (const socket of this.sockets) socket.destroy();
    this.sockets.clear();
    return true;
  }

  get isRunning(): boolean {
    return this.door !== undefined;
  }

  /** The log as this node knows it. */
  visible(stale: number): readonly LogRecord[] {
    const missing = stale + (this.cluster.leader === this ? 0 : this.behind);
    return missing === 0 ? this.world.log : this.world.log.slice(0, -missing);
  }

  /** Why this node turns a call away (ClusterVNodeController.cs): no leader is known, or the call asks for one and it is another. */
  refusal(metadata: Metadata): Error | undefined {
    const { leader } = this.cluster;
    if (this.cluster.isElecting) return serverNotReady();
    if (leader === this || metadata.get('requires-leader')[0]?.toString() !== 'true') return undefined;
    return leader ? notLeader(leader.host, leader.port) : noLeader();
  }

  /** This node as the gossip names it. */
  member(): MemberInfo {
    const state = this.cluster.isElecting
      ? MemberInfo.VNodeState.UNKNOWN
      : this.cluster.leader === this
        ? MemberInfo.VNodeState.LEADER
        : MemberInfo.VNodeState.FOLLOWER;
    return new MemberInfo()
      .setInstanceId(new UUID().setString(this.id))
      .setTimeStamp('0')
      .setState(state)
      .setIsAlive(this.isRunning)
      .setHttpEndPoint(new EndPoint().setAddress(this.host).setPort(this.port));
  }

  private services(): Server {
    const server = new Server({ 'grpc.max_receive_message_length': MAX_MESSAGE });
    server.addService(StreamsService, {
      append: (...[call, answer]: Handled<typeof append>) => append(this, call, answer),
      batchAppend: (...[call]: Handled<typeof batchAppend>) => batchAppend(this, call),
      read: (...[call]: Handled<typeof read>) => read(this, call),
    });
    server.addService(GossipService, {
      read: (_: unknown, answer: (error: null, info: ClusterInfo) => void) =>
        answer(null, new ClusterInfo().setMembersList(this.cluster.nodes.map((node) => node.member()))),
    });
    server.addService(ServerFeaturesService, {
      getSupportedMethods: (_: unknown, answer: (error: null, methods: SupportedMethods) => void) =>
        answer(null, supportedMethods()),
    });
    return server;
  }

  private passOn(socket: Socket, inner: number): void {
    const inside = connect(inner, this.host);
    for (const [from, to] of [
      [socket, inside],
      [inside, socket],
    ] as const) {
      this.sockets.add(from);
      from.setNoDelay(true);
      from.on('error', () => undefined);
      from.on('close', () => {
        this.sockets.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  }
}

/** What a handler is called with, after the node. */
type Handled<F> = F extends (node: Host, ...call: infer C) => unknown ? C : never;

/** What clients ask for before they choose a call (ServerFeatures.cs). */
function supportedMethods(): SupportedMethods {
  const methods = ['read', 'append', 'batchappend'].map((name) =>
    new SupportedMethod().setServiceName('event_store.client.streams.streams').setMethodName(name),
  );
  return new SupportedMethods().setEventStoreServerVersion('24.10.0').setMethodsList(methods);
}

import type { Metadata, ServerWritableStream } from '@grpc/grpc-js';
import type { MemberInfo } from '@eventstore/db-client/generated/gossip_pb';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb';
import type { Faults } from './faults';
import type { LogRecord } from './records';
import type { World } from './world';

export type ReadCall = ServerWritableStream<ReadReq, ReadResp>;

/** What the calls need of the node that they came to. */
export interface Host {
  readonly host: string;
  readonly port: number;
  readonly world: World;
  readonly faults: Faults;
  readonly maxAppendSize: number;
  /** Events that subscriptions of this node were given. */
  delivered: number;
  /** Cuts all connections. */
  cut(): true;
  /** The log as this node knows it, without the last records where asked. */
  visible(stale: number): readonly LogRecord[];
  /** Why this node turns a call away. */
  refusal(metadata: Metadata): Error | undefined;
  /** As the gossip names it. */
  member(): MemberInfo;
}

/** Who is in the cluster and who leads. */
export interface Membership {
  readonly nodes: readonly Host[];
  readonly leader: Host | undefined;
  readonly isElecting: boolean;
}

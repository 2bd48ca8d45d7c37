import { Faults } from './faults';
import { DoubleNode } from './node';
import { World } from './world';

/** The server's default of MaxAppendSize (ClusterVNodeOptions.cs): 1 MiB. */
const DEFAULT_MAX_APPEND_SIZE = 1024 * 1024;

export interface ClusterOptions {
  readonly world?: World;
  /** 1 or more; 1 where absent. The first leads. */
  readonly nodes?: number;
  readonly maxAppendSize?: number;
  /** Of the first node; a free one where absent. */
  readonly port?: number;
}

/** A double of an EventStoreDB cluster over one {@link World}, with its faults on command. See README.md. */
export class Cluster {
  readonly world: World;
  readonly faults = new Faults();
  readonly nodes: readonly DoubleNode[];
  leader: DoubleNode | undefined;
  isElecting = false;

  private constructor(options: ClusterOptions) {
    this.world = options.world ?? new World();
    const size = options.maxAppendSize ?? DEFAULT_MAX_APPEND_SIZE;
    this.nodes = Array.from({ length: options.nodes ?? 1 }, () => new DoubleNode(this.world, this.faults, size, this));
    this.leader = this.nodes[0];
  }

  static async start(options: ClusterOptions = {}): Promise<Cluster> {
    const cluster = new Cluster(options);
    for (const [i, node] of cluster.nodes.entries()) await node.start(i === 0 ? (options.port ?? 0) : 0);
    return cluster;
  }

  /** `esdb://` of one node, or of all of them, which the client then asks who leads. */
  connectionString(options = ''): string {
    const hosts = this.nodes.map(({ host, port }) => `${host}:${port}`).join(',');
    return `esdb://${hosts}?tls=false&throwOnAppendFailure=true${options === '' ? '' : `&${options}`}`;
  }

  /** No leader until the next call, or this one is. */
  elect(leader?: DoubleNode): void {
    this.isElecting = leader === undefined;
    if (leader) this.leader = leader;
  }

  cut(): void {
    for (const node of this.nodes) node.cut();
  }

  async stop(): Promise<void> {
    for (const node of this.nodes) await node.stop();
  }
}

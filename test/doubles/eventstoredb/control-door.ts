import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Cluster } from './cluster';
import type { Fault } from './faults';

/** What other processes may order, by HTTP on a loopback port of its own: method and path; a body is JSON. */
type Order = (cluster: Cluster, body: unknown) => unknown;

const ORDERS: Record<string, Order> = {
  'POST /faults': (cluster, body) => cluster.faults.arm(body as Fault),
  'DELETE /faults': (cluster) => cluster.faults.clear(),
  'POST /cut': (cluster) => cluster.cut(),
  // {"leader": 1} ends the election in favour of that node; without it nobody leads until then.
  'POST /elect': (cluster, body) => {
    const { leader } = (body ?? {}) as { leader?: number };
    cluster.elect(leader === undefined ? undefined : cluster.nodes[leader]);
  },
  'POST /stop': (cluster) => cluster.stop(),
  'POST /start': async (cluster) => {
    for (const node of cluster.nodes) if (!node.isRunning) await node.start();
  },
  'GET /state': (cluster) => ({
    records: cluster.world.log.length,
    seen: cluster.faults.seen,
    faultsLeft: cluster.faults.left,
    running: cluster.nodes.map(({ isRunning }) => isRunning),
    connectionString: cluster.connectionString(),
  }),
};

/** Opens the door; 0 takes a free port. */
export async function openControlDoor(cluster: Cluster, port: number): Promise<{ server: Server; port: number }> {
  const server = createServer((request, response) => {
    void obey(cluster, request)
      .then(([status, body]) => response.writeHead(status, { 'content-type': 'application/json' }).end(body))
      .catch((error: unknown) => response.writeHead(400).end(String(error)));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port };
}

async function obey(cluster: Cluster, request: IncomingMessage): Promise<[status: number, body: string]> {
  const order = ORDERS[`${request.method} ${request.url}`];
  if (!order) return [404, '{}'];
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  const answer = await order(cluster, text === '' ? undefined : JSON.parse(text));
  return [200, JSON.stringify(answer ?? {})];
}

import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { MongoDouble } from '../mongo-double';
import type { Rule } from './faults';

/**
 * The double's faults for other processes, over HTTP on the loopback:
 * `POST /faults` a rule, `DELETE /faults` all of them, `POST /election` {ms}, `POST /stale` {on}, `GET /state`.
 */
export function controlServer(double: MongoDouble): Server {
  return createServer((request, response) => {
    answer(double, request)
      .then((body) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body)))
      .catch((error: unknown) => response.writeHead(400).end(String(error)));
  });
}

async function answer(double: MongoDouble, request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  const body = (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
  switch (`${request.method} ${request.url}`) {
    case 'POST /faults':
      double.faults.add(body as unknown as Rule);
      return {};
    case 'DELETE /faults':
      double.faults.clear();
      return {};
    case 'POST /election':
      double.election(Number(body['ms'] ?? 0));
      return {};
    case 'POST /stale':
      double.staleReads(body['on'] === true);
      return {};
    case 'GET /state':
      return { url: double.url, commands: double.commands, faults: double.faults.waiting, cursors: double.openCursors };
    default:
      throw new Error(`there is nothing at ${request.method} ${request.url}`);
  }
}

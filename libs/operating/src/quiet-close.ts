import type { Server } from 'node:http';
import type { Socket } from 'node:net';

const LOOK_EVERY_MS = 50;

/**
 * Lets a server end as soon as nothing is under way. Node closes connections that are idle between two requests, but waits
 * for those on which none was ever sent, which clients open ahead; Nest would close all of them, with what is being answered.
 * Returns the function that begins to close what is quiet, and returns the one that ends it.
 */
export function quietClose(server: Server): () => () => void {
  const underWay = new Map<Socket, number>();
  const change = (socket: Socket, by: number): void => {
    if (underWay.has(socket)) underWay.set(socket, (underWay.get(socket) ?? 0) + by);
  };
  server.on('connection', (socket: Socket) => {
    underWay.set(socket, 0);
    socket.once('close', () => underWay.delete(socket));
  });
  server.on('request', ({ socket }, response) => {
    change(socket, 1);
    response.once('close', () => change(socket, -1));
  });
  return () => {
    const look = setInterval(() => {
      for (const [socket, count] of underWay) if (count === 0) socket.destroy();
    }, LOOK_EVERY_MS);
    return () => clearInterval(look);
  };
}

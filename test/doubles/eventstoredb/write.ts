import type { ServerWritableStream } from '@grpc/grpc-js';

/** Writes an answer and waits while the client takes no more: gRPC's flow control. Ends also when the call does. */
export async function write<T>(call: ServerWritableStream<unknown, T>, response: T): Promise<void> {
  if (call.cancelled || call.write(response)) return;
  await new Promise<void>((resolve) => {
    const done = (): void => {
      call.off('drain', done);
      call.off('cancelled', done);
      resolve();
    };
    call.on('drain', done);
    call.on('cancelled', done);
  });
}

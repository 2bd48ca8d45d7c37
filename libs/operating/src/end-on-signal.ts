import type { Server } from 'node:http';
import { quietClose } from './quiet-close';

/**
 * Ends a served application on SIGTERM or SIGINT: what was accepted is answered first; a second signal changes nothing.
 * `last`: what is done when all of it has ended.
 */
export function endOnSignal(
  app: { getHttpServer(): unknown; close(): Promise<void> },
  last: () => Promise<void> | undefined,
): void {
  // Both of Nest's adapters serve by a plain HTTP server here.
  const closeQuiet = quietClose(app.getHttpServer() as Server);
  let ending: Promise<void> | undefined;
  const end = (): void => {
    if (ending) return;
    const quiet = closeQuiet();
    ending = app.close().then(async () => {
      quiet();
      await last();
      process.exit(0);
    });
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}

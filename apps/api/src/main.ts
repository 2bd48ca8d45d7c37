import 'reflect-metadata';
import Table from 'cli-table3';
import { configurationOf, ConfigurationRefused } from './configuration/configuration';
import { openApiService } from './open-api-service';
import { quietClose } from './operating/quiet-close';

/** The program cannot start as it is configured; BSD's EX_CONFIG. */
const EX_CONFIG = 78;

async function main(): Promise<void> {
  const configuration = configurationOf(process.env);
  const app = await openApiService(configuration);
  const closeQuiet = quietClose(app.getHttpServer());
  await app.listen(configuration.port, configuration.host);
  process.stdout.write(`${JSON.stringify({ listening: await app.getUrl(), docs: `${await app.getUrl()}/docs` })}\n`);
  let ending: Promise<void> | undefined;
  const end = (): void => {
    // What was accepted is answered first; a second signal changes nothing.
    if (ending) return;
    const quiet = closeQuiet();
    ending = app.close().then(() => {
      quiet();
      process.exit(0);
    });
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}

main().catch((error: unknown) => {
  if (error instanceof ConfigurationRefused) {
    const table = new Table({ head: ['', '须', 'must'], style: { head: [], border: [] } });
    for (const { name, zh, en } of error.wrong) table.push([name, zh, en]);
    process.stderr.write(`配置有误 The configuration is wrong:\n${table.toString()}\n`);
    process.exit(EX_CONFIG);
  }
  // The ledger's own errors say what is wrong in both languages and quote no data.
  const { name, message, zh } = error as { readonly name?: string; readonly message?: string; readonly zh?: string };
  process.stderr.write(`${zh === undefined ? '' : `${zh}\n`}${name ?? 'Error'}: ${message ?? ''}\n`);
  process.exit(1);
});

import 'reflect-metadata';
import { endOnSignal, failToStart, startTracing } from '@ledger/operating';
import { configurationOf } from './configuration/configuration';
import { openApiService } from './open-api-service';

async function main(): Promise<void> {
  const configuration = configurationOf(process.env);
  const tracing = startTracing(configuration, 'skill-ledger-api');
  const app = await openApiService(configuration, tracing);
  endOnSignal(app, () => tracing?.end());
  await app.listen(configuration.port, configuration.host);
  process.stdout.write(`${JSON.stringify({ listening: await app.getUrl(), docs: `${await app.getUrl()}/docs` })}\n`);
}

main().catch(failToStart);

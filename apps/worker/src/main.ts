import 'reflect-metadata';
import { endOnSignal, failToStart, startTracing } from '@ledger/operating';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { configurationOf } from './configuration';
import { WorkerModule } from './worker.module';

/** 后台进程: follows the log beside the API processes: views, processes, the blind index, and commands that a dead process left. */
async function main(): Promise<void> {
  const configuration = configurationOf(process.env);
  const tracing = startTracing(configuration, 'skill-ledger-worker');
  const module = WorkerModule.of(configuration, tracing);
  const app = await NestFactory.create<NestFastifyApplication>(module, new FastifyAdapter(), {
    // Why it cannot start is told once, by failToStart.
    logger: false,
    abortOnError: false,
  });
  endOnSignal(app, () => tracing?.end());
  await app.listen(configuration.port, configuration.host);
  process.stdout.write(`${JSON.stringify({ listening: await app.getUrl() })}\n`);
}

main().catch(failToStart);

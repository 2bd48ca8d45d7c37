import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { Answer, CommandRequest, OnWritten } from '@ledger/commanding';
import type { Position } from '@ledger/kernel';
import {
  AskLedger,
  ExecuteCommand,
  Ledger,
  LedgerModule,
  READING,
  storesOf,
  type AboutLedger,
  type LedgerOptions,
  type OpenReading,
  type Reading,
} from '@ledger/runtime';
import type { Call } from './cli-command';

/** Asks the ledger; with `after`, once the views have seen that position. */
export type Ask = <T>(question: (reading: Reading) => T | Promise<T>, after?: Position) => Promise<T>;
export type Execute = (request: CommandRequest, onWritten?: OnWritten) => Promise<Answer>;

/** What the folder and the environment say; what is not said is left to the ledger. */
export function ledgerOptions({ folder, env }: Pick<Call, 'folder' | 'env'>): LedgerOptions {
  const { LEDGER_MASTER_KEY_FILE: masterKeyFile, LEDGER_OUTBOX: outbox, LEDGER_PRODUCTION: production } = env;
  return {
    folder,
    ...storesOf(env),
    ...(masterKeyFile ? { masterKeyFile } : {}),
    ...(outbox ? { outbox } : {}),
    ...(production ? { production: true } : {}),
  };
}

/** Opens the ledger for questions, beside a writing process or alone. */
export async function reading<T>(call: Call, work: (ask: Ask, about: AboutLedger) => Promise<T>): Promise<T> {
  return within(LedgerModule.read(ledgerOptions(call)), async (app) => {
    const open = app.get<OpenReading>(READING);
    if (open.behind) {
      const { at, head } = open.behind;
      call.terminal.note({
        zh: `视图只到位置 ${at}，日志已到 ${head}；另一进程正在更新。`,
        en: `The views are at position ${at}, the log at ${head}; another process is bringing them up.`,
      });
    }
    await remarkOn(call, open);
    return work(askOf(app), open.about);
  });
}

/** Opens the ledger to write; this process alone. */
export async function writing<T>(
  call: Call,
  options: Partial<LedgerOptions>,
  work: (execute: Execute, ask: Ask, ledger: Ledger) => Promise<T>,
): Promise<T> {
  return within(LedgerModule.write({ ...ledgerOptions(call), ...options }), async (app) => {
    const ledger = app.get(Ledger);
    const { notice } = ledger.parts.vault;
    if (notice) call.terminal.note(notice);
    await remarkOn(call, ledger.reading);
    const commands = app.get(CommandBus);
    return work((request, onWritten) => commands.execute(new ExecuteCommand(request, onWritten)), askOf(app), ledger);
  });
}

async function within<T>(
  module: Parameters<typeof NestFactory.createApplicationContext>[0],
  work: (app: INestApplicationContext) => Promise<T>,
): Promise<T> {
  const app = await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}

const askOf = (app: INestApplicationContext): Ask => {
  const queries = app.get(QueryBus);
  return (question, after) => queries.execute(new AskLedger(question, after));
};

/** What stands beside every answer: that the clock is simulated, and which views hold events that they could not digest. */
async function remarkOn({ terminal }: Call, { about, views }: Reading): Promise<void> {
  if (about.clock === 'simulated')
    terminal.note({ zh: '模拟时钟的台账：不是真实业务。', en: 'A ledger on a simulated clock: no real business.' });
  const parked = (await views.status()).filter((status) => status.parked > 0);
  for (const { projection, parked: count } of parked) {
    terminal.note({
      zh: `视图 ${projection} 有 ${count} 个停放事件，其结果可能不全；见 ledger parked。`,
      en: `The view ${projection} holds ${count} parked events and may be incomplete; see ledger parked.`,
    });
  }
}

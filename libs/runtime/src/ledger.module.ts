import { Inject, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AskLedgerHandler } from './ask-ledger.handler';
import { ExecuteCommandHandler } from './execute-command.handler';
import { Ledger } from './ledger';
import type { LedgerOptions } from './ledger-options';
import { openForReading, type OpenReading } from './ledger-reader';
import { READING } from './reading';

/** Closes the ledger with the application. */
class WritingEnds implements OnApplicationShutdown {
  constructor(@Inject(Ledger) private readonly ledger: Ledger) {}

  onApplicationShutdown(): Promise<void> {
    return this.ledger.close();
  }
}

class ReadingEnds implements OnApplicationShutdown {
  constructor(@Inject(READING) private readonly reading: OpenReading) {}

  onApplicationShutdown(): Promise<void> {
    return this.reading.close();
  }
}

/** 台账模块: one ledger behind a command bus and a query bus. */
@Module({})
export class LedgerModule {
  /** Commands and questions; this process writes the folder. */
  static write(options: LedgerOptions): DynamicModule {
    return {
      module: LedgerModule,
      imports: [CqrsModule.forRoot()],
      providers: [
        { provide: Ledger, useFactory: () => Ledger.open(options) },
        { provide: READING, useFactory: (ledger: Ledger) => ledger.reading, inject: [Ledger] },
        ExecuteCommandHandler,
        AskLedgerHandler,
        WritingEnds,
      ],
      exports: [Ledger, READING],
    };
  }

  /** Questions only, beside a writing process or alone. */
  static read(options: LedgerOptions): DynamicModule {
    return {
      module: LedgerModule,
      imports: [CqrsModule.forRoot()],
      providers: [{ provide: READING, useFactory: () => openForReading(options) }, AskLedgerHandler, ReadingEnds],
      exports: [READING],
    };
  }
}

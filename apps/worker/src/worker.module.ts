import { ledgerOptionsOf, Measures } from '@ledger/operating';
import { LedgerModule, type Tracing } from '@ledger/runtime';
import { Module, type DynamicModule } from '@nestjs/common';
import type { Configuration } from './configuration';
import { HealthController } from './health.controller';

@Module({})
export class WorkerModule {
  static of(configuration: Configuration, tracing: Tracing | undefined): DynamicModule {
    return {
      module: WorkerModule,
      imports: [LedgerModule.write({ ...ledgerOptionsOf(configuration), ...(tracing ? { tracing } : {}) })],
      controllers: [HealthController],
      providers: [Measures],
    };
  }
}

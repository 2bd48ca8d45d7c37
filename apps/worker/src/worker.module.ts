import { ledgerOptionsOf, Measures } from '@ledger/operating';
import { LedgerModule } from '@ledger/runtime';
import { Module, type DynamicModule } from '@nestjs/common';
import type { Configuration } from './configuration';
import { HealthController } from './health.controller';

@Module({})
export class WorkerModule {
  static of(configuration: Configuration): DynamicModule {
    return {
      module: WorkerModule,
      imports: [LedgerModule.write(ledgerOptionsOf(configuration))],
      controllers: [HealthController],
      providers: [Measures],
    };
  }
}

import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, Reflector } from '@nestjs/core';
import { openSqliteJobStore } from '@ledger/bulk';
import { Ledger, LedgerModule, type LedgerOptions } from '@ledger/runtime';
import { ledgerOptionsOf, Measures } from '@ledger/operating';
import { BulkController } from './bulk/bulk.controller';
import { BulkDesk } from './bulk/bulk-desk';
import { JobRuns } from './bulk/job-runs';
import { JOB_STORE } from './bulk/job-store.token';
import { JobStream } from './bulk/job-stream';
import { commandControllers } from './commands/command-controllers';
import { CommandDesk } from './commands/command-desk';
import { RefusalLimit } from './commands/refusal-limit';
import { CONFIGURATION, type Configuration } from './configuration/configuration';
import { DocumentsController } from './openapi/documents.controller';
import { FeedController } from './feed/feed.controller';
import { FeedDesk } from './feed/feed-desk';
import { FilesController } from './files/files.controller';
import { HealthController } from './operating/health.controller';
import { UnderWay } from './operating/under-way';
import { ProblemFilter } from './problems/problem.filter';
import { keptFilters } from './questions/kept-filters';
import { questionControllers } from './questions/question-controllers';
import { QuestionDesk } from './questions/question-desk';
import { SignInGuard } from './sign-in/sign-in.guard';
import { tokenVerifier, VERIFY_TOKEN } from './sign-in/token-verifier';

/** Where several processes share the stores, what follows the log is the workers'. */
function inService(configuration: Configuration): LedgerOptions {
  const options = ledgerOptionsOf(configuration);
  return options.eventStore ? { ...options, live: false } : options;
}

@Module({})
export class ApiModule {
  static of(configuration: Configuration): DynamicModule {
    return {
      module: ApiModule,
      imports: [LedgerModule.write(inService(configuration))],
      controllers: [
        ...commandControllers,
        ...questionControllers,
        FeedController,
        FilesController,
        BulkController,
        DocumentsController,
        HealthController,
      ],
      providers: [
        { provide: CONFIGURATION, useValue: configuration },
        { provide: VERIFY_TOKEN, useFactory: () => tokenVerifier(configuration) },
        { provide: APP_GUARD, useClass: SignInGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
        Reflector,
        Measures,
        UnderWay,
        RefusalLimit,
        CommandDesk,
        ...keptFilters,
        QuestionDesk,
        FeedDesk,
        // Once the ledger is open: its lock is that of the folder.
        {
          provide: JOB_STORE,
          useFactory: ({ parts: { folder } }: Ledger) => {
            const { mongo } = ledgerOptionsOf(configuration);
            if (!mongo) return openSqliteJobStore(folder);
            return (require('./shared-kept') as typeof import('./shared-kept')).sharedJobs(mongo.url);
          },
          inject: [Ledger],
        },
        JobRuns,
        JobStream,
        BulkDesk,
      ],
    };
  }
}

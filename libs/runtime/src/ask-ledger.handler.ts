import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Position } from '@ledger/kernel';
import { READING, type Reading } from './reading';

/** 查询: a question to the views and the log. With `after` it is answered only once the views have seen that position. */
export class AskLedger<T> extends Query<T> {
  constructor(
    readonly question: (reading: Reading) => T | Promise<T>,
    readonly after?: Position,
  ) {
    super();
  }
}

@QueryHandler(AskLedger)
export class AskLedgerHandler implements IQueryHandler<AskLedger<unknown>> {
  constructor(@Inject(READING) private readonly reading: Reading) {}

  async execute({ question, after }: AskLedger<unknown>): Promise<unknown> {
    if (after !== undefined) await this.reading.seen(after);
    return question(this.reading);
  }
}

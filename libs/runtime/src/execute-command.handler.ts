import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Answer, CommandRequest, OnWritten } from '@ledger/commanding';
import { Ledger } from './ledger';

/** 办理: one command of the domain on its way from a door to the ledger. */
export class ExecuteCommand extends Command<Answer> {
  constructor(
    readonly request: CommandRequest,
    readonly onWritten?: OnWritten,
  ) {
    super();
  }
}

@CommandHandler(ExecuteCommand)
export class ExecuteCommandHandler implements ICommandHandler<ExecuteCommand> {
  constructor(private readonly ledger: Ledger) {}

  execute({ request, onWritten }: ExecuteCommand): Promise<Answer> {
    return this.ledger.execute(request, onWritten);
  }
}

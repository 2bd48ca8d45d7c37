import { shaped, type Answer } from '@ledger/commanding';
import { ExecuteCommandHandler, type ExecuteCommand } from '@ledger/runtime/execute-command.handler';
import { allCommands } from '@ledger/streams';

/*
 * Loaded before the service: the same server with the same sign-in and validation, and no store. A valid command is answered
 * as if it had been accepted; nothing is decided, sealed or written.
 */

const shapes = new Map(allCommands.map(({ name, shape }) => [name, shape]));

ExecuteCommandHandler.prototype.execute = ({ request: { id, command, data } }: ExecuteCommand): Promise<Answer> => {
  const shape = shapes.get(command);
  const valid = shape && shaped(shape, data).ok;
  const stream = 'case-00000000-0000-4000-8000-000000000000';
  return Promise.resolve(
    valid
      ? { id, outcome: 'accepted', position: 1, events: [{ stream, version: 1, type: 'ClaimFirstReviewed' }] }
      : { id, outcome: 'invalid', problem: { type: '/problems/invalid-data', detail: '', detailEn: '' } },
  );
};

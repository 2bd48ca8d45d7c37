import { caseStream } from '@ledger/streams';
import type { ProcessManager } from './process-manager';

/** What a correction left waiting for the bank's answer takes effect once the bank has answered. */
export const settleDue: ProcessManager = {
  name: 'settle-due',
  // A dispatch that was taken back leaves nothing to wait for, as an answer does.
  handles: new Set([
    'PayoutSettled',
    'PayoutRejected',
    'PayoutReturned',
    'PayoutAnswerCorrected',
    'PayoutInstructionTakenBack',
  ]),
  async react(event, hands) {
    const caseId = event.stream.slice(caseStream.prefix.length + 1);
    const { state } = await hands.load({ type: caseStream, id: caseId });
    if (state.pendingDueFen === undefined || state.lines.some(({ place }) => place === 'in-transit')) return;
    const answer = await hands.execute({
      id: hands.commandId(event, 'settle-due'),
      command: 'SettleDue',
      data: { caseId },
      actor: { id: 'settle-due', role: 'SYSTEM', unit: event.unit },
      at: event.occurredAt,
      correlationId: event.correlationId,
      causationId: event.id,
    });
    // What was not written has no outcome yet: the runner tries the reaction again.
    if (answer.outcome !== 'accepted' && answer.outcome !== 'refused' && answer.outcome !== 'duplicate')
      throw new Error(`SettleDue of case ${caseId} was answered ${answer.outcome}: ${answer.problem?.detailEn ?? ''}`);
  },
};

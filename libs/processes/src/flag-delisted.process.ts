import type { Position } from '@ledger/kernel';
import { caseStream, STEPS_IN_HAND, type OrgEventMap, type OrgRole } from '@ledger/streams';
import type { ProcessHands, ProcessManager } from './process-manager';

/** Cases whose claims are in hand and concern the organisation in that role, as known at the position. */
export type ClaimsInHand = (uscc: string, role: OrgRole, at: Position) => Promise<readonly string[]>;

const FLAG = 'DELISTED_MEANWHILE';

/** 移出目录: running classes may finish, and every claim in hand goes to a person. Later claims are flagged at submission. */
export const flagDelisted = (claimsInHand: ClaimsInHand): ProcessManager => ({
  name: 'flag-delisted',
  handles: new Set(['OrganisationDelisted']),
  async react(event, hands) {
    // The data of its own type.
    const { role } = event.data as OrgEventMap['OrganisationDelisted'];
    const uscc = event.stream.slice('org-'.length);
    for (const caseId of await claimsInHand(uscc, role, event.position)) await flag(caseId, event, hands);
  },
});

async function flag(caseId: string, event: Parameters<ProcessManager['react']>[0], hands: ProcessHands): Promise<void> {
  const { state } = await hands.load({ type: caseStream, id: caseId });
  const { step, openFlags, closedFlags, unit = event.unit, lastStepAt = '' } = state;
  if (!STEPS_IN_HAND.includes(step) || openFlags.includes(FLAG) || closedFlags.includes(FLAG)) return;
  const answer = await hands.execute({
    id: hands.commandId(event, `flag ${caseId}`),
    command: 'RaiseFlag',
    data: { caseId, flag: FLAG },
    actor: { id: 'flag-delisted', role: 'SYSTEM', unit },
    // The case may have gone on after the day that the de-listing is dated on.
    at: event.occurredAt > lastStepAt ? event.occurredAt : lastStepAt,
    correlationId: event.correlationId,
    causationId: event.id,
  });
  // What was not written has no outcome yet: the runner tries the reaction again.
  if (answer.outcome !== 'accepted' && answer.outcome !== 'refused' && answer.outcome !== 'duplicate')
    throw new Error(`RaiseFlag of case ${caseId} was answered ${answer.outcome}: ${answer.problem?.detailEn ?? ''}`);
}

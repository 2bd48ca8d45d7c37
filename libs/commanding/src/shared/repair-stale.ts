import { CommandIdTaken, type ClaimRecord } from '@ledger/eventlog';
import type { Answer } from '../answer';
import type { CommandSteps } from '../command-steps';
import { repairOpenCommands } from '../repair';

/** Runs a command of a shared log on when its process has not been heard of for long enough; undefined where it may still live. */
export async function repairStale(steps: CommandSteps, commandId: string): Promise<Answer | undefined> {
  const claim = await steps.parts.store.findClaim(commandId);
  return claim?.status === 'open' ? takenOver(steps, claim) : undefined;
}

/** The same for every open claim. */
export async function repairAllStale(steps: CommandSteps): Promise<Answer[]> {
  const open = await steps.parts.store.openClaims();
  steps.parts.elsewhere?.sightings.keepOnly(open);
  const answers: Answer[] = [];
  for (const claim of open) {
    const answer = await takenOver(steps, claim);
    if (answer) answers.push(answer);
  }
  return answers;
}

async function takenOver(steps: CommandSteps, claim: ClaimRecord): Promise<Answer | undefined> {
  const { store, running, elsewhere } = steps.parts;
  if (running.has(claim.commandId) || !elsewhere?.sightings.isStale(claim)) return undefined;
  if ((await store.takeOver?.(claim)) !== true) return undefined;
  try {
    const [answer] = await repairOpenCommands(steps, claim.commandId);
    return answer;
  } catch (error) {
    // Somebody else was quicker after all; they end it, or it is looked at again.
    if (error instanceof CommandIdTaken) return undefined;
    throw error;
  }
}

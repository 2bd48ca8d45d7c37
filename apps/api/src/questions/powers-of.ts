import type { VaultKeyed } from '@ledger/commanding';
import type { Actor } from '@ledger/kernel';
import { mayAsk, type Visible } from '@ledger/streams';
import { problem } from '../problems/api-problem';

/**
 * Who asks, as the ledger knows them, and what they may see. A learner is known by pseudonym only.
 * @throws ProblemAnswer 403
 */
export function powersOf(
  question: string,
  actor: Actor,
  keyed: VaultKeyed,
): { readonly actor: Actor; readonly visible: Visible } {
  const known = actor.role === 'LEARNER' ? { ...actor, id: keyed.pseudonym(actor.id) } : actor;
  const powers = mayAsk(known, question);
  if ('visible' in powers) return { actor: known, visible: powers.visible };
  const { ruleId, clause, zh, en } = powers.refusal;
  throw problem(403, ruleId, zh, en, { ruleId, clause });
}

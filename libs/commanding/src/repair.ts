import type { ClaimRecord } from '@ledger/eventlog';
import { localDateOf, type RecordedEvent, type Refusal } from '@ledger/kernel';
import { keptAnswer, refusedAnswer, type Answer } from './answer';
import { takeInHand, type CommandInHand, type KeptCommand } from './command-in-hand';
import { CommandRunner } from './command-runner';
import type { CommandSteps } from './command-steps';
import { sealedIn } from './protect';

const SCAN_CHUNK = 500;

/**
 * 修复: runs every command on that a crash interrupted, forward only: the same id, time and actor; what is already there is
 * taken as its own; reservations are given back only when the verdict is now a refusal, which is recorded.
 * `only` one of them, where its id is sent again.
 */
export async function repairOpenCommands(steps: CommandSteps, only?: string): Promise<Answer[]> {
  const open = await steps.parts.store.openClaims();
  const claims = only === undefined ? open : open.filter((claim) => claim.commandId === only);
  if (claims.length === 0) return [];
  const own = await ownEvents(steps, claims);
  const answers: Answer[] = [];
  for (const claim of claims) answers.push(await runOn(steps, claim, own.get(claim.commandId) ?? []));
  return answers;
}

/** The interrupted commands' events: all of them stand at or after the position at which the first of them was claimed. */
async function ownEvents(steps: CommandSteps, claims: readonly ClaimRecord[]): Promise<Map<string, RecordedEvent[]>> {
  const wanted = new Set(claims.map((claim) => claim.commandId));
  const own = new Map<string, RecordedEvent[]>();
  let after = Math.min(...claims.map((claim) => claim.position)) - 1;
  for (;;) {
    const slice = await steps.parts.store.readAll(after, SCAN_CHUNK);
    for (const event of slice.events) {
      if (!wanted.has(event.command.id)) continue;
      const list = own.get(event.command.id);
      if (list) list.push(event);
      else own.set(event.command.id, [event]);
    }
    if (slice.atEnd) return own;
    after = slice.next;
  }
}

async function runOn(steps: CommandSteps, claim: ClaimRecord, own: readonly RecordedEvent[]): Promise<Answer> {
  const inHand = await inHandAgain(steps, claim);
  for (const event of own) {
    inHand.counters.set(event.stream, (inHand.counters.get(event.stream) ?? 0) + 1);
    inHand.written.push({ stream: event.stream, version: event.version, type: event.type });
    inHand.unit = event.unit;
    inHand.policyVersion = event.policyVersion;
  }
  const refusal = own.find((event) => event.stream === `command-${claim.commandId}`);
  if (refusal) return concludeRefusal(steps, refusal);
  const runner = new CommandRunner(steps);
  const acted = own.filter((event) => event.stream === inHand.target);
  if (acted.length === 0) {
    const reserved = new Set(own.map((event) => event.stream));
    inHand.made.push(...inHand.plan.filter((effect) => reserved.has(effect.stream)));
    return runner.run(inHand);
  }
  inHand.acted = acted;
  const state = await stateAfter(steps, inHand.target, acted[acted.length - 1]?.version ?? 0);
  const written = { positions: own.map(({ position }) => position), durable: Promise.resolve() };
  return runner.followUp(inHand, inHand.spec.after?.(acted, state) ?? [], written);
}

/** On a shared log the end of a claim is not written with the refusal. */
async function concludeRefusal(steps: CommandSteps, recorded: RecordedEvent): Promise<Answer> {
  const { refusal } = recorded.data as { readonly refusal: Refusal };
  const answer = refusedAnswer(recorded.command.id, refusal, recorded.position);
  await (
    await steps.parts.store.conclude(recorded.command.id, keptAnswer(answer))
  ).durable;
  return answer;
}

/** The target as it stood right after the command's own events. */
async function stateAfter(steps: CommandSteps, stream: string, version: number): Promise<unknown> {
  const type = steps.parts.registry.typeOf(stream);
  const events = await steps.parts.store.readStream(stream, { to: version });
  return events.reduce((state, event) => type.evolve(state, event), type.initial());
}

async function inHandAgain(steps: CommandSteps, claim: ClaimRecord): Promise<CommandInHand> {
  const spec = steps.parts.registry.command(claim.name);
  if (!spec || claim.sealed === undefined)
    throw new Error(`the interrupted command ${claim.commandId} (${claim.name}) cannot be run on by this program`);
  // Written by keptCommand, by this program or an older one.
  const kept = JSON.parse(claim.sealed) as KeptCommand;
  return takeInHand({
    spec,
    id: claim.commandId,
    plain: await opened(steps, spec.shape, kept, claim.commandId),
    sealed: kept.data,
    digest: claim.digest,
    actor: kept.actor,
    operator: kept.operator,
    asserted: kept.asserted === true,
    at: kept.at,
    today: localDateOf(kept.at),
    ifMatch: undefined,
    correlationId: kept.correlationId,
    causationId: kept.causationId,
    target: claim.target,
    fallsAtStart: steps.parts.store.falls ?? 0,
    claimed: true,
    heldSince: performance.now(),
    plan: kept.plan,
    flags: kept.flags ?? [],
    recheck: true,
  });
}

/** The command with its personal values opened again, which the vault's journal records. */
async function opened(
  steps: CommandSteps,
  shape: new () => object,
  kept: KeptCommand,
  commandId: string,
): Promise<object> {
  const sealed = sealedIn(shape, kept.data);
  const plain: Record<string, unknown> = { ...kept.data };
  if (sealed.length === 0) return plain;
  const fields = [...new Set(sealed.map(({ field }) => field))];
  const values = await steps.parts.vault.open(
    sealed.map(({ value }) => value),
    { actor: kept.actor, purpose: 'repair', commandId, fields },
  );
  for (const field of fields) if (Array.isArray(plain[field])) plain[field] = [...(plain[field] as unknown[])];
  sealed.forEach(({ field, index }, i) => {
    if (index === undefined) plain[field] = values[i];
    else (plain[field] as unknown[])[index] = values[i];
  });
  return plain;
}

import type { Accepted, Context, Evidence, Facts, Loaded, Refusal } from '@ledger/kernel';
import { withKeys } from '@ledger/vault';
import type { Answer } from './answer';
import type { CommandInHand } from './command-in-hand';
import type { CommandSteps } from './command-steps';
import { protect } from './protect';
import { isPromise, type StreamState } from './stream-states';

/** What a look at the ledger says of a command: yes, no with the streams that it was judged on, or a conflict. */
export type Judged =
  | { readonly kind: 'accepted'; readonly target: StreamState; readonly version: number; readonly decision: Accepted }
  | {
      readonly kind: 'refused';
      readonly refusal: Refusal;
      readonly evidence: Evidence;
      readonly streams: readonly string[];
    }
  | { readonly kind: 'answer'; readonly answer: Answer };

/** Gathers the facts, asks the authority table, and lets the decider judge. Writes nothing but the vault's journal. */
export async function judged(steps: CommandSteps, inHand: CommandInHand): Promise<Judged> {
  const { spec } = inHand;
  const { vault, authority, policyStream } = steps.parts;
  const loading = steps.load(inHand.target);
  const target = isPromise(loading) ? await loading : loading;
  if (inHand.ifMatch !== undefined && inHand.ifMatch !== target.version) return unmatched(inHand, target);
  const policyLoading = steps.load(policyStream);
  const policy = isPromise(policyLoading) ? await policyLoading : policyLoading;
  inHand.policyVersion = `${policy.stream}@${policy.version}`;
  const facts: Record<string, Loaded<unknown>> = { policy };
  const sealing = inHand.sealed ?? withKeys(vault, () => sealedFor(steps, inHand, target, facts));
  inHand.sealed = isPromise(sealing) ? await sealing : sealing;
  const gathering = gatherFacts(steps, inHand, target, facts);
  if (gathering) await gathering;
  const streams = (): string[] => [inHand.target, ...Object.values(facts).map((fact) => fact.stream)];
  const subject = spec.subject(inHand.sealed, target.state, facts);
  inHand.unit = subject.unit;
  const unauthorised = authority.may(inHand.actor, spec.name, subject);
  if (unauthorised)
    return {
      kind: 'refused',
      refusal: unauthorised,
      evidence: { rules: [{ ruleId: unauthorised.ruleId }], facts: [] },
      streams: [],
    };
  const values = spec.derive ? await derived(steps, inHand, target, facts) : undefined;
  const version = target.version;
  const context: Context<Facts, unknown> = {
    commandId: inHand.id,
    actor: inHand.actor,
    at: inHand.at,
    today: inHand.today,
    target: { stream: target.stream, version },
    facts,
    derived: values,
    omitted: inHand.omitted,
  };
  const decision = spec.decide(inHand.sealed, target.state, context);
  // Kept before any event names it. What a crash leaves behind is named by nothing, and the same again.
  if (decision.accepted && spec.keeps)
    await vault.putDocument(`file-${inHand.target}`, Buffer.from(spec.keeps(values)));
  return decision.accepted
    ? { kind: 'accepted', target, version, decision }
    : { kind: 'refused', refusal: decision.refusal, evidence: decision.evidence, streams: streams() };
}

const sealedFor = (
  steps: CommandSteps,
  { spec, plain, id }: CommandInHand,
  target: StreamState,
  facts: Facts,
): object => {
  const { keyed, vault } = steps.parts;
  return protect(spec.shape, plain, spec.owner?.(plain, target.state, facts, keyed), id, keyed, vault);
};

async function derived(
  steps: CommandSteps,
  inHand: CommandInHand,
  target: StreamState,
  facts: Facts,
): Promise<unknown> {
  const { spec } = inHand;
  const values = spec.reveal?.(inHand.sealed ?? {}, target.state, facts) ?? [];
  const why = { actor: inHand.actor, purpose: spec.name, commandId: inHand.id, fields: ['derive'] };
  const { vault, keyed } = steps.parts;
  // Once, for each opening is a line of the journal; what is derived from it may be derived again.
  const revealed = values.length === 0 ? [] : await vault.open(values, why);
  return withKeys(vault, () =>
    spec.derive?.(inHand.plain, target.state, facts, keyed, revealed, inHand.today, inHand.at),
  );
}

/** Loads what the command names, again and again until it names nothing new. A promise only where a store answers late. */
function gatherFacts(
  steps: CommandSteps,
  inHand: CommandInHand,
  target: StreamState,
  facts: Record<string, Loaded<unknown>>,
): Promise<void> | undefined {
  const { needs } = inHand.spec;
  if (!needs) return undefined;
  for (let missing = true; missing;) {
    missing = false;
    const late: Promise<void>[] = [];
    for (const [name, ref] of Object.entries(needs(inHand.sealed ?? inHand.plain, target.state, facts))) {
      if (ref === undefined || facts[name] !== undefined) continue;
      const loading = steps.load(`${ref.type.prefix}-${ref.id}`);
      if (isPromise(loading)) {
        late.push(
          loading.then((loaded) => {
            facts[name] = loaded;
          }),
        );
      } else facts[name] = loading;
      missing = true;
    }
    if (late.length > 0) return Promise.all(late).then(() => gatherFacts(steps, inHand, target, facts));
  }
  return undefined;
}

function unmatched(inHand: CommandInHand, target: StreamState): Judged {
  if (inHand.claimed) {
    const refusal = {
      ruleId: 'B.5-order',
      clause: '二(三)3',
      zh: `业务对象已更新到第 ${target.version} 版，与您看到的第 ${inHand.ifMatch} 版不同；请刷新后重新办理。`,
      en: `The subject is now at version ${target.version}, not ${inHand.ifMatch} as you saw it; reload and try again.`,
    };
    return { kind: 'refused', refusal, evidence: { rules: [{ ruleId: 'B.5-order' }], facts: [] }, streams: [] };
  }
  return {
    kind: 'answer',
    answer: {
      id: inHand.id,
      outcome: 'conflict',
      problem: {
        type: '/problems/precondition-failed',
        detail: `业务对象已更新到第 ${target.version} 版，与您看到的第 ${inHand.ifMatch} 版不同；请刷新后用同一编号重试。`,
        detailEn: `The subject is at version ${target.version}, not ${inHand.ifMatch}; reload and send again, the same id may be used.`,
      },
    },
  };
}

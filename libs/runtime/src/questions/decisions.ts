import { normaliseUuid, type Evidence, type RecordedEvent, type Refusal } from '@ledger/kernel';
import type { Reading } from '../reading';
import { allRows } from '@ledger/views/every-row';
import { REFUSALS, type RefusalRow } from '@ledger/views/refusals/refusals.projection';

/** 一次决定: an event, or a refusal, with what it was judged on. */
export interface ExplainedDecision {
  readonly event: RecordedEvent;
  readonly refusal?: Refusal;
  readonly evidence: Evidence;
  /** Where the evidence stands, when another stream's decision made this event. */
  readonly decidedOn?: { readonly stream: string; readonly version: number };
}

const NONE: Evidence = { rules: [], facts: [] };

/** Every decision about a stream, refusals among them, in the order of the log. */
export async function decisionsOn(
  reading: Reading,
  stream: string,
  events: readonly RecordedEvent[],
): Promise<readonly ExplainedDecision[]> {
  const accepted = await Promise.all(events.map((event) => explained(reading, event)));
  const refusals = await allRows<RefusalRow>(reading.views, {
    table: REFUSALS,
    where: [{ column: 'target', is: stream }],
  });
  const refused = await Promise.all(refusals.map(({ key }) => refusalOf(reading, key)));
  return [...accepted, ...refused.flat()].toSorted((a, b) => a.event.position - b.event.position);
}

/** The decisions that are meant: by version, by type (the last), or by command id; all of them where nothing is. */
export function chosen(
  decisions: readonly ExplainedDecision[],
  event: string | undefined,
): readonly ExplainedDecision[] {
  if (event === undefined) return decisions;
  if (/^v?\d+$/.test(event)) {
    const version = Number(event.replace('v', ''));
    return decisions.filter((each) => !each.refusal && each.event.version === version);
  }
  const commandId = normaliseUuid(event);
  if (commandId !== undefined) return decisions.filter((each) => each.event.command.id === commandId);
  return decisions.filter((each) => each.event.type === event).slice(-1);
}

/** An event that another stream's command made has its evidence there. */
async function explained({ log }: Reading, event: RecordedEvent): Promise<ExplainedDecision> {
  if (event.evidence) return { event, evidence: event.evidence };
  const claim = await log.findClaim(event.command.id);
  if (!claim || claim.target === event.stream) return { event, evidence: NONE };
  const decided = (await log.readStream(claim.target)).find(
    (each) => each.command.id === event.command.id && each.evidence,
  );
  if (!decided?.evidence) return { event, evidence: NONE };
  return { event, evidence: decided.evidence, decidedOn: { stream: decided.stream, version: decided.version } };
}

async function refusalOf({ log }: Reading, commandId: string): Promise<ExplainedDecision[]> {
  return (await log.readStream(`command-${commandId}`)).map((event) => ({
    event,
    refusal: (event.data as { refusal: Refusal }).refusal,
    evidence: event.evidence ?? NONE,
  }));
}

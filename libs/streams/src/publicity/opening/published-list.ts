import { canonicalJson, type Keyed, type Loaded, type SealedValue, type StreamRef } from '@ledger/kernel';
import type { CaseState } from '../../case';
import { orgRef, type OrgState } from '../../org';
import { personRef, type PersonState } from '../../person';
import { casesAsFacts, listedCase, type ListFacts } from '../listed-cases';
import type { OmittedLine } from '../publicity.events';
import { maskedName } from './masked-name';
import type { OpenPublicity } from './open-publicity.command';
import { keptOutBy } from './ready-for-publicity';

/** 公示名单的一行, as everybody may read it: neither ID number nor account, and the name masked. */
export interface PublishedLine {
  readonly name: string;
  readonly unit: string;
  readonly programme: string;
  readonly occupationId?: string;
  readonly workType?: string;
  readonly skillItem?: string;
  readonly level?: string;
  /** Its name; the USCC where it has none. */
  readonly institution: string;
  readonly amountFen: number;
}

/** 公示名单 as it was shown: canonical JSON of its lines, in the order of the cases, and the digest of that. */
export interface Published {
  readonly text: string;
  readonly digest: string;
}

/** The cases of a list, and whom and what each line names. */
export type PublicFacts = ListFacts & {
  readonly [name: `person:${string}`]: Loaded<PersonState> | undefined;
  readonly [name: `org:${string}`]: Loaded<OrgState> | undefined;
};

type Asked = Pick<OpenPublicity, 'unit' | 'caseIds'>;

/** After every business time: asks by unit, step and verdict alone. */
const ALWAYS = '9999';

export function publicNeeds({ unit, caseIds }: Asked, facts: Partial<PublicFacts>): Record<string, StreamRef> {
  const needed: Record<string, StreamRef> = casesAsFacts(caseIds);
  for (const caseId of caseIds) {
    const found = listedCase(facts, caseId) as Loaded<CaseState> | undefined;
    if (!found || keptOutBy(found.state, unit, ALWAYS) !== undefined) continue;
    const { person = '', institution = '' } = found.state;
    needed[`person:${person}`] = personRef(person);
    needed[`org:${institution}`] = orgRef(institution);
  }
  return needed;
}

/** What goes on the list, and what is left out by which rule. */
export function toPublish(
  { unit, caseIds: asked }: Asked,
  facts: PublicFacts,
  at: string,
): { readonly caseIds: readonly string[]; readonly omitted: readonly OmittedLine[] } {
  const caseIds: string[] = [];
  const omitted: OmittedLine[] = [];
  for (const caseId of asked) {
    const ruleId = keptOutBy(listedCase(facts, caseId).state, unit, at);
    if (ruleId === undefined) caseIds.push(caseId);
    else omitted.push({ caseId, ruleId });
  }
  return { caseIds, omitted };
}

/** The sealed names that the list needs, each with its case. */
export function namesToMask(asked: Asked, facts: PublicFacts): { caseId: string; name: SealedValue }[] {
  return toPublish(asked, facts, ALWAYS).caseIds.flatMap((caseId) => {
    const name = facts[`person:${listedCase(facts, caseId).state.person ?? ''}`]?.state.name;
    return name ? [{ caseId, name }] : [];
  });
}

/** Makes the list; `revealed` holds the names of `namesToMask`, in its order. */
export function publish(
  asked: Asked,
  facts: PublicFacts,
  keyed: Keyed,
  revealed: readonly (string | undefined)[],
  at: string,
): Published {
  const names = new Map(namesToMask(asked, facts).map(({ caseId }, i) => [caseId, revealed[i]]));
  const lines = toPublish(asked, facts, at).caseIds.map((caseId) =>
    lineOf(listedCase(facts, caseId).state, names.get(caseId), facts),
  );
  const text = canonicalJson(lines);
  return { text, digest: keyed.sha256(text) };
}

function lineOf(state: CaseState, name: string | undefined, facts: PublicFacts): PublishedLine {
  const { unit = '', programme = '', institution = '', certificate, dueFen } = state;
  const { occupationId, workType, skillItem, level } = certificate ?? {};
  return {
    name: maskedName(name),
    unit,
    programme,
    occupationId,
    workType,
    skillItem,
    level: level ?? undefined,
    institution: facts[`org:${institution}`]?.state.name ?? institution,
    amountFen: dueFen,
  };
}

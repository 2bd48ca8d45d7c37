import type { Answer } from '@ledger/commanding';
import type { Step } from '@ledger/simulation';

interface Told {
  readonly types: Set<string>;
  readonly moments: string[];
}

/** What a case worth telling has been through: corrected, paid, returned, paid again. */
const WANTED = ['CertificateCorrected', 'PayoutSettled', 'PayoutReturned', 'AccountCorrected'];

/** Watches a programme for the case that has been through most, and remembers when things happened to it. */
export class EventfulCase {
  private readonly cases = new Map<string, Told>();

  see({ at }: Step, { events = [] }: Answer): void {
    for (const { stream, type } of events) {
      if (!stream.startsWith('case-')) continue;
      const caseId = stream.slice('case-'.length);
      const told = this.cases.get(caseId) ?? { types: new Set(), moments: [] };
      this.cases.set(caseId, told);
      told.types.add(type);
      if (told.moments.at(-1) !== at) told.moments.push(at);
    }
  }

  /** The case and three moments of it: when it was claimed, half way, and at the end. */
  best(): { caseId: string; moments: readonly [string, string, string] } | undefined {
    let best: { caseId: string; score: number; moments: readonly string[] } | undefined;
    for (const [caseId, { types, moments }] of this.cases) {
      const score = WANTED.filter((type) => types.has(type)).length * 1000 + moments.length;
      if (!best || score > best.score) best = { caseId, score, moments };
    }
    if (!best) return undefined;
    const at = (share: number): string => best.moments[Math.floor((best.moments.length - 1) * share)] ?? '';
    return { caseId: best.caseId, moments: [at(0.3), at(0.65), at(1)] };
  }
}

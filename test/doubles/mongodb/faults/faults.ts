import type { Doc } from '../store/doc';

/** What happens to a command in place of, or beside, its work. */
export type Harm =
  /** The connection is cut: before the command runs, or after it has taken effect and before it is answered. */
  | { readonly kind: 'cut'; readonly when: 'before' | 'after' }
  | { readonly kind: 'slow'; readonly ms: number }
  /** The command is not run and answers this error, such as 10107 for a member that is not the primary. */
  | { readonly kind: 'error'; readonly code: number; readonly labels?: readonly string[] }
  /** Somebody else's document is there first. */
  | { readonly kind: 'race'; readonly namespace: string; readonly document: Doc };

export interface Rule {
  /** Names of commands; absent: all but those of the driver's own upkeep. */
  readonly commands?: readonly string[];
  /** The collection that the command names. */
  readonly collection?: string;
  /** Commands that pass unharmed before the first. */
  readonly after?: number;
  /** How many are harmed; absent: one. */
  readonly times?: number;
  readonly harm: Harm;
}

const UPKEEP = new Set(['hello', 'isMaster', 'ismaster', 'ping', 'endSessions', 'buildInfo']);

/** Commands that are to go wrong, and how often yet. */
export class Faults {
  private rules: { readonly rule: Rule; passing: number; left: number }[] = [];

  add(rule: Rule): void {
    this.rules.push({ rule, passing: rule.after ?? 0, left: rule.times ?? 1 });
  }

  clear(): void {
    this.rules = [];
  }

  /** Rules that have not harmed as often as they are to. */
  get waiting(): number {
    return this.rules.length;
  }

  harmOf(command: string, collection: unknown): Harm | undefined {
    for (const entry of this.rules) {
      const { commands, collection: only, harm } = entry.rule;
      if (commands ? !commands.includes(command) : UPKEEP.has(command)) continue;
      if (only !== undefined && only !== collection) continue;
      if (entry.passing > 0) {
        entry.passing -= 1;
        continue;
      }
      entry.left -= 1;
      if (entry.left <= 0) this.rules = this.rules.filter((other) => other !== entry);
      return harm;
    }
    return undefined;
  }
}

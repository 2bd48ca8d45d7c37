/** 判断: what the model says of one command: the rules that must refuse it, and those that may because nothing settles it. */
export class Ruling {
  private readonly broken = new Set<string>();
  private readonly open = new Set<string>();
  /** Flags that must come with an acceptance, and those that may. */
  readonly flags = new Set<string>();
  readonly maybeFlags = new Set<string>();
  private wrong: string | undefined;

  /** Refused where so, by any one of the rules. */
  must(so: boolean, ...rules: readonly string[]): boolean {
    if (so) for (const rule of rules) this.broken.add(rule);
    return so;
  }

  /** Neither plan nor decisions settle it: refused by one of the rules, or accepted. */
  may(so: boolean, ...rules: readonly string[]): void {
    if (so) for (const rule of rules) this.open.add(rule);
  }

  /** The ledger says that it did something which it may not do. */
  reject(why: string): void {
    this.wrong = why;
  }

  get refused(): boolean {
    return this.broken.size > 0;
  }

  /** Undefined where the ledger's answer is admissible; otherwise what was expected. */
  objection(outcome: string, ruleId: string | undefined, flags: readonly string[]): string | undefined {
    if (outcome === 'refused') {
      if (ruleId !== undefined && (this.broken.has(ruleId) || this.open.has(ruleId))) return undefined;
      return `${this.expected()}, not a refusal by ${ruleId}`;
    }
    if (this.refused || outcome !== 'accepted') return `${this.expected()}, not ${outcome}`;
    if (this.wrong !== undefined) return this.wrong;
    const missing = [...this.flags].filter((flag) => !flags.includes(flag));
    const strange = flags.filter((flag) => !this.flags.has(flag) && !this.maybeFlags.has(flag));
    if (missing.length > 0 || strange.length > 0)
      return `flags ${[...this.flags].join() || 'none'} expected, not ${flags.join() || 'none'}`;
    return undefined;
  }

  /** An acceptance to which nothing but these rules and flags is opposed. */
  brokenOnlyBy(rules: readonly string[], told: readonly string[], flags: readonly string[]): boolean {
    if (this.wrong !== undefined || [...this.broken].some((rule) => !rules.includes(rule))) return false;
    const missing = [...this.flags].filter((flag) => !told.includes(flag));
    const strange = told.filter((flag) => !this.flags.has(flag) && !this.maybeFlags.has(flag));
    return [...missing, ...strange].every((flag) => flags.includes(flag));
  }

  private expected(): string {
    if (this.refused) return `refusal by ${[...this.broken].join(' or ')} expected`;
    return this.open.size > 0
      ? `acceptance or refusal by ${[...this.open].join(' or ')} expected`
      : 'acceptance expected';
  }
}

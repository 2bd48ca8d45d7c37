import type { Ask } from '../book/ask';
import type { Books } from '../book/books';
import type { Model } from '../book/model';
import type { Given, Verdict } from './given';

export interface Done {
  readonly given: Given;
  readonly verdict: Verdict;
}

/** Where no order of the commands explains the ledger: the order that came furthest, and what was wrong after it. */
export interface Unexplained {
  readonly done: readonly Done[];
  readonly at?: Done;
  readonly why: string;
  /** All that was under way together. */
  readonly round?: readonly Done[];
}

/**
 * 线性化: looks for an order in which the model, asked one command after another, gives the ledger's verdicts and ends with its
 * balances. A command that was answered before another was sent stands before it; of those under way together any order is tried,
 * that of the log first. Changes `books` to how they stand after the order that was found.
 */
export function linearise(
  model: Model,
  books: Books,
  round: readonly Done[],
  differences: (books: Books) => readonly string[],
): Books | Unexplained {
  const inLog = round.toSorted((a, b) => a.verdict.position - b.verdict.position);
  const search = new Search(
    model,
    round.map(({ given }) => given),
    differences,
  );
  return search.from(books, inLog, []) ?? { ...search.furthest, round: inLog };
}

class Search {
  furthest: Unexplained = { done: [], why: '' };

  constructor(
    private readonly model: Model,
    private readonly round: readonly Given[],
    private readonly differences: (books: Books) => readonly string[],
  ) {}

  from(books: Books, left: readonly Item[], done: readonly Done[]): Books | undefined {
    if (left.length === 0) {
      const wrong = this.differences(books);
      if (wrong.length === 0) return books;
      this.failed({ done, why: wrong.join('\n  ') });
      return undefined;
    }
    for (const next of left) {
      if (left.some(({ given }) => given !== next.given && given.answeredAt < next.given.sentAt)) continue;
      const placed = next.caseId === undefined ? this.acted(books, next, done) : this.goneOn(books, next, next.caseId);
      const [after, more = []] = placed ?? [];
      const rest = left.filter((each) => each !== next);
      const found = after && this.from(after, [...more, ...rest], next.caseId === undefined ? [...done, next] : done);
      if (found) return found;
    }
    return undefined;
  }

  private goneOn(books: Books, { given }: Done, caseId: string): [Books, Item[]?] {
    const changed = structuredClone(books);
    this.model.applyTo(changed, given.ask, caseId);
    return [changed];
  }

  private acted(books: Books, next: Done, done: readonly Done[]): [Books, Item[]?] | undefined {
    const { given, verdict } = next;
    const { outcome, ruleId, flags, told } = verdict;
    const accepted = outcome === 'accepted' ? { ...told, beside: this.beside(given) } : undefined;
    const ruling = this.model.judge(books, given.ask, accepted);
    const objection = ruling.objection(outcome, ruleId, flags);
    if (objection !== undefined) {
      this.failed({ done, at: next, why: objection });
      return undefined;
    }
    if (outcome === 'refused') return [books];
    const changed = structuredClone(books);
    this.model.apply(changed, given.ask, told);
    return [changed, this.model.goesOn(changed, given.ask).map((caseId) => ({ ...next, caseId }))];
  }

  private beside(given: Given): Ask[] {
    const together = this.round.filter((other) => other.sentAt <= given.answeredAt && given.sentAt <= other.answeredAt);
    return together.flatMap(({ ask }) => (ask === given.ask ? [] : [ask]));
  }

  private failed(failure: Unexplained): void {
    const { why, done } = this.furthest;
    if (why === '' || failure.done.length > done.length) this.furthest = failure;
  }
}

/** A command's act, or one of the cases on which it goes on after it. */
type Item = Done & { readonly caseId?: string };

export const isUnexplained = (found: Books | Unexplained): found is Unexplained => 'why' in found;

import type { Ask } from '../book/ask';
import { copyOf } from '../book/copy-of';
import type { Books } from '../book/books';
import type { Model } from '../book/model';
import type { Ruling } from '../book/ruling';
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

  from(books: Books, left: readonly Item[], done: readonly Done[], before?: Item): Books | undefined {
    if (left.length === 0) {
      const wrong = this.differences(books);
      if (wrong.length === 0) return books;
      this.failed({ done, why: wrong.join('\n  ') });
      return undefined;
    }
    for (const next of left) {
      if (left.some(({ given }) => given !== next.given && given.answeredAt < next.given.sentAt)) continue;
      if (before && isSameAsOther(before, next)) continue;
      const rest = left.filter((each) => each !== next);
      const places = next.caseId === undefined ? this.acted(books, next, done) : this.goneOn(books, next, next.caseId);
      const so = next.caseId === undefined ? [...done, next] : done;
      for (const [after, more = []] of places) {
        const found = this.from(after, [...more, ...rest], so, next);
        if (found) return found;
      }
    }
    return undefined;
  }

  private goneOn(books: Books, { given }: Done, caseId: string): Place[] {
    const changed = copyOf(books);
    this.model.applyTo(changed, given.ask, caseId);
    return [[changed]];
  }

  private acted(books: Books, next: Done, done: readonly Done[]): Place[] {
    const { given, verdict } = next;
    const { outcome, ruleId, flags, told } = verdict;
    const accepted = outcome === 'accepted' ? { ...told, beside: this.beside(given) } : undefined;
    const ruling = this.model.judge(books, given.ask, accepted);
    const objection = ruling.objection(outcome, ruleId, flags);
    if (
      objection !== undefined &&
      !this.notBackYet(given, ruleId) &&
      !this.notMovedYet(books, given, ruling, verdict)
    ) {
      this.failed({ done, at: next, why: objection });
      return [];
    }
    if (outcome === 'refused') return [[books]];
    return this.ways(given).map((way): Place => {
      const changed = copyOf(books);
      if (way !== undefined) changed[way] = true;
      this.model.apply(changed, given.ask, told);
      if (way !== undefined) delete changed[way];
      return [changed, this.model.goesOn(changed, given.ask).map((caseId) => ({ ...next, caseId }))];
    });
  }

  /**
   * How else a command may have been done for what was under way beside it. Of two corrections of one case that make more due the one
   * that comes too late may have drawn first: its draw, given back later, stood on the line that waits, so the other put its money on
   * a further line. It is the same money at the same place, on two lines instead of one.
   */
  private ways(given: Given): (undefined | 'closing' | 'apart')[] {
    const beside = this.beside(given);
    const closes = beside.some(({ command }) => command === 'CloseClass');
    const { command: own, data } = given.ask;
    const corrected =
      MAKES_DUE.includes(own) &&
      beside.some((other) => MAKES_DUE.includes(other.command) && other.data.caseId === data.caseId);
    return [undefined, ...(closes ? (['closing'] as const) : []), ...(corrected ? (['apart'] as const) : [])];
  }

  /** What is given back follows on its streams after the act (4): until then others may still be refused for the want of it. */
  private notBackYet(given: Given, ruleId: string | undefined): boolean {
    const closes = given.ask.command === 'CloseClass' && ruleId === 'B.5-order';
    const wanting = closes || (ruleId !== undefined && WANTING.includes(ruleId));
    return wanting && this.beside(given).some(({ command }) => GIVES_BACK.includes(command));
  }

  /**
   * A corrected certificate moves its slot after the act (4: case, then person). A claim of the same person that comes in between
   * takes a place that is gone once the slot has moved, and the correction does not flag what it could not see.
   */
  private notMovedYet(books: Books, given: Given, ruling: Ruling, { outcome, flags }: Verdict): boolean {
    if (outcome !== 'accepted' || !ruling.brokenOnlyBy(PLACES, flags, PLACE_FLAGS)) return false;
    const person = books.cases[given.ask.data.caseId ?? '']?.person;
    const corrects = given.ask.command === 'ApproveCorrection';
    return this.beside(given).some(
      ({ command, data }) =>
        (command === 'ApproveCorrection' || (corrects && command === 'SubmitClaim')) &&
        books.cases[data.caseId ?? '']?.person === person,
    );
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

/** Steps on two cases one after the other come to the same in either order, so one order is tried. */
const isSameAsOther = (before: Item, next: Item): boolean =>
  before.caseId !== undefined && next.caseId !== undefined && next.caseId < before.caseId;

/** Rules by which a place or money is wanting. */
const WANTING = ['A-063', 'A-064', 'A-071', 'A-071-line', 'A-071-class', 'C.6-unique', 'C.6-holder'];
const GIVES_BACK = [
  'WithdrawClaim',
  'RejectClaim',
  'ApproveCorrection',
  'SettleDue',
  'ApproveClassAmendment',
  'CancelClass',
  'CloseClass',
  'ApproveFundCorrection',
  'RecordRecovery',
];

const MAKES_DUE = ['ApproveCorrection', 'SettleDue'];

/** A place in a person's year, and what a corrected certificate is flagged for. */
const PLACES = ['A-063', 'A-064'];
const PLACE_FLAGS = ['GRANT_OVER_QUOTA', 'DUPLICATE_AFTER_CORRECTION'];

/** A command's act, or one of the cases on which it goes on after it. */
type Item = Done & { readonly caseId?: string };

/** How things stand after a command, and what of it is still to come. */
type Place = [after: Books, more?: Item[]];

export const isUnexplained = (found: Books | Unexplained): found is Unexplained => 'why' in found;

import type { Answer } from '@ledger/commanding';
import type { Moment, Step, Story } from './step';

interface Waiting {
  readonly step: Step | Moment;
  readonly order: number;
  readonly story: Story;
}

/** Merges stories into one sequence in order of business time; equal times keep the order in which the stories were told. */
export class Scheduler {
  private readonly heap: Waiting[] = [];
  private told = 0;

  /** Adds a story; one begun in the middle of the programme joins at its own times. */
  begin(story: Story): void {
    this.wait(story.next(), story, this.told++);
  }

  /** Runs everything to its end through `give`, one command at a time. */
  async run(give: (step: Step) => Promise<Answer>): Promise<void> {
    for (let next = this.take(); next; next = this.take()) {
      const answer = 'until' in next.step ? undefined : await give(next.step);
      this.wait(next.story.next(answer), next.story, next.order);
    }
  }

  private wait(result: IteratorResult<Step | Moment, void>, story: Story, order: number): void {
    if (result.done) return;
    this.heap.push({ step: result.value, order, story });
    for (let i = this.heap.length - 1; i > 0;) {
      const parent = (i - 1) >> 1;
      if (!this.before(i, parent)) break;
      this.swap(i, parent);
      i = parent;
    }
  }

  private take(): Waiting | undefined {
    const first = this.heap[0];
    const last = this.heap.pop();
    if (!first || !last || first === last) return first;
    this.heap[0] = last;
    for (let i = 0; ;) {
      const left = 2 * i + 1;
      const right = left + 1;
      let least = i;
      if (left < this.heap.length && this.before(left, least)) least = left;
      if (right < this.heap.length && this.before(right, least)) least = right;
      if (least === i) return first;
      this.swap(i, least);
      i = least;
    }
  }

  private before(i: number, j: number): boolean {
    const a = this.heap[i] as Waiting;
    const b = this.heap[j] as Waiting;
    return a.step.at < b.step.at || (a.step.at === b.step.at && a.order < b.order);
  }

  private swap(i: number, j: number): void {
    const a = this.heap[i] as Waiting;
    this.heap[i] = this.heap[j] as Waiting;
    this.heap[j] = a;
  }
}

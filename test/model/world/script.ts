import type { Ledger } from '@ledger/runtime';
import type { Desk, Wanted } from '../asking/desk';
import { Model } from '../book/model';
import { verdictOf } from '../run/given';
import { CALENDAR } from './world';

/** What must go well, one after another, in the ledger and in the model. */
export class Script {
  private readonly model = new Model(CALENDAR);
  private ledger!: Ledger;

  constructor(readonly desk: Desk) {}

  on(ledger: Ledger): this {
    this.ledger = ledger;
    return this;
  }

  /** Each at its own time, never late. */
  async do(wanted: Wanted): Promise<void> {
    const { desk, model } = this;
    const ask = desk.inOrder(wanted);
    const { id, at, actor, command, data } = ask;
    const answer = await this.ledger.execute({ id, at, actor, command, data });
    const verdict = verdictOf(this.ledger, { ask, by: 0, sentAt: 0, answeredAt: 0, answer });
    if (answer.outcome !== 'accepted' || !verdict)
      throw new Error(
        `${command}: ${answer.outcome} ${answer.problem?.detailEn} ${JSON.stringify(answer.problem?.errors)}`,
      );
    const wrong = model.judge(desk.books, ask, verdict.told).objection('accepted', undefined, verdict.flags);
    if (wrong !== undefined) throw new Error(`${command}: ${wrong}`);
    model.apply(desk.books, ask, verdict.told);
    for (const caseId of model.goesOn(desk.books, ask)) model.applyTo(desk.books, ask, caseId);
  }
}

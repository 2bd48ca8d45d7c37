import type { WorkingCalendar } from '@ledger/kernel';
import type { Act } from './act';
import type { Ask, Told } from './ask';
import { batchActs } from './batches';
import type { Books } from './books';
import { claimActs } from './claims';
import { classActs } from './classes';
import { correctionActs } from './corrections';
import { flagActs } from './flag-acts';
import { fundActs } from './funds';
import { powerOf } from './powers';
import { recoveryActs } from './recoveries';
import { reviewActs } from './reviews';
import { Ruling } from './ruling';
import { trainingActs } from './training';

/** 独立模型: what may be asked of it, judged and done on plain books. */
export class Model {
  private readonly acts: Readonly<Record<string, Act>>;

  constructor(calendar: WorkingCalendar) {
    this.acts = {
      ...fundActs,
      ...classActs(calendar),
      ...trainingActs,
      ...claimActs,
      ...reviewActs(calendar),
      ...flagActs,
      ...correctionActs,
      ...recoveryActs,
      ...batchActs,
    };
  }

  judge(books: Books, ask: Ask, told?: Told): Ruling {
    const ruling = new Ruling();
    if (powerOf(books, ask, ruling)) this.actOf(ask).judge(books, ask, ruling, told);
    return ruling;
  }

  /** What an accepted command does. */
  apply(books: Books, ask: Ask, told: Told): void {
    this.actOf(ask).apply(books, ask, told);
  }

  /** The cases on which an accepted command then goes on. */
  goesOn(books: Books, ask: Ask): readonly string[] {
    return this.actOf(ask).goesOn?.(books, ask) ?? [];
  }

  applyTo(books: Books, ask: Ask, caseId: string): void {
    this.actOf(ask).applyTo?.(books, ask, caseId);
  }

  private actOf({ command }: Ask): Act {
    const act = this.acts[command];
    if (!act) throw new Error(`the model knows no ${command}`);
    return act;
  }
}

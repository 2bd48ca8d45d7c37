import { paysLearner } from './filing';
import type { Course, SimulatedClass } from './programme-state';
import type { Random } from './random';

/** How often a claim goes which way; all others go smoothly. */
const SHARES: readonly (readonly [Course, number])[] = [
  ['eventful', 0.01],
  ['supplements', 0.06],
  ['review-taken-back', 0.03],
  ['rejected', 0.03],
  ['withdrawn', 0.02],
  ['objection', 0.02],
  ['objection-upheld', 0.01],
  ['hold', 0.02],
  ['bank-bounce', 0.03],
  ['bank-return', 0.02],
  ['wrong-number', 0.02],
  ['wrong-person', 0.01],
  ['amount-corrected', 0.02],
  ['overpaid', 0.01],
  ['revoked-after-payment', 0.01],
  ['fraud', 0.01],
  ['off-roster', 0.005],
];

/** Only a learner's own account is corrected on the case. */
const PAID_TO_THE_LEARNER: readonly Course[] = ['bank-bounce', 'bank-return', 'eventful'];
/** A special-operation number is the holder's ID number: nothing in it to put right. */
const NUMBERED: readonly Course[] = ['wrong-number', 'eventful'];

/** 走向: deals every course once, as soon as a class suits it, then by its share. */
export class CourseDeck {
  private readonly once = SHARES.map(([course]) => course);

  constructor(private readonly random: Random) {}

  next(of: SimulatedClass): Course {
    const waiting = this.once.findIndex((course) => suits(course, of));
    if (waiting >= 0) return this.once.splice(waiting, 1)[0] ?? 'smooth';
    let drawn = this.random.fraction();
    for (const [course, share] of SHARES) {
      drawn -= share;
      if (drawn < 0) return suits(course, of) ? course : 'smooth';
    }
    return 'smooth';
  }
}

function suits(course: Course, of: SimulatedClass): boolean {
  return (
    of.rateFen > 0 &&
    (paysLearner(of) || !PAID_TO_THE_LEARNER.includes(course)) &&
    (of.project.certKind !== 'SPECIAL_OPERATION' || !NUMBERED.includes(course))
  );
}

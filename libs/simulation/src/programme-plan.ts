import { CourseDeck } from './course-deck';
import { Money } from './money-left';
import { plannedClass, type Offer, type PlannedClass } from './planned-class';
import type { ProgrammeState } from './programme-state';
import { repeatLearnerClasses } from './repeat-learner';
import { ORGANISATIONS, PROJECTS, UNITS, workingDay } from './world';

/** The whole plan asks for more than the units were allotted. */
class ProgrammeTooLarge extends Error {
  constructor(learners: number) {
    super(`The money of the programme does not cover ${learners} learners; ask for fewer.`);
    this.name = 'ProgrammeTooLarge';
  }
}

/** Starts of classes: from the plan's first November to a day from which everything is settled by the end of 2021. */
const CLASS_DAYS = { first: '2019-11-04', spreadOverWorkingDays: 400 };
const SIZE = { least: 8, most: 30 };
const FEWEST = 3;
const MOST_TRIES = 2_000;

/**
 * Classes until all learners have a place: first those of the learner who comes again and again, then one or more for every
 * unit, programme and certificate kind, then any. Smaller programmes have smaller classes; the smallest has some sixty learners.
 */
export function plannedClasses(world: ProgrammeState, learners: number): PlannedClass[] {
  const planner = new Planner(world);
  const planned = repeatLearnerClasses(world);
  for (const { of } of planned) planner.money.take(of);
  let left = learners - planned.reduce((sum, { places }) => sum + places.length, 0);
  const covering = coveringOffers(world);
  const fair = Math.max(FEWEST, Math.floor(left / covering.length));
  for (const offer of covering) {
    const one = planner.one(() => offer, Math.min(fair, world.random.int(SIZE.least, SIZE.most)));
    if (!one) throw new ProgrammeTooLarge(learners);
    planned.push(one);
    left -= one.places.length;
  }
  for (const offers = offersByProgramme(); left > 0;) {
    // In turn; a programme for which no money is left drops out.
    const turn = offers.shift();
    if (!turn) throw new ProgrammeTooLarge(learners);
    const one = planner.one(() => world.random.pick(turn), Math.min(left, world.random.int(SIZE.least, SIZE.most)));
    if (!one) continue;
    planned.push(one);
    left -= one.places.length;
    offers.push(turn);
  }
  return planned;
}

/** Who may teach what, in the order of the reference data. */
const OFFERS: readonly Offer[] = PROJECTS.flatMap((project) =>
  ORGANISATIONS.filter(
    ({ listedFrom, scope }) => listedFrom !== null && (scope.projects as readonly string[]).includes(project.projectId),
  ).map((runner) => ({ project, runner })),
);

const offersByProgramme = (): (readonly Offer[])[] =>
  [...new Set(PROJECTS.map(({ programme }) => programme))].map((programme) =>
    OFFERS.filter(({ project }) => project.programme === programme),
  );

/** Offers that between them reach every unit, programme and certificate kind: for each unit the one that adds most. */
function coveringOffers({ random }: ProgrammeState): Offer[] {
  const seen = new Set<string>();
  const chosen: Offer[] = [];
  const add = (offers: readonly Offer[]): void => {
    const news = ({ project }: Offer): number =>
      Number(!seen.has(project.programme)) + Number(!seen.has(project.certKind));
    const most = Math.max(...offers.map(news));
    const offer = random.pick(offers.filter((each) => news(each) === most));
    seen.add(offer.project.programme).add(offer.project.certKind);
    chosen.push(offer);
  };
  for (const unit of UNITS) add(OFFERS.filter(({ runner }) => runner.homeUnit === unit));
  for (const key of ['programme', 'certKind'] as const)
    for (const value of new Set(PROJECTS.map((project) => project[key])))
      if (!seen.has(value)) add(OFFERS.filter(({ project }) => project[key] === value));
  return chosen;
}

class Planner {
  readonly money = new Money();
  private readonly deck: CourseDeck;

  constructor(private readonly world: ProgrammeState) {
    this.deck = new CourseDeck(world.random.fork());
  }

  /** A class of that size by some offer on some day, where listings and money allow it. */
  one(offered: () => Offer, size: number): PlannedClass | undefined {
    const { random } = this.world;
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const startsOn = workingDay(CLASS_DAYS.first, random.int(0, CLASS_DAYS.spreadOverWorkingDays));
      const of = plannedClass(this.world, offered(), startsOn, size + random.int(0, 2));
      if (!of || !this.money.covers(of)) continue;
      this.money.take(of);
      return { of, places: Array.from({ length: size }, () => ({ course: this.deck.next(of) })) };
    }
    return undefined;
  }
}

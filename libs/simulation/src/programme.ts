import type { Answer } from '@ledger/commanding';
import { classStory } from './class.story';
import { plannedClasses } from './programme-plan';
import { ProgrammeState } from './programme-state';
import { Random } from './random';
import { refusalsStory } from './refusals.story';
import { Scheduler } from './scheduler';
import { setUpStory } from './set-up.story';
import type { Step } from './step';
import { unitRhythm } from './unit-rhythm.story';
import { UNITS } from './world';

export interface ProgrammeOptions {
  readonly learners: number;
  readonly seed: number;
}

/** What the ledger did not do as the programme expected of it. */
export class ProgrammeSurprise extends Error {
  constructor(step: Step, answer: Answer) {
    const said = `${answer.outcome} ${answer.problem?.ruleId ?? ''} ${answer.problem?.detailEn ?? ''}`;
    super(
      `${step.command} at ${step.at} was to be ${step.refusedBy === undefined ? 'accepted' : `refused by ${step.refusedBy}`}, but: ${said}`,
    );
    this.name = 'ProgrammeSurprise';
  }
}

/** Months of payment: the plan was issued in October 2019 and ends with 2021. */
const FIRST_MONTH = '2019-11';
const LAST_MONTH = '2021-12';

/** Runs a whole simulated programme through `give`, in order of business time; the same options give the same commands. */
export async function runProgramme(options: ProgrammeOptions, give: (step: Step) => Promise<Answer>): Promise<void> {
  const scheduler = new Scheduler();
  const world = new ProgrammeState(new Random(options.seed), (story) => scheduler.begin(story));
  scheduler.begin(setUpStory(world));
  scheduler.begin(refusalsStory(world));
  for (const unit of UNITS) scheduler.begin(unitRhythm(world, unit, FIRST_MONTH, LAST_MONTH));
  for (const planned of plannedClasses(world, options.learners)) scheduler.begin(classStory(world, planned));
  await scheduler.run(async (step) => {
    const answer = await give(step);
    if (step.refusedBy === undefined ? answer.outcome !== 'accepted' : answer.problem?.ruleId !== step.refusedBy)
      throw new ProgrammeSurprise(step, answer);
    world.heard(answer);
    return answer;
  });
}

import type { Ask } from '../book/ask';
import { batchIdeas } from './batch-ideas';
import { caseIdeas } from './case-ideas';
import { classIdeas } from './class-ideas';
import { correctionIdeas } from './correction-ideas';
import type { Desk, Idea } from './desk';
import { fundIdeas } from './fund-ideas';
import { spoiled } from './spoil';

const SPOILED = 0.1;

/** What the next actor asks: something that fits how things stand, and one time in ten something that does not. */
export function nextAsk(desk: Desk): Ask {
  const ideas = [
    ...classIdeas(desk),
    ...caseIdeas(desk),
    ...correctionIdeas(desk),
    ...batchIdeas(desk),
    ...fundIdeas(desk),
  ];
  const wanted = drawn(desk, ideas).want();
  return desk.asked(desk.chance(SPOILED) ? spoiled(desk, wanted) : wanted);
}

function drawn(desk: Desk, ideas: readonly Idea[]): Idea {
  let left = desk.random.fraction() * ideas.reduce((sum, { weight }) => sum + weight, 0);
  for (const idea of ideas) {
    left -= idea.weight;
    if (left < 0) return idea;
  }
  const [first] = ideas;
  if (!first) throw new Error('nobody has anything to ask');
  return first;
}

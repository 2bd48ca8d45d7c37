import { WHO_MAY } from '../authority';
import { allCommands } from '../commands';
import { ruleById } from '../rules-catalogue';
import { type Answer, compensationCells, COMPENSATIONS, SUBJECTS } from './index';

const powers = new Set(WHO_MAY.map(({ command }) => command));
const names = new Set(allCommands.map(({ name }) => name));

describe('the compensation matrix', () => {
  it('answers for every command', () => {
    expect([...names].filter((name) => !COMPENSATIONS.some(({ command }) => command === name))).toEqual([]);
  });

  it('names no command that does not exist, and asks for an approval of every kind once', () => {
    const keys = COMPENSATIONS.map(({ command, variant = '' }) => `${command} ${variant}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(COMPENSATIONS.filter(({ command }) => !names.has(command))).toEqual([]);
  });

  it.each(
    COMPENSATIONS.map((each) => [each.variant ? `${each.command} ${each.variant}` : each.command, each] as const),
  )(
    '%s has an answer for every state in which it may stand later, and for one at least',
    (_name, { subject, answers }) => {
      expect(Object.keys(answers).toSorted()).toEqual(Object.keys(SUBJECTS[subject].stages).toSorted());
      expect(Object.values<Answer>(answers).some(({ is }) => is === 'undone' || is === 'none')).toBe(true);
    },
  );

  it('compensates with commands that somebody may give, and is refused by rules that exist', () => {
    const answers = compensationCells().map(({ answer }) => answer);
    const steps = answers.flatMap((each) => (each.is === 'undone' ? [...each.steps, ...(each.or ?? []).flat()] : []));
    const refused = answers.flatMap((each) => (each.is === 'none' || !each.refusedNow ? [] : [each.refusedNow]));
    expect([...steps, ...refused.map(({ command }) => command)].filter((step) => !powers.has(step))).toEqual([]);
    expect(refused.filter(({ ruleId }) => ruleById(ruleId) === undefined)).toEqual([]);
  });
});

import type { World } from '../world/world';
import { registerWith, type FaultMoment } from '../faults/faults';
import { History, type HistoryReport } from './history';
import type { Done, Unexplained } from './linearise';

/** What one history came to, in words that can leave its thread. */
export type Told = Omit<HistoryReport, 'failure' | 'before'> & { readonly failure?: readonly string[] };

/** Plays the history of a seed, with a fault planted where one is named. */
export async function oneHistory(world: World, base: string, seed: number, fault?: string): Promise<Told> {
  const moment: FaultMoment = { repairing: false };
  const history = new History({ world, base, seed, moment, register: registerWith(fault, moment) });
  try {
    const { failure, before, ...report } = await history.run();
    return { ...report, ...(failure ? { failure: wordsOf(before, failure) } : {}) };
  } catch (error) {
    const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { seed, commands: 0, crashes: 0, verdicts: {}, trail: [], failure: [`the ledger broke: ${why}`] };
  }
}

/** The history up to where no order of the commands explains the ledger any more. */
function wordsOf(before: readonly Done[], { done, at, why, round = [] }: Unexplained): string[] {
  const placed = new Set([...done, ...(at ? [at] : [])].map(({ given }) => given));
  return [
    ...before.map((each) => `   ${lineOf(each)}`),
    ...done.map((each) => ` + ${lineOf(each)}`),
    ...(at ? [`>> ${lineOf(at)}`] : []),
    `expected against got: ${why}`,
    ...(at?.given.answer?.problem ? [`the ledger said: ${at.given.answer.problem.detailEn}`] : []),
    ...round.filter(({ given }) => !placed.has(given)).map((each) => ` ? ${lineOf(each)}`),
  ];
}

/** Turns in which it was sent and answered, who asked what and when, and what the ledger said. */
function lineOf({ given: { ask, sentAt, answeredAt }, verdict }: Done): string {
  const { outcome, ruleId, position } = verdict;
  const said = ruleId === undefined ? outcome : `${outcome} ${ruleId}`;
  const { reason: _reason, document: _document, ...data } = ask.data;
  return `[${sentAt}–${answeredAt}] ${ask.at} ${ask.actor.role} ${ask.actor.id}: ${ask.command} ${JSON.stringify(data)} → ${said} @${position}`;
}

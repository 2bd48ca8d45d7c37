import { accept, defineCommand, factOf, fails, holds, judge, refuse, type Rule } from '@ledger/kernel';
import type { PolicyState } from '../../policy';
import { listedCase, onEachCase } from '../listed-cases';
import { publicityEvent, type OmittedLine, type PublicityRecorded } from '../publicity.events';
import { PUBLICITY_STATUS_NAMES, type PublicityState } from '../publicity.state';
import { publicityStream } from '../publicity.stream';
import { OpenPublicity } from './open-publicity.command';
import { namesToMask, publicNeeds, publish, toPublish, type PublicFacts, type Published } from './published-list';
import { lastPublicDay, publicityDays } from './publicity-days.rule';

interface Opening {
  readonly state: PublicityState;
  readonly firstDay: string;
  readonly today: string;
  readonly policy: PolicyState;
  readonly caseIds: readonly string[];
  readonly omitted: readonly OmittedLine[];
}

const opensOnce: Rule<Opening> = {
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge: ({ state }) =>
    state.status === 'none'
      ? holds(state.status)
      : fails(
          `该编号的公示${PUBLICITY_STATUS_NAMES[state.status].zh}（由 ${state.lastStepBy} 办理）；请换一个编号。`,
          `A publication of this id is ${PUBLICITY_STATUS_NAMES[state.status].en} (${state.lastStepBy} acted last); take another id.`,
          state.status,
        ),
};

/** What is not at this step is left out and named; nothing left is nothing to publish. */
const somethingToPublish: Rule<Opening> = {
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge: ({ caseIds, omitted }) =>
    caseIds.length > 0
      ? holds(caseIds.length)
      : fails(
          `所列个案都不能公示：${omitted.map(({ caseId, ruleId }) => `${caseId}（${ruleId}）`).join('、')}；公示的须是本单位初审、复审均通过且未暂缓的申请。`,
          `None of the cases can be published: ${omitted.map(({ caseId, ruleId }) => `${caseId} (${ruleId})`).join(', ')}; a list takes claims of the unit that passed both reviews and are not held.`,
          omitted.length,
        ),
};

const rules: readonly Rule<Opening>[] = [opensOnce, publicityDays, somethingToPublish];

export const openPublicity = defineCommand<OpenPublicity, OpenPublicity, PublicityState, PublicFacts, Published>({
  name: 'OpenPublicity',
  zh: '公示',
  en: 'Open the publicity of a list',
  shape: OpenPublicity,
  stream: publicityStream,
  target: ({ publicityId }, commandId) => publicityId ?? commandId,
  needs: (command, _state, facts) => publicNeeds(command, facts),
  reveal: (command, _state, facts) => namesToMask(command, facts).map(({ name }) => name),
  derive: (command, _state, facts, keyed, revealed, _today, at) => publish(command, facts, keyed, revealed, at),
  keeps: ({ text }) => text,
  subject: ({ unit }) => ({ unit }),
  decide(command, state, context) {
    const { unit, caseIds: asked, firstDay } = command;
    const { facts, today, at, derived } = context;
    const policy = facts.policy.state;
    const { caseIds, omitted } = toPublish(command, facts, at);
    const { digest } = derived;
    const input: Opening = { state, firstDay, today, policy, caseIds, omitted };
    const steps = asked.map((caseId) => {
      const listed = listedCase(facts, caseId);
      return factOf(listed, 'step', listed.state.step);
    });
    const { refusal, evidence } = judge(rules, input, steps);
    if (refusal) return refuse(refusal, evidence);
    const last = lastPublicDay(input);
    const lastDay = 'ok' in last && last.ok ? last.value : firstDay;
    return accept(publicityEvent('PublicityOpened', { unit, caseIds, firstDay, lastDay, digest, omitted }), {
      evidence,
      flags: omitted.length > 0 ? ['LINES_OMITTED'] : [],
    });
  },
  after: (events) =>
    (events as readonly PublicityRecorded[]).flatMap((event) => {
      if (event.type !== 'PublicityOpened') return [];
      const { caseIds, firstDay, lastDay } = event.data;
      return onEachCase(event, caseIds, 'begin-publicity', { firstDay, lastDay });
    }),
});

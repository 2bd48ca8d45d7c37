import { accept, defineCommand, fails, holds, judge, refuse, type Rule } from '@ledger/kernel';
import { onEachCase } from '../listed-cases';
import { publicityEvent, type PublicityRecorded } from '../publicity.events';
import type { PublicityState } from '../publicity.state';
import { publicityStream } from '../publicity.stream';
import { isOpen, type OnList } from '../rules/status.rule';
import { ClosePublicity } from './close-publicity.command';

/** B.5-publicity: the last working day has ended, both ends counted. */
const periodOver: Rule<OnList & { readonly today: string }> = {
  ruleId: 'B.5-publicity',
  clause: '二(三)3',
  judge({ state: { lastDay = '' }, today }) {
    if (today > lastDay) return holds({ lastDay, today });
    return fails(
      `公示到 ${lastDay} 日终才期满，今天是 ${today}；请在期满后关闭公示。`,
      `The publicity lasts until the end of ${lastDay} and today is ${today}; close it after that day.`,
      { lastDay, today },
    );
  },
};

const rules: readonly Rule<OnList & { readonly today: string }>[] = [isOpen, periodOver];

export const closePublicity = defineCommand<ClosePublicity, ClosePublicity, PublicityState>({
  name: 'ClosePublicity',
  zh: '关闭公示',
  en: 'Close the publicity of a list',
  shape: ClosePublicity,
  stream: publicityStream,
  target: ({ publicityId }) => publicityId,
  subject: (_command, { unit = '' }) => ({ unit }),
  decide(_command, state, { at, today }) {
    const { refusal, evidence } = judge(rules, { state, at, today });
    if (refusal) return refuse(refusal, evidence);
    return accept(publicityEvent('PublicityClosed', { closedOn: today, caseIds: state.caseIds }), { evidence });
  },
  after: (events) =>
    (events as readonly PublicityRecorded[]).flatMap((event) =>
      event.type === 'PublicityClosed' ? onEachCase(event, event.data.caseIds, 'end-publicity') : [],
    ),
});

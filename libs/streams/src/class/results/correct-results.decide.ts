import { defineCommand, fails, holds, type Loaded, type Rule } from '@ledger/kernel';
import { type CatalogueState, projectsRef } from '../../catalogue';
import type { PolicyState } from '../../policy';
import { decideBy, type Matter } from '../../rules';
import { classEvent } from '../class.events';
import type { ClassState } from '../class.state';
import { classStream } from '../class.stream';
import { inProcedure } from '../rules/in-procedure.rule';
import { plainResults } from './plain-results';
import { CorrectResults } from './correct-results.command';
import { examinerSubject } from './examiner-subject';

type F = { policy: Loaded<PolicyState>; projects: Loaded<CatalogueState> };
type Asked = Matter<CorrectResults, ClassState, F>;

/** B.5-order: there is a result to correct, and one event that gave them all: `corrects` names one. */
const recordedTogether: Rule<Asked> = {
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge: ({ command: { results }, state }) => {
    const versions = new Set(results.map(({ caseId }) => state.results[caseId]?.version));
    if (versions.has(undefined)) {
      return fails(
        '其中有个案尚无考核结果，无从更正；请先记录考核结果。',
        'One of the cases has no result that could be corrected; record it first.',
      );
    }
    if (versions.size === 1) return holds([...versions][0]);
    return fails(
      '这些考核结果是分几次记录的；请按记录批次分别更正。',
      'These results were recorded in several acts; correct those of each act on their own.',
    );
  },
};

export const correctResults = defineCommand<CorrectResults, CorrectResults, ClassState, F>({
  name: 'CorrectResults',
  zh: '更正考核结果',
  en: 'Correct results',
  shape: CorrectResults,
  stream: classStream,
  target: ({ classId }) => classId,
  needs: () => ({ projects: projectsRef }),
  subject: examinerSubject,
  decide: (command, state, context) =>
    decideBy<Asked>([...inProcedure('finished', 'closed'), recordedTogether], { command, state, context }, () => {
      const version = state.results[command.results[0]?.caseId ?? '']?.version ?? 1;
      const corrects = { stream: context.target.stream, version };
      return { events: classEvent('ResultsCorrected', { results: plainResults(command.results) }, { corrects }) };
    }),
});

import { defineCommand, fails, holds, type Loaded, type Rule } from '@ledger/kernel';
import { type CatalogueState, projectsRef } from '../../catalogue';
import type { PolicyState } from '../../policy';
import { decideBy, type Matter } from '../../rules';
import { classEvent } from '../class.events';
import type { ClassState } from '../class.state';
import { classStream } from '../class.stream';
import { inProcedure } from '../rules/in-procedure.rule';
import { onTheRoster } from '../sessions/on-the-roster.rule';
import { plainResults } from './plain-results';
import { examinerSubject } from './examiner-subject';
import { RecordResults } from './record-results.command';

type F = { policy: Loaded<PolicyState>; projects: Loaded<CatalogueState> };
type Asked = Matter<RecordResults, ClassState, F>;

const casesOf = ({ command }: Asked): string[] => command.results.map(({ caseId }) => caseId);

/** B.5-order: a result is recorded once; a change is a correction, with its reason. */
const noneRecordedYet: Rule<Asked> = {
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge: (asked) => {
    const known = casesOf(asked).filter((caseId) => asked.state.results[caseId]);
    if (known.length === 0) return holds();
    const some = known.slice(0, 3);
    return fails(
      `${known.length} 个个案已有考核结果（如 ${some.join('、')}）；有误的请办理考核结果更正。`,
      `${known.length} cases have a result already (such as ${some.join(', ')}); if one is wrong, correct it.`,
      known,
    );
  },
};

export const recordResults = defineCommand<RecordResults, RecordResults, ClassState, F>({
  name: 'RecordResults',
  zh: '记录考核结果',
  en: 'Record results',
  shape: RecordResults,
  stream: classStream,
  target: ({ classId }) => classId,
  needs: () => ({ projects: projectsRef }),
  subject: examinerSubject,
  decide: (command, state, context) =>
    decideBy<Asked>(
      [...inProcedure('finished', 'closed'), onTheRoster(casesOf), noneRecordedYet],
      { command, state, context },
      () => ({ events: classEvent('ResultsRecorded', { results: plainResults(command.results) }) }),
    ),
});

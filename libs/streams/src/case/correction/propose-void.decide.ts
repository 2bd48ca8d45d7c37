import { defineCommand, factOf, type Loaded, type Rule } from '@ledger/kernel';
import type { PolicyState } from '../../policy';
import type { CaseState } from '../case.state';
import { caseRef, caseStream } from '../case.stream';
import { subjectOfCase } from '../case-subject';
import { ProposeVoid } from './propose-void.command';
import { propose, proposing, type Proposing } from './proposing';
import { oneStays, type VoidInput } from './rules/correction-allowed.rule';

type F = { policy: Loaded<PolicyState>; duplicate: Loaded<CaseState> | undefined };

const rules: readonly Rule<Proposing & VoidInput>[] = [oneStays];

export const proposeVoid = defineCommand<ProposeVoid, ProposeVoid, CaseState, F>({
  name: 'ProposeVoid',
  zh: '建议作废个案',
  en: 'Propose to void the case',
  shape: ProposeVoid,
  stream: caseStream,
  target: ({ caseId }) => caseId,
  needs: ({ duplicateOf }) => ({ duplicate: duplicateOf === undefined ? undefined : caseRef(duplicateOf) }),
  subject: subjectOfCase,
  decide(command, state, context) {
    const { caseId, cause, duplicateOf } = command;
    const { duplicate } = context.facts;
    const change = { kind: 'VOID', cause, ...(duplicateOf === undefined ? {} : { duplicateOf }) } as const;
    const input = {
      ...proposing(command, change, state, context),
      caseId,
      cause,
      duplicateOf,
      duplicate: duplicate?.state,
    };
    return propose(input, context, rules, duplicate ? [factOf(duplicate, 'step', duplicate.state.step)] : []);
  },
});

import { defineCommand, factOf, fails, holds, type Loaded, type Rule, type StreamRef } from '@ledger/kernel';
import { caseRef, type CaseState, type CaseStep, STEP_NAMES, wasDispatched } from '../../case';
import type { PolicyState } from '../../policy';
import { decideBy, type Matter } from '../../rules';
import { classEvent } from '../class.events';
import type { ClassState } from '../class.state';
import { classStream } from '../class.stream';
import { freeFen } from '../money/free-fen';
import { releaseOf } from '../money/fund-effects';
import { classSubject } from '../rules/class-subject';
import { inProcedure } from '../rules/in-procedure.rule';
import { CloseClass } from './close-class.command';

type CaseFacts = { readonly [name: `case:${string}`]: Loaded<CaseState> | undefined };
type F = { policy: Loaded<PolicyState> } & CaseFacts;
type Asked = Matter<CloseClass, ClassState, F>;

/** Confirmed or later: what became of the claim no longer changes what the class must hold for it. */
const SETTLED: readonly CaseStep[] = ['confirmed', 'rejected', 'withdrawn', 'revoked', 'voided'];

/** What a class must hold for a claim is settled: confirmed, or ended. */
function isSettled({ stream, state }: Loaded<CaseState>, draws: ClassState['draws']): boolean {
  if (state.step === 'confirmed') return true;
  if (!SETTLED.includes(state.step)) return false;
  // An ended claim draws on after its money went to the bank, or where the class was closed when it ended. Otherwise it is being
  // made or restored at this very moment, or its money is on the way back.
  return (
    wasDispatched(state) || Object.entries(draws).every(([key, { kept }]) => kept || !stream.endsWith(caseOf(key)))
  );
}

const caseOf = (key: string): string => key.slice(0, key.indexOf('#'));

/** The cases with a live draw, each once. */
const drawnCases = (state: ClassState): string[] => [...new Set(Object.keys(state.draws).map((key) => caseOf(key)))];

const caseNeeds = (state: ClassState): Record<`case:${string}`, StreamRef> =>
  Object.fromEntries(drawnCases(state).map((caseId) => [`case:${caseId}`, caseRef(caseId)]));

/** B.5-order: closing waits for every claim that has drawn on the class. */
const drawnCasesSettled: Rule<Asked> = {
  ruleId: 'B.5-order',
  clause: '二(三)2',
  judge: ({ state, context: { facts } }) => {
    const loaded = drawnCases(state).flatMap((caseId) => facts[`case:${caseId}`] ?? []);
    const seen = loaded.map((each) => factOf(each, 'step', each.state.step));
    const open = loaded.filter((each) => !isSettled(each, state.draws));
    const [first] = open;
    if (!first) return holds({ drawn: loaded.length }, seen);
    const { zh, en } = STEP_NAMES[first.state.step];
    return fails(
      `还有 ${open.length} 个已支用资金的个案未确认（如 ${first.stream}，${zh}）；请待其确认、驳回或撤回后再结清。`,
      `${open.length} cases that drew on the class are not confirmed yet (such as ${first.stream}, ${en}); close it when they are confirmed, rejected or withdrawn.`,
      { drawn: loaded.length, open: open.length },
      seen,
    );
  },
};

/** B.5-order: a closed class is closed again only to release what came back to it since. */
const somethingToClose: Rule<Asked> = {
  ruleId: 'B.5-order',
  clause: '二(三)2',
  judge: ({ state }) => {
    if (state.status !== 'closed' || freeFen(state) > 0) return holds({ freeFen: freeFen(state) });
    return fails(
      '该班期已结清，没有可退回的资金；无需再次办理。',
      'The class is closed and holds nothing that could go back; nothing is left to do.',
      { freeFen: 0 },
    );
  },
};

export const closeClass = defineCommand<CloseClass, CloseClass, ClassState, F>({
  name: 'CloseClass',
  zh: '结清班期',
  en: 'Close a class',
  shape: CloseClass,
  stream: classStream,
  target: ({ classId }) => classId,
  needs: (_command, state) => caseNeeds(state),
  subject: classSubject,
  decide: (command, state, context) =>
    decideBy<Asked>(
      [...inProcedure('finished', 'closed'), somethingToClose, drawnCasesSettled],
      { command, state, context },
      () => ({
        events: classEvent('ClassClosed', { releasedFen: freeFen(state), commandId: context.commandId }),
      }),
    ),
  after: (events, state) => releaseOf(events, state, 'class-closed'),
});

import {
  accept,
  fails,
  holds,
  judge,
  refuse,
  type Context,
  type Decision,
  type Fact,
  type Facts,
  type Rule,
} from '@ledger/kernel';
import { newProposal } from '../../rules';
import { caseEvent, type CaseChange } from '../case.events';
import type { CaseState } from '../case.state';
import { actOn, type Act } from '../rules/act';
import { inOrder } from '../rules/in-order.rule';
import { CORRECTIONS, inForce } from './correction-kinds';

/** What the rules of every proposal look at. */
export interface Proposing extends Act {
  readonly proposalId: string;
  readonly version: number;
  readonly change: CaseChange;
}

/** B.5-order: one question at a time; two proposals of a kind would each be decided on what the other changes. */
const onePerKind: Rule<Proposing> = {
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge({ state, change: { kind } }) {
    const other = Object.entries(state.proposals).find(([, { change }]) => change.kind === kind);
    if (!other) return holds(kind);
    return fails(
      `${other[1].proposedBy} 已提出同类更正 ${other[0]}，尚未决定；请待其批准、否决或撤回后再提。`,
      `${other[1].proposedBy} has proposed such a correction already (${other[0]}), and it is undecided; wait until it is approved, declined or withdrawn.`,
      other[0],
    );
  },
};

/** B.5-order: it corrects what is in force. */
const correctsInForce: Rule<Proposing> = {
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge({ state, change, version }) {
    const now = inForce(state, change);
    if (now === version) return holds(version);
    const { zh, en } = CORRECTIONS[change.kind].name;
    return now === undefined
      ? fails(
          `本案没有可供${zh}的记录；请核对个案和更正种类。`,
          `The case holds nothing by which one could ${en}; check the case and the kind of correction.`,
          null,
        )
      : fails(
          `拟${zh}的是第 ${version} 号记录，现行有效的是第 ${now} 号；请核对个案历史后改用现行的一条。`,
          `To ${en}, entry ${version} is named, but entry ${now} is the one in force; look at the case's history and name that.`,
          now,
        );
  },
};

const rulesOf = ({ kind }: CaseChange): readonly Rule<Proposing>[] => [
  inOrder(CORRECTIONS[kind].name, CORRECTIONS[kind].steps, CORRECTIONS[kind].todo),
  newProposal(({ state, proposalId }) => proposalId in state.proposals || proposalId in state.decidedProposals),
  onePerKind,
  correctsInForce,
];

/** Judges the rules of every proposal and those of this kind, and records the proposal: nothing else changes yet. */
export function propose<I extends Proposing>(
  input: I,
  context: Context<Facts, unknown>,
  more: readonly Rule<I>[] = [],
  facts: readonly Fact[] = [],
): Decision {
  const { refusal, evidence } = judge<I>([...rulesOf(input.change), ...more], input, facts);
  if (refusal) return refuse(refusal, evidence);
  const { proposalId, change, version } = input;
  const corrects = { stream: context.target.stream, version };
  return accept(caseEvent('CorrectionProposed', { proposalId, change }, { corrects }), { evidence });
}

export const proposing = (
  { proposalId, version }: { readonly proposalId?: string; readonly version: number },
  change: CaseChange,
  state: CaseState,
  context: Context<Facts, unknown>,
): Proposing => ({ ...actOn(state, context), proposalId: proposalId ?? context.commandId, version, change });

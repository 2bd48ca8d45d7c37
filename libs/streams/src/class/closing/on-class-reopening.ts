import type { Loaded } from '@ledger/kernel';
import type { PolicyState } from '../../policy';
import { anotherPerson, type Matter, notBefore, openProposal } from '../../rules';
import type { ClassState, Reopening } from '../class.state';
import { classStream } from '../class.stream';
import { classSubject } from '../rules/class-subject';

interface NamesReopening {
  readonly classId: string;
  readonly proposalId: string;
}
export type ReopeningFacts = { policy: Loaded<PolicyState> };
export type DecidesReopening<C extends NamesReopening = NamesReopening> = Matter<C, ClassState, ReopeningFacts>;

/** What every command on the reopening of a class has in common. */
export const onClassReopening = {
  stream: classStream,
  target: ({ classId }: Pick<NamesReopening, 'classId'>): string => classId,
  subject: classSubject,
};

/** The reopening while it waits for its decision. */
export const reopeningOf = ({ command, state }: Pick<DecidesReopening, 'command' | 'state'>): Reopening | undefined =>
  state.reopenings[command.proposalId];

/** It is open, and who decides it comes later and is another person. */
export const decidesReopening = [
  openProposal((asked: DecidesReopening) => ({
    open: reopeningOf(asked),
    decided: asked.state.decided[asked.command.proposalId],
  })),
  notBefore((asked: DecidesReopening) => reopeningOf(asked)?.at),
  anotherPerson((asked: DecidesReopening) => reopeningOf(asked)?.proposedBy),
];

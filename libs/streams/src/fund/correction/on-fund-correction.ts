import { anotherPerson, type Matter, notBefore, openProposal } from '../../rules';
import type { FundCorrection, FundState } from '../fund.state';
import { fundId, fundStream } from '../fund.stream';

interface NamesCorrection {
  readonly unit: string;
  readonly proposalId: string;
}
export type DecidesCorrection = Matter<NamesCorrection, FundState>;

/** What every decision on a correction of a line has in common. */
export const onFundCorrection = {
  stream: fundStream,
  target: ({ unit }: Pick<NamesCorrection, 'unit'>): string => fundId(unit),
  subject: () => ({ unit: 'XC' }),
};

/** The correction while it waits for its decision. */
export const correctionOf = ({
  command,
  state,
}: Pick<DecidesCorrection, 'command' | 'state'>): FundCorrection | undefined => state.corrections[command.proposalId];

/** It is open, and who decides it comes later and is another person. */
export const decidesCorrection = [
  openProposal((asked: DecidesCorrection) => ({
    open: correctionOf(asked),
    decided: asked.state.decided[asked.command.proposalId],
  })),
  notBefore((asked: DecidesCorrection) => correctionOf(asked)?.at),
  anotherPerson((asked: DecidesCorrection) => correctionOf(asked)?.proposedBy),
];

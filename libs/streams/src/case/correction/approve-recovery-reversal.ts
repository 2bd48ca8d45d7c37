import { factOf, streamName, type Decision } from '@ledger/kernel';
import { fundRef } from '../../fund';
import { caseEvent, type CaseChange } from '../case.events';
import { concluded, type Approving } from './approving';

type Reversal = Extract<CaseChange, { kind: 'RECOVERY_REVERSAL' }>;

/** 冲回追回款: the entry was made in error; what it brought leaves the line, if that has it still, and is asked back again. */
export function approveRecoveryReversal(approval: Approving<Reversal>): Decision {
  const { state, change, caseId, proposalId, corrects, facts } = approval;
  const { recoveryId, entryId } = change;
  const available = factOf(facts.fund, 'availableFen', facts.fund.state.availableFen);
  return concluded(approval, [], [available], () => {
    // The entry that the proposal corrects is still in force: it stands on the recovery.
    const amountFen = state.recoveries[recoveryId]!.entries[entryId]!;
    const data = { caseId, recoveryId, entryId, amountFen };
    return {
      events: [caseEvent('RecoveryEntryReversed', { proposalId, recoveryId, entryId, amountFen }, { corrects })],
      before: [
        {
          stream: streamName(fundRef(state.unit ?? '')),
          effect: 'reverse-recovery',
          data,
          giveBack: { effect: 'restore-recovery', data },
        },
      ],
    };
  });
}

import { defineCommand, type Protected } from '@ledger/kernel';
import type { FundState } from '../fund.state';
import { fundId, fundStream } from '../fund.stream';
import { ProposeAllotmentReturn } from './propose-allotment-return.command';
import { propose } from './proposing';

export const proposeAllotmentReturn = defineCommand<
  ProposeAllotmentReturn,
  Protected<ProposeAllotmentReturn>,
  FundState
>({
  name: 'ProposeAllotmentReturn',
  zh: '提出退回分配',
  en: 'Propose to return an allotment to the city',
  shape: ProposeAllotmentReturn,
  stream: fundStream,
  target: ({ unit }) => fundId(unit),
  subject: () => ({ unit: 'XC' }),
  decide: (command, state, context) =>
    propose({ kind: 'ALLOTMENT_RETURN', allotmentId: command.allotmentId }, command, state, context),
});

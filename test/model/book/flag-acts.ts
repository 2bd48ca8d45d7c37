import type { Act } from './act';
import { fourEyes, LIVE, onCase } from './act';

const FRAUD = ['SUSPECTED_FRAUD', 'ESTABLISHED_FRAUD'];

/** 标记复核: raised by the ledger itself where something becomes known of a claim in hand, closed and reopened by people. */
export const flagActs: Record<string, Act> = {
  RaiseFlag: onCase(
    LIVE.filter((each) => each !== 'confirmed'),
    (of, ruling, { ask }) => {
      const { flag = '' } = ask.data;
      ruling.must(of.flags.includes(flag) || of.closedFlags[flag] !== undefined, 'B.5-order');
    },
    (of, { ask }) => void of.flags.push(ask.data.flag ?? ''),
  ),
  CloseFlag: onCase(
    LIVE,
    (of, ruling, { ask }) => {
      fourEyes(ruling, ask, of.submitter);
      ruling.must(!of.flags.includes(ask.data.flag ?? ''), 'B.5-order');
    },
    (of, { ask }) => {
      of.flags = of.flags.filter((flag) => flag !== ask.data.flag);
      of.closedFlags[ask.data.flag ?? ''] = FRAUD.includes(ask.data.outcome ?? '') ? 'fraud' : 'fair';
    },
  ),
  ReopenFlag: onCase(
    LIVE,
    (of, ruling, { ask }) => {
      fourEyes(ruling, ask, of.submitter);
      ruling.must(of.closedFlags[ask.data.flag ?? ''] === undefined, 'B.5-order');
      // Whether a flag is still opened again after confirmation, nothing settles.
      ruling.may(of.step === 'confirmed', 'B.5-order', 'D.4-batch');
    },
    (of, { ask }) => {
      const { flag = '' } = ask.data;
      delete of.closedFlags[flag];
      of.flags.push(flag);
    },
  ),
};

import type { Act } from './act';
import { ANY, LIVE, onCase } from './act';
import { classOf, encumber, freeOf, lineOf } from './money';
import { endRecovery, mustSettle, restOf, settle } from './settle';
import { step } from './timing';

/** 追回, 补列资金, 结算. Recovered money becomes available on the line that paid it. */
export const recoveryActs: Record<string, Act> = {
  CloseRecovery: onCase(
    ANY,
    (of, ruling, { ask }) => {
      const recovery = of.recoveries[ask.data.recoveryId ?? ''];
      if (ruling.must(!recovery?.open, 'B.5-order') || !recovery) return;
      // One person closes what has come back; what has not is written off by two.
      ruling.must(restOf(recovery) > 0, 'B.5-four-eyes', 'D.4-batch');
    },
    (of, { ask }) => {
      endRecovery(of, ask.data.recoveryId ?? '');
      step(of, ask.at);
    },
  ),
  RecordRecovery: onCase(
    ANY,
    (of, ruling, { ask }) => {
      const recovery = of.recoveries[ask.data.recoveryId ?? ''];
      if (ruling.must(!recovery?.open, 'B.5-order') || !recovery) return;
      ruling.must((ask.data.amountFen ?? 0) > restOf(recovery), 'D.4-batch');
    },
    (of, { books, ask }) => {
      const { recoveryId = '', amountFen = 0 } = ask.data;
      const recovery = of.recoveries[recoveryId];
      if (recovery) recovery.entries[ask.id] = amountFen;
      const line = lineOf(books, of.unit);
      line.recovered += amountFen;
      line.available += amountFen;
      step(of, ask.at);
    },
  ),
  FundSupplement: onCase(
    LIVE,
    (of, ruling, { books, ask }) => {
      const line = of.lines.find(({ no }) => no === ask.data.line);
      if (ruling.must(line?.place !== 'unfunded', 'B.5-order') || !line) return;
      const from = classOf(books, of);
      const inClass = from.status !== 'closed' && line.fen <= freeOf(from);
      ruling.must(!inClass && line.fen > lineOf(books, of.unit).available, 'A-071-line', 'A-071-class');
    },
    (of, { books, id, ask }) => {
      const line = of.lines.find(({ no }) => no === ask.data.line);
      if (!line) return;
      const from = classOf(books, of);
      const key = `${id}#${line.no}`;
      if (from.status !== 'closed' && line.fen <= freeOf(from) && from.draws[key] === undefined) {
        from.draws[key] = line.fen;
        line.place = 'class';
      } else {
        encumber(lineOf(books, of.unit), line.fen);
        line.place = 'fund';
      }
      step(of, ask.at);
    },
  ),
  SettleDue: onCase(
    ANY,
    (of, ruling) => {
      ruling.must(!mustSettle(of), 'B.5-order');
      ruling.maybeFlags.add('UNFUNDED');
    },
    (of, { books, id, ask }) => {
      settle(books, id, of, of.pending ?? of.due);
      step(of, ask.at);
    },
  ),
};

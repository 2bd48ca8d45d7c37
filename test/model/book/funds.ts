import type { Act } from './act';
import { emptyLine, type Books } from './books';
import { fourEyes } from './act';
import { lineOf } from './money';
import { personOf } from './quota';
import type { Ask, AskData } from './ask';
import type { Ruling } from './ruling';

const exceptionIn = (books: Books, { data }: Ask) =>
  personOf(books, data.idNumber ?? '').exceptions[data.exceptionId ?? ''];

/** The whole of an allotment can go back while its line has that much. */
function judgeReturn(books: Books, { unit, allotmentId = '' }: Partial<AskData>, ruling: Ruling): void {
  const allotment = books.allotments[allotmentId];
  if (ruling.must(allotment?.unit !== unit, 'B.5-order', 'A-071', 'A-071-line') || !allotment) return;
  ruling.must(allotment.fen > lineOf(books, allotment.unit).available, 'A-071-line');
}

/** It is open on that line, and another person decides it later. */
function decidesReturn(books: Books, ask: Ask, ruling: Ruling): Books['returns'][string] | undefined {
  const found = books.returns[ask.data.proposalId ?? ''];
  if (ruling.must(found?.unit !== ask.data.unit, 'B.5-order', 'A-071') || !found) return undefined;
  fourEyes(ruling, ask, found.by);
  ruling.must(ask.at < found.at, 'B.5-order');
  return found;
}

/** 退回分配: by two people. */
const allotmentReturn: Record<string, Act> = {
  ProposeAllotmentReturn: {
    judge(books, { data }, ruling) {
      judgeReturn(books, data, ruling);
      ruling.must(books.returns[data.proposalId ?? ''] !== undefined, 'B.5-order');
      // Whether the same may be asked twice at once, nothing settles.
      ruling.may(
        Object.values(books.returns).some(({ allotmentId }) => allotmentId === data.allotmentId),
        'B.5-order',
      );
    },
    apply({ returns }, { data, actor, at }) {
      const { proposalId = '', unit = '', allotmentId = '' } = data;
      returns[proposalId] = { unit, allotmentId, by: actor.id, at };
    },
  },
  ApproveFundCorrection: {
    judge(books, ask, ruling) {
      const found = decidesReturn(books, ask, ruling);
      if (found) judgeReturn(books, found, ruling);
    },
    apply(books, { data }) {
      const { allotmentId = '' } = books.returns[data.proposalId ?? ''] ?? {};
      delete books.returns[data.proposalId ?? ''];
      const allotment = books.allotments[allotmentId];
      if (!allotment) throw new Error('an allotment came back that was not there');
      const line = lineOf(books, allotment.unit);
      line.allotted -= allotment.fen;
      line.available -= allotment.fen;
      books.city.available += allotment.fen;
      books.city.toUnits -= allotment.fen;
      // Its id is taken for good.
      books.allotments[allotmentId] = { unit: '', fen: 0 };
    },
  },
  DeclineFundCorrection: {
    judge: (books, ask, ruling) => void decidesReturn(books, ask, ruling),
    apply({ returns }, { data }) {
      delete returns[data.proposalId ?? ''];
    },
  },
};

/** 资金分配: the city line guards the whole. 名额例外: for one case and year, by two people. */
export const fundActs: Record<string, Act> = {
  AllotFunds: {
    judge({ city, allotments }, { data }, ruling) {
      ruling.must((data.amountFen ?? 0) > city.available, 'A-071', 'A-071-line');
      ruling.must(allotments[data.allotmentId ?? ''] !== undefined, 'B.5-order', 'A-071');
    },
    apply(books, { data }) {
      const { allotmentId = '', unit = '', amountFen = 0 } = data;
      const line = (books.lines[unit] ??= emptyLine());
      books.city.available -= amountFen;
      books.city.toUnits += amountFen;
      line.allotted += amountFen;
      line.available += amountFen;
      books.allotments[allotmentId] = { unit, fen: amountFen };
    },
  },
  ...allotmentReturn,
  ProposeQuotaException: {
    judge(books, { data, at }, ruling) {
      const of = books.cases[data.caseId ?? ''];
      ruling.must(of?.person !== data.idNumber, 'A-063', 'A-002-unit');
      const known = Object.entries(personOf(books, data.idNumber ?? '').exceptions);
      ruling.must(
        known.some(([id]) => id === data.exceptionId),
        'B.5-order',
      );
      const alike = known.filter(([, each]) => each.caseId === data.caseId && each.year === data.year);
      ruling.must(
        alike.some(([, { status }]) => status !== 'declined'),
        'B.5-order',
        'A-063',
      );
      ruling.may(of !== undefined && (at < of.actAt || of.step === 'voided'), 'B.5-order', 'A-063');
    },
    apply(books, { data, actor, at }) {
      const { idNumber = '', exceptionId = '', caseId = '', year = 0 } = data;
      personOf(books, idNumber).exceptions[exceptionId] = { caseId, year, status: 'proposed', by: actor.id, at };
    },
  },
  ApproveQuotaException: decision('approved'),
  DeclineQuotaException: decision('declined'),
};

function decision(to: 'approved' | 'declined'): Act {
  return {
    judge(books, ask, ruling) {
      const found = exceptionIn(books, ask);
      if (ruling.must(found?.status !== 'proposed', 'B.5-order', 'A-002-unit', 'A-063') || !found) return;
      fourEyes(ruling, ask, found.by);
      ruling.must(ask.at < found.at, 'B.5-order');
    },
    apply(books, ask) {
      const found = exceptionIn(books, ask);
      if (found) found.status = to;
    },
  };
}

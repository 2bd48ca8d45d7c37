import { lastOfWorkingDays, localDateOf, type WorkingCalendar } from '@ledger/kernel';
import type { Act } from './act';
import { ANY, fourEyes, LIVE, mayFourEyes, onCase } from './act';
import type { Ask } from './ask';
import type { Books, CaseBook } from './books';
import { judgeFit, type Fit } from './fit';
import { endAssignments, inTransit, waits, wasPaid } from './money';
import { step } from './timing';

const PUBLICITY_DAYS = 5;

const goes = (to: CaseBook['step']): ((of: CaseBook, on: { ask: { at: string } }) => void) => {
  return (of, { ask }) => {
    of.step = to;
    step(of, ask.at);
  };
};

/** 受理, 补正. */
const intake: Record<string, Act> = {
  AcceptClaim: onCase(
    ['submitted', 'supplements'],
    (of, ruling, { ask }) => {
      fourEyes(ruling, ask, of.submitter);
      ruling.must(of.step === 'supplements' && ask.data.reason === undefined, 'B.5-order');
    },
    goes('accepted'),
  ),
  TakeBackAcceptance: onCase(
    ['accepted'],
    (of, ruling, { ask }) => void fourEyes(ruling, ask, of.submitter),
    goes('submitted'),
  ),
  RequestSupplements: onCase(
    ['submitted'],
    (of, ruling, { ask }) => {
      fourEyes(ruling, ask, of.submitter);
      // 一次性告知: all at once. Whether a second request may follow one that was answered, nothing settles.
      ruling.may(of.askedBefore, 'B.5-order');
    },
    (of, { ask }) => {
      of.step = 'supplements';
      of.askedFor = ask.data.items ?? [];
      of.askedBefore = true;
      step(of, ask.at);
    },
  ),
  TakeBackSupplementRequest: onCase(
    ['supplements'],
    (of, ruling, { ask }) => void fourEyes(ruling, ask, of.submitter),
    (of, { ask }) => {
      of.step = 'submitted';
      of.askedFor = [];
      step(of, ask.at);
    },
  ),
  SupplyDocuments: onCase(
    ['supplements'],
    (of, ruling, { ask }) =>
      void ruling.must(
        (ask.data.items ?? []).some((item) => !of.askedFor.includes(item)),
        'B.5-order',
      ),
    (of, { ask }) => {
      of.askedFor = of.askedFor.filter((item) => !ask.data.items?.includes(item));
      if (of.askedFor.length === 0) of.step = 'submitted';
      step(of, ask.at);
    },
  ),
};

/** 初审, 复审: two people, neither the submitter. */
const review: Record<string, Act> = {
  RecordFirstReview: onCase(
    ['accepted'],
    (of, ruling, { ask }) => void fourEyes(ruling, ask, of.submitter),
    (of, { ask }) => {
      of.first = { by: ask.actor.id, pass: ask.data.verdict === 'PASS' };
      of.step = 'first-reviewed';
      step(of, ask.at);
    },
  ),
  TakeBackFirstReview: onCase(
    ['first-reviewed'],
    (of, ruling, { ask }) => void fourEyes(ruling, ask, of.submitter),
    (of, { ask }) => {
      of.first = undefined;
      of.step = 'accepted';
      step(of, ask.at);
    },
  ),
  RecordSecondReview: onCase(
    ['first-reviewed'],
    (of, ruling, { ask }) => {
      fourEyes(ruling, ask, of.submitter, of.first?.by);
      ruling.may(of.first?.pass === false, 'B.5-order');
    },
    (of, { ask }) => {
      of.second = { by: ask.actor.id, pass: ask.data.verdict === 'PASS' };
      of.step = 'second-reviewed';
      step(of, ask.at);
    },
  ),
  TakeBackSecondReview: onCase(
    ['second-reviewed'],
    (of, ruling, { ask }) => void fourEyes(ruling, ask, of.submitter),
    (of, { ask }) => {
      of.second = undefined;
      of.step = 'first-reviewed';
      step(of, ask.at);
    },
  ),
};

const listed = ({ lists }: Books, { data }: Ask): readonly string[] => lists[data.publicityId ?? '']?.cases ?? [];

const leavesList =
  (to: CaseBook['step'], from: readonly CaseBook['step'][] = ['publicity']) =>
  ({ cases }: Books, { data, at }: Ask, id: string): void => {
    const of = cases[id];
    if (!of || !from.includes(of.step) || of.list !== data.publicityId) return;
    of.step = to;
    step(of, at);
  };

/** 公示: five working days, first and last both counted; an objection stops its own claim only. */
const publicity = (calendar: WorkingCalendar): Record<string, Act> => ({
  OpenPublicity: {
    judge(books, { data, at }, ruling, told) {
      ruling.must(books.lists[data.publicityId ?? ''] !== undefined, 'B.5-order');
      ruling.must((data.firstDay ?? '') < localDateOf(at), 'B.5-publicity', 'B.5-order');
      const fit: Fit = { may: [], must: [] };
      for (const id of data.caseIds ?? []) {
        const of = books.cases[id];
        const ready = of?.step === 'second-reviewed' && of.first?.pass && of.second?.pass;
        if (!of || !ready || of.unit !== data.unit || at < of.lastAt) continue;
        fit.may.push(id);
        if (at >= of.actAt && !of.held && of.flags.length === 0) fit.must.push(id);
      }
      judgeFit(fit, told, ruling, 'B.5-order', 'B.5-publicity', 'A-002-unit');
    },
    apply(books, { data, at }, { lines: caseIds = [] }) {
      const { publicityId = '', unit = '', firstDay = '' } = data;
      const last = lastOfWorkingDays(calendar, firstDay, PUBLICITY_DAYS);
      if (!last.ok) throw new Error('the calendar of the model ends before the publicity does');
      books.lists[publicityId] = { unit, cases: [...caseIds], lastDay: last.value, open: true, lastAt: at };
    },
    goesOn: listed,
    applyTo(books, { data, at }, id) {
      const of = books.cases[id];
      if (of?.step !== 'second-reviewed') return;
      of.step = 'publicity';
      of.list = data.publicityId;
      step(of, at);
    },
  },
  ClosePublicity: {
    judge(books, { data, at }, ruling) {
      const list = books.lists[data.publicityId ?? ''];
      if (ruling.must(!list?.open, 'B.5-order', 'B.5-publicity') || !list) return;
      // Five whole working days: the last one has to be over.
      ruling.must(localDateOf(at) <= list.lastDay, 'B.5-publicity');
    },
    apply(books, { data, at }) {
      const list = books.lists[data.publicityId ?? ''];
      if (!list) return;
      list.open = false;
      list.lastAt = at;
    },
    goesOn: listed,
    applyTo: leavesList('publicity-ended'),
  },
  WithdrawPublicity: {
    judge(books, { data, at }, ruling) {
      const list = books.lists[data.publicityId ?? ''];
      ruling.must(list !== undefined && at < list.lastAt, 'B.5-order');
      if (ruling.must(list === undefined || list.withdrawn === true, 'B.5-order', 'B.5-publicity') || !list) return;
      // Whether a list that has ended can still be withdrawn, nothing settles; what was confirmed on it stands in the way.
      ruling.may(!list.open, 'B.5-order', 'B.5-publicity');
      const confirmed = list.cases.some(
        (id) => books.cases[id]?.step === 'confirmed' && books.cases[id]?.list === data.publicityId,
      );
      ruling.may(confirmed, 'B.5-order');
    },
    apply(books, { data }) {
      const list = books.lists[data.publicityId ?? ''];
      if (!list) return;
      list.open = false;
      list.withdrawn = true;
    },
    goesOn: listed,
    applyTo: leavesList('second-reviewed', ['publicity', 'publicity-ended']),
  },
});

/** 异议: stops its own claim only. */
const objection: Record<string, Act> = {
  LodgeObjection: onCase(
    ['publicity', 'publicity-ended'],
    (of, ruling, { ask }) => void ruling.must(of.objections[ask.data.objectionId ?? ''] !== undefined, 'B.5-order'),
    (of, { ask }) => {
      of.objections[ask.data.objectionId ?? ''] = { open: true, upheld: false };
    },
  ),
  ResolveObjection: onCase(
    LIVE,
    (of, ruling, { ask }) => {
      ruling.must(!of.objections[ask.data.objectionId ?? '']?.open, 'B.5-order');
      fourEyes(ruling, ask, of.submitter, of.first?.by, of.second?.by);
    },
    (of, { ask }) => {
      of.objections[ask.data.objectionId ?? ''] = { open: false, upheld: ask.data.upheld === true };
      if (ask.data.upheld) of.correctedAfterObjection = false;
    },
  ),
};

/** 确认, 暂缓. */
const confirmation: Record<string, Act> = {
  ConfirmClaim: onCase(
    ['publicity-ended'],
    (of, ruling, { ask }) => {
      // The order of the steps and the end of the publicity are one question here.
      ruling.may(ask.at < of.actAt, 'B.5-publicity');
      const objections = Object.values(of.objections);
      fourEyes(ruling, ask, of.submitter, of.first?.by, of.second?.by);
      ruling.must(
        objections.some(({ open }) => open),
        'B.5-publicity',
      );
      ruling.must(objections.some(({ upheld }) => upheld) && !of.correctedAfterObjection, 'B.5-publicity');
      ruling.must(of.flags.length > 0 || of.held, 'B.5-order');
      ruling.must(Object.values(of.closedFlags).includes('fraud'), 'A-076');
    },
    (of, { ask }) => {
      of.step = 'confirmed';
      of.confirmer = ask.actor.id;
      of.counts.confirmed += 1;
      step(of, ask.at);
    },
  ),
  TakeBackConfirmation: onCase(
    ['confirmed'],
    (of, ruling, { ask }) => {
      fourEyes(ruling, ask, of.submitter);
      mayFourEyes(ruling, ask, of.first?.by, of.second?.by);
      const went = of.lines.some(({ attempts }) =>
        attempts.some(({ status }) => status === 'instructed' || status === 'answered'),
      );
      ruling.must(inTransit(of) || wasPaid(of), 'D.4-batch');
      ruling.may(went, 'D.4-batch');
    },
    (of, { ask }) => {
      endAssignments(of);
      of.step = 'publicity-ended';
      of.confirmer = undefined;
      step(of, ask.at);
    },
  ),
  PlaceHold: onCase(
    LIVE,
    (of, ruling, { ask }) => {
      fourEyes(ruling, ask, of.submitter);
      ruling.must(of.held, 'B.5-order');
      ruling.must(!of.lines.some(waits), 'D.4-batch');
      ruling.may(inTransit(of), 'D.4-batch');
    },
    (of) => {
      of.held = true;
      endAssignments(of);
    },
  ),
  ReleaseHold: onCase(
    ANY,
    (of, ruling, { ask }) => {
      ruling.must(!of.held, 'B.5-order');
      fourEyes(ruling, ask, of.submitter);
      ruling.may(!LIVE.includes(of.step), 'B.5-order');
    },
    (of) => {
      of.held = false;
    },
  ),
};

export const reviewActs = (calendar: WorkingCalendar): Record<string, Act> => ({
  ...intake,
  ...review,
  ...publicity(calendar),
  ...objection,
  ...confirmation,
});

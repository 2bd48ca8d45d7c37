import { filedInTime, localDateOf, type WorkingCalendar } from '@ledger/kernel';
import type { Act } from './act';
import type { Ask } from './ask';
import type { PlanBook } from './books';
import { encumber, freeOf, lineOf, rateOf, release } from './money';
import { classNamed, onClass } from './on-class';
import { reopening } from './reopening';
import { inTime, step } from './timing';

const LEAD_DAYS = 5;

const always = (): void => undefined;
const needOf = (plan: PlanBook): number => plan.headCount * rateOf(plan.level);
const planIn = ({ headCount, level, startsAt }: Ask['data'], old: Partial<PlanBook> = {}): PlanBook => ({
  headCount: headCount ?? old.headCount ?? 0,
  level: level ?? old.level ?? '',
  startsAt: startsAt ?? old.startsAt ?? '',
});

export function classActs(calendar: WorkingCalendar): Record<string, Act> {
  const late = (at: string, startsAt: string): boolean => {
    const found = filedInTime(calendar, localDateOf(at), localDateOf(startsAt), LEAD_DAYS);
    return !found.ok || !found.value.inTime;
  };
  const fileClass: Act = {
    judge(books, ask, ruling) {
      const of = classNamed(books, ask);
      if (of) {
        ruling.must(of.status !== 'returned', 'B.5-order');
        inTime(ask.at, of, ruling);
      }
      ruling.must(late(ask.at, ask.data.startsAt ?? ''), 'B.5-filing');
    },
    apply({ classes }, { data, at, actor }) {
      const { classId = '', unit = '', institution = '', projectId = '' } = data;
      classes[classId] = {
        status: 'filed',
        unit,
        institution,
        project: projectId,
        plan: planIn(data),
        planCount: (classes[classId]?.planCount ?? 0) + 1,
        filedBy: actor.id,
        proposals: {},
        held: 0,
        draws: {},
        releasedAtClose: 0,
        closings: 0,
        reopenings: {},
        roster: {},
        registrations: classes[classId]?.registrations ?? {},
        session: false,
        results: {},
        lastAt: at,
        actAt: at,
      };
    },
  };
  return { FileClass: fileClass, ...approval, ...amendment(late), ...teaching, ...closing, ...reopening };
}

const approval: Record<string, Act> = {
  ReturnClass: onClass(['filed'], always, (of, { at }) => {
    of.status = 'returned';
    step(of, at);
  }),
  ApproveClass: onClass(
    ['filed'],
    (of, { actor, at }, ruling, books) => {
      ruling.must(actor.id === of.filedBy, 'B.5-four-eyes');
      ruling.must(at > of.plan.startsAt, 'B.5-order', 'B.5-filing');
      ruling.may(at === of.plan.startsAt, 'B.5-order');
      ruling.must(needOf(of.plan) > lineOf(books, of.unit).available, 'A-071-line');
    },
    (of, { at }, books) => {
      of.status = 'approved';
      of.held = needOf(of.plan);
      encumber(lineOf(books, of.unit), of.held);
      step(of, at);
    },
  ),
  CancelClass: onClass(
    ['filed', 'returned', 'approved'],
    (of, _ask, ruling) => ruling.may(of.status !== 'approved', 'B.5-order'),
    (of, { at }, books) => {
      of.status = 'cancelled';
      release(lineOf(books, of.unit), of.held);
      of.held = 0;
      step(of, at);
    },
  ),
};

const amendment = (late: (at: string, startsAt: string) => boolean): Record<string, Act> => ({
  ProposeClassAmendment: onClass(
    ['approved'],
    (of, { data, at }, ruling) => {
      const plan = planIn(data, of.plan);
      const moves = plan.startsAt !== of.plan.startsAt;
      ruling.must(data.proposalId !== undefined && of.proposals[data.proposalId] !== undefined, 'B.5-order');
      ruling.must(JSON.stringify(plan) === JSON.stringify(of.plan), 'B.5-order');
      ruling.must(at > of.plan.startsAt, 'B.5-order', 'B.5-filing');
      ruling.may(at === of.plan.startsAt, 'B.5-order');
      ruling.must(plan.headCount < Object.keys(of.roster).length, 'B.5-order');
      // That an amendment is checked like a filing is settled for one that moves the start.
      ruling.must(moves && late(at, plan.startsAt), 'B.5-filing');
      ruling.may(late(at, plan.startsAt), 'B.5-filing');
    },
    (of, { data, actor, at }) => {
      of.proposals[data.proposalId ?? ''] = { plan: planIn(data, of.plan), by: actor.id, at, planCount: of.planCount };
    },
  ),
  ApproveClassAmendment: onClass(
    ['approved'],
    (of, { data, actor, at }, ruling, books) => {
      const proposal = of.proposals[data.proposalId ?? ''];
      if (ruling.must(proposal === undefined, 'B.5-order') || !proposal) return;
      ruling.must(proposal.planCount !== of.planCount, 'B.5-order');
      ruling.must(actor.id === proposal.by, 'B.5-four-eyes');
      ruling.must(at < proposal.at || at > of.plan.startsAt, 'B.5-order');
      ruling.may(at === of.plan.startsAt, 'B.5-order');
      const moves = proposal.plan.startsAt !== of.plan.startsAt;
      ruling.must(moves && at > proposal.plan.startsAt, 'B.5-order', 'B.5-filing');
      ruling.may(at >= proposal.plan.startsAt, 'B.5-order', 'B.5-filing');
      ruling.must(proposal.plan.headCount < Object.keys(of.roster).length, 'B.5-order');
      ruling.must(needOf(proposal.plan) - of.held > lineOf(books, of.unit).available, 'A-071-line');
    },
    (of, { data, at }, books) => {
      const proposal = of.proposals[data.proposalId ?? ''];
      if (!proposal) throw new Error('an amendment that nobody proposed was approved');
      of.plan = proposal.plan;
      of.planCount += 1;
      delete of.proposals[data.proposalId ?? ''];
      encumber(lineOf(books, of.unit), needOf(of.plan) - of.held);
      of.held = needOf(of.plan);
      step(of, at);
    },
  ),
  DeclineClassAmendment: onClass(
    ['approved', 'started', 'finished', 'closed', 'cancelled'],
    (of, { data, actor, at }, ruling) => {
      const proposal = of.proposals[data.proposalId ?? ''];
      ruling.must(proposal === undefined, 'B.5-order');
      ruling.must(actor.id === proposal?.by, 'B.5-four-eyes');
      ruling.must(proposal !== undefined && at < proposal.at, 'B.5-order');
      ruling.may(of.status !== 'approved', 'B.5-order');
    },
    (of, { data }) => {
      delete of.proposals[data.proposalId ?? ''];
    },
  ),
});

const teaching: Record<string, Act> = {
  RecordProvincialRegistration: onClass(
    ['filed', 'returned', 'approved', 'started', 'finished', 'closed', 'cancelled'],
    (of, { data, at }, ruling) => {
      ruling.may(['filed', 'returned', 'cancelled'].includes(of.status), 'B.5-order');
      ruling.must(of.registrations[data.system ?? ''] !== undefined, 'B.5-order');
      ruling.must((data.registeredAt ?? '') > at, 'A-078');
    },
    (of, { data }) => {
      of.registrations[data.system ?? ''] = { at: data.registeredAt ?? '', roster: data.roster ?? [] };
    },
  ),
  StartClass: onClass(
    ['approved'],
    (of, { at }, ruling) => {
      ruling.must(localDateOf(at) !== localDateOf(of.plan.startsAt), 'B.5-order');
      ruling.may(at < of.plan.startsAt, 'B.5-order');
    },
    (of, { at }) => {
      of.status = 'started';
      step(of, at);
    },
  ),
  RecordSession: onClass(
    ['started'],
    (of, { data }, ruling) => {
      ruling.must(of.session, 'B.5-order');
      // A class of the model's world is of one day.
      ruling.must(data.on !== localDateOf(of.plan.startsAt), 'B.5-order', 'B.4-hours');
    },
    (of) => {
      of.session = true;
    },
  ),
  RecordAttendance: onClass(
    ['started'],
    (of, { data }, ruling) => {
      ruling.must(!of.session || of.present !== undefined, 'B.5-order');
      ruling.must(
        (data.present ?? []).some((caseId) => of.roster[caseId] === undefined),
        'B.5-order',
      );
    },
    (of, { data }) => {
      of.present = data.present ?? [];
    },
  ),
  FinishClass: onClass(
    ['started'],
    (of, _ask, ruling) => void ruling.must(of.present === undefined, 'B.5-order', 'B.4-hours'),
    (of, { data, at }) => {
      of.status = 'finished';
      of.finishedOn = data.finishedOn ?? localDateOf(at);
      step(of, at);
    },
  ),
  RecordResults: onClass(
    ['finished', 'closed'],
    (of, { data }, ruling) =>
      void ruling.must(
        (data.results ?? []).some(({ caseId }) => of.roster[caseId] === undefined || of.results[caseId] !== undefined),
        'B.5-order',
      ),
    (of, { data }) => {
      for (const { caseId, passed } of data.results ?? []) of.results[caseId] = passed;
    },
  ),
};

/** Confirmed or later. */
const SETTLED: readonly string[] = ['confirmed', 'revoked', 'voided', 'withdrawn', 'rejected'];

const closing: Record<string, Act> = {
  /** Closing frees what nobody drew; closed once more, what came back to the closed class. */
  CloseClass: onClass(
    ['finished', 'closed'],
    (of, _ask, ruling, books) => {
      ruling.must(of.status === 'closed', 'B.5-order');
      const unsettled = Object.keys(of.draws).some((key) => {
        return !SETTLED.includes(books.cases[key.slice(0, key.indexOf('#'))]?.step ?? 'none');
      });
      ruling.must(unsettled, 'B.5-order', 'A-071-class');
    },
    (of, { at }, books) => {
      of.status = 'closed';
      of.releasedAtClose = freeOf(of);
      of.held -= of.releasedAtClose;
      of.closings += 1;
      release(lineOf(books, of.unit), of.releasedAtClose);
      step(of, at);
    },
  ),
};

import { addDays, localDateOf, type Actor } from '@ledger/kernel';
import { at, staff } from '@ledger/simulation';
import type { CaseBook } from '../book/books';
import { certificateData, onCase, openPublicity, recordCertificate, review, submitClaim } from './case-wants';
import type { Desk, Idea, Wanted } from './desk';

type Ideas = (readonly [weight: number, want: () => Wanted])[];

/** 个案: what comes next of each, and now and then something that compensates what came before. */
export function caseIdeas(desk: Desk): Idea[] {
  const ideas: Ideas = [];
  for (const [caseId, of] of Object.entries(desk.books.cases))
    ideas.push(...next(desk, caseId, of), ...beside(desk, caseId, of));
  ideas.push(...lists(desk));
  return ideas.map(([weight, want]) => ({ weight, want }));
}

function next(desk: Desk, caseId: string, of: CaseBook): Ideas {
  const clerk = staff('CLERK', of.unit);
  const act = (role: string, command: string, more: object = {}) =>
    onCase(desk.staff(role, of.unit, 2), command, caseId, of, more);
  switch (of.step) {
    case 'enrolled':
      return enrolled(desk, caseId, of);
    case 'submitted':
      return [
        [5, () => onCase(clerk, 'AcceptClaim', caseId, of)],
        [0.7, () => onCase(clerk, 'RequestSupplements', caseId, of, { items: ['身份证复印件', '证书复印件'] })],
      ];
    case 'supplements':
      return [
        [2, () => supply(desk, caseId, of)],
        [0.7, () => onCase(clerk, 'AcceptClaim', caseId, of, desk.chance(0.7) ? { reason: '系统已核实' } : {})],
        [0.4, () => onCase(clerk, 'TakeBackSupplementRequest', caseId, of)],
      ];
    case 'accepted':
      return [
        [5, () => review(desk, 'First', caseId, of, desk.chance(0.95) ? 'PASS' : 'FAIL')],
        [0.2, () => onCase(clerk, 'TakeBackAcceptance', caseId, of)],
      ];
    case 'first-reviewed':
      return [
        [5, () => review(desk, 'Second', caseId, of, desk.chance(0.95) ? 'PASS' : 'FAIL')],
        [0.2, () => act('REVIEWER', 'TakeBackFirstReview')],
      ];
    case 'second-reviewed':
      return [[0.3, () => act('REVIEWER', 'TakeBackSecondReview')]];
    case 'publicity':
    case 'publicity-ended':
      return published(desk, caseId, of);
    case 'confirmed':
      return [[0.2, () => act('CONFIRMER', 'TakeBackConfirmation')]];
    default:
      return of.step === 'rejected' || of.step === 'withdrawn' ? [[1.2, () => claim(desk, caseId, of)]] : [];
  }
}

function enrolled(desk: Desk, caseId: string, of: CaseBook): Ideas {
  const from = desk.classOf(of);
  if (of.certificate) return [[5, () => claim(desk, caseId, of)]];
  const ready = (from.status === 'finished' || from.status === 'closed') && from.results[caseId] === true;
  return [
    [ready ? 6 : 0.1, () => recordCertificate(of, someCertificate(desk, caseId, of))],
    [0.1, () => claim(desk, caseId, of)],
  ];
}

/** Of the class's level, issued within three weeks of its start, at a year's end where one is near. */
export function someCertificate(desk: Desk, caseId: string, of: CaseBook, level = desk.classOf(of).plan.level) {
  const start = localDateOf(desk.classOf(of).plan.startsAt);
  const year = start.slice(0, 4);
  const ends = [`${year}-12-31`, `${Number(year) + 1}-01-01`].filter(
    (day) => day >= start && day <= addDays(start, 25),
  );
  const issuedOn = ends.length > 0 && desk.chance(0.6) ? desk.pick(ends) : addDays(start, desk.random.int(0, 20));
  const [taken] = desk.chance(0.05) ? Object.keys(desk.books.numbers) : [];
  const data = certificateData(caseId, level, issuedOn, desk.random.int(1, 999_999));
  if (taken !== undefined) return { ...data, number: taken };
  if (desk.chance(0.03)) return certificateWith(data, 13, '18');
  return desk.chance(0.03) ? certificateWith(data, 15, '1') : data;
}

const certificateWith = <D extends { number: string }>(data: D, from: number, digits: string): D => ({
  ...data,
  number: data.number.slice(0, from) + digits + data.number.slice(from + digits.length),
});

function claim(desk: Desk, caseId: string, of: CaseBook): Wanted {
  if (desk.chance(0.04)) return submitClaim(desk, caseId, of, { amountFen: desk.pick([119_999, 160_001, 200_000]) });
  return submitClaim(desk, caseId, of, desk.chance(0.03) ? { accountName: 'another name' } : {});
}

function supply(desk: Desk, caseId: string, of: CaseBook): Wanted {
  const { data, ...more } = onCase(submitClaim(desk, caseId, of).by, 'SupplyDocuments', caseId, of);
  const items = desk.chance(0.7) ? of.askedFor : of.askedFor.slice(0, 1);
  const document = { kind: 'WORKING', number: '补1', issuer: '申请人', issuedOn: '2020-01-02', title: '补正材料' };
  return {
    ...more,
    data: { ...data, items: items.length > 0 ? items : ['其他'], documents: [document] },
  };
}

function published(desk: Desk, caseId: string, of: CaseBook): Ideas {
  const confirmer = (command: string, more: object = {}) =>
    onCase(desk.staff('CONFIRMER', of.unit, 2), command, caseId, of, more);
  const objections = Object.entries(of.objections);
  return [
    [of.step === 'publicity-ended' ? 6 : 0.3, () => confirmer('ConfirmClaim')],
    [0.3, () => onCase(desk.staff('AUDITOR', 'XC'), 'LodgeObjection', caseId, of, { objectionId: desk.uuid() })],
    ...objections.map(([objectionId, { open }]): Ideas[number] => [
      open ? 2 : 0.2,
      () => confirmer('ResolveObjection', { objectionId, upheld: desk.chance(0.3) }),
    ]),
  ];
}

/** What may be done of a claim beside its next step. */
function beside(desk: Desk, caseId: string, of: CaseBook): Ideas {
  const { unit } = of;
  const by = (role: string, command: string, more: object = {}) =>
    onCase(desk.staff(role, unit, 2), command, caseId, of, more);
  if (of.due === 0 && !of.held) return [];
  // The process that flags the claims in hand of an organisation that was de-listed.
  const raiser: Actor = { id: 'flag-delisted', role: 'SYSTEM', unit };
  const ended = of.step === 'confirmed' ? 0.15 : 0.25;
  return [
    [ended, () => onCase(submitClaim(desk, caseId, of).by, 'WithdrawClaim', caseId, of)],
    [ended, () => by(desk.pick(['REVIEWER', 'CONFIRMER']), 'RejectClaim')],
    ...of.flags.map((flag): Ideas[number] => [
      2,
      () => by('REVIEWER', 'CloseFlag', { flag, outcome: desk.chance(0.85) ? 'NO_PROBLEM' : 'SUSPECTED_FRAUD' }),
    ]),
    [0.1, () => onCase(raiser, 'RaiseFlag', caseId, of, { flag: 'DELISTED_MEANWHILE' })],
    ...Object.keys(of.closedFlags).map((flag): Ideas[number] => [0.3, () => by('CONFIRMER', 'ReopenFlag', { flag })]),
    of.held ? [1.5, () => by('CONFIRMER', 'ReleaseHold')] : [0.2, () => by('CONFIRMER', 'PlaceHold')],
  ];
}

/** 公示: lists are opened of what waits, and closed on the day after their last. */
function lists(desk: Desk): Ideas {
  const ideas: Ideas = [];
  const waiting = Object.entries(desk.books.cases).filter(([, { step }]) => step === 'second-reviewed');
  for (const unit of new Set(waiting.map(([, of]) => of.unit))) {
    const own = waiting.filter(([, of]) => of.unit === unit);
    const after =
      own
        .map(([, { lastAt }]) => lastAt)
        .toSorted()
        .at(-1) ?? desk.now;
    const caseIds = own.map(([caseId]) => caseId);
    ideas.push([2 + 3 * own.length, () => openPublicity(desk, desk.uuid(), unit, caseIds, after)]);
  }
  for (const [publicityId, { unit, open, lastDay }] of Object.entries(desk.books.lists)) {
    const due = at(desk.chance(0.9) ? addDays(lastDay, 1) : lastDay, desk.pick(['00:00', '09:00']));
    const clerk = staff('CLERK', unit);
    ideas.push([open ? 6 : 0.05, () => ({ by: clerk, command: 'ClosePublicity', data: { publicityId }, due })]);
    if (open)
      ideas.push([0.3, () => ({ by: clerk, command: 'WithdrawPublicity', data: { publicityId }, after: desk.now })]);
  }
  return ideas;
}

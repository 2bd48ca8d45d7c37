import { staff } from '@ledger/simulation';
import { fundAdmin, HEAD_FEN, UNITS } from '../world/world';
import type { Desk, Idea, Wanted } from './desk';

/** 资金分配、名额例外. */
export function fundIdeas(desk: Desk): Idea[] {
  const unit = desk.pick(UNITS);
  const amountFen = desk.random.int(1, 3) * HEAD_FEN - desk.pick([0, 0, 40_000]);
  const allot = { by: fundAdmin, command: 'AllotFunds', data: { allotmentId: desk.uuid(), unit, amountFen } };
  const ideas: Idea[] = [{ weight: 0.8, want: () => allot }];
  return [...ideas, ...returns(desk), ...exceptions(desk)];
}

/** 退回分配: one person of the city proposes, another decides. */
function returns(desk: Desk): Idea[] {
  const ideas: Idea[] = [];
  for (const [allotmentId, { unit }] of Object.entries(desk.books.allotments)) {
    const data = { unit: unit === '' ? UNITS[0] : unit, allotmentId, proposalId: desk.uuid() };
    const want = (): Wanted => ({ by: desk.staff('FUND_ADMIN', 'XC', 2), command: 'ProposeAllotmentReturn', data });
    ideas.push({ weight: 0.1, want });
  }
  for (const [proposalId, { unit, at }] of Object.entries(desk.books.returns)) {
    const command = desk.chance(0.8) ? 'ApproveFundCorrection' : 'DeclineFundCorrection';
    const want = (): Wanted => ({
      by: desk.staff('FUND_ADMIN', 'XC', 2),
      command,
      data: { unit, proposalId },
      after: at,
    });
    ideas.push({ weight: 1.5, want });
  }
  return ideas;
}

function exceptions(desk: Desk): Idea[] {
  const ideas: Idea[] = [];
  for (const [caseId, { person: idNumber, step, certificate, unit, lastAt }] of Object.entries(desk.books.cases)) {
    const year = Number(certificate?.issuedOn.slice(0, 4) ?? 2020);
    const slots = Object.values(desk.books.persons[idNumber]?.slots ?? {}).filter(
      ({ years }) => years.certificateIssue === year,
    );
    const wanted = slots.length >= 3 && (step === 'enrolled' || step === 'withdrawn' || step === 'rejected');
    const data = { idNumber, exceptionId: desk.uuid(), caseId, year };
    const want = (): Wanted => ({ by: staff('CLERK', unit), command: 'ProposeQuotaException', data, after: lastAt });
    ideas.push({ weight: wanted ? 3 : 0.03, want });
  }
  for (const [idNumber, { exceptions: known }] of Object.entries(desk.books.persons)) {
    for (const [exceptionId, { caseId, status, at }] of Object.entries(known)) {
      const unit = desk.books.cases[caseId]?.unit ?? UNITS[0];
      const command = desk.chance(0.8) ? 'ApproveQuotaException' : 'DeclineQuotaException';
      const want = (): Wanted => ({
        by: staff('CONFIRMER', unit),
        command,
        data: { idNumber, exceptionId },
        after: at,
      });
      ideas.push({ weight: status === 'proposed' ? 5 : 0.05, want });
    }
  }
  return ideas;
}

import { localDateOf, type Actor } from '@ledger/kernel';
import { at, divisionOf, staff } from '@ledger/simulation';
import type { CaseBook } from '../book/books';
import { rateOf } from '../book/money';
import { EXAMINER, runnerOf, SERIES } from '../world/world';
import type { Desk, Wanted } from './desk';

/** A number of the right form (C.6). */
function certificateNumber(level: string, issuedOn: string, serial: number): string {
  if (!SERIES) throw new Error('the examiner issues no level certificates');
  const { type, bodyCode, provinceCode, siteCode } = SERIES;
  const tail = String(serial).padStart(6, '0');
  return `${type}${bodyCode}${provinceCode}${siteCode}${issuedOn.slice(2, 4)}${level.slice(1)}${tail}`;
}

export const certificateData = (caseId: string, level: string, issuedOn: string, serial: number) => ({
  caseId,
  kind: 'SKILL_LEVEL',
  number: certificateNumber(level, issuedOn, serial),
  level,
  issuedOn,
  issuer: EXAMINER.unit,
});

export const recordCertificate = (of: CaseBook, data: ReturnType<typeof certificateData>): Wanted => ({
  by: EXAMINER,
  command: 'RecordCertificate',
  data,
  after: of.lastAt,
  due: at(data.issuedOn, '10:00'),
});

export function submitClaim(
  desk: Desk,
  caseId: string,
  of: CaseBook,
  changed: { amountFen?: number; accountName?: string } = {},
): Wanted {
  const { accountNumber, bankCnaps, name: accountName } = desk.person(of.person);
  const level = of.certificate?.level ?? 'L5';
  const learner: Actor = { id: of.person, role: 'LEARNER', unit: of.unit };
  return {
    by: desk.chance(0.3) ? learner : runnerOf(of.unit),
    command: 'SubmitClaim',
    after: of.lastAt,
    data: {
      caseId,
      basis: 'HUKOU',
      basisEvidence: 'HOUSEHOLD_REGISTER',
      basisDivision: divisionOf(of.unit),
      amountFen: rateOf(level),
      accountNumber,
      accountName,
      bankCnaps,
      ...changed,
    },
  };
}

/** A step on one case by somebody of its unit. */
export const onCase = (by: Actor, command: string, caseId: string, of: CaseBook, more: object = {}): Wanted => ({
  by,
  command,
  data: { caseId, ...more },
  after: of.lastAt,
});

export const review = (
  desk: Desk,
  which: 'First' | 'Second',
  caseId: string,
  of: CaseBook,
  verdict = 'PASS',
): Wanted => {
  const { unit } = of;
  const by =
    which === 'First' ? staff('REVIEWER', unit, desk.random.int(1, 2)) : staff('REVIEWER', unit, desk.random.int(2, 3));
  return onCase(by, `Record${which}Review`, caseId, of, { verdict });
};

export const openPublicity = (
  desk: Desk,
  publicityId: string,
  unit: string,
  caseIds: string[],
  after: string,
): Wanted => ({
  by: staff('CLERK', unit),
  command: 'OpenPublicity',
  data: {
    publicityId,
    unit,
    caseIds,
    firstDay: localDateOf(after > desk.now ? after : desk.now),
  },
  after,
  due: after > desk.now ? after : desk.now,
});

export const digestOf = (desk: Desk): string => desk.uuid().replaceAll('-', '').repeat(2);

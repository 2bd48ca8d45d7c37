import type { Actor } from '@ledger/kernel';
import { staff } from '@ledger/simulation';
import type { Books } from '../book/books';
import { runnerOf, UNITS } from '../world/world';
import { plusMinutes, type Desk, type Wanted } from './desk';

const ROLES = [
  'CLERK',
  'REVIEWER',
  'CONFIRMER',
  'PAY_MAKER',
  'PAY_CHECKER',
  'PAY_SIGNER',
  'INSTITUTION',
  'AUDITOR',
  'BANK',
];

/** 办错: the same, but wrongly: by another role, unit or person, at another time, of another thing. */
export function spoiled(desk: Desk, wanted: Wanted): Wanted {
  const { by, after } = wanted;
  switch (desk.random.int(0, 5)) {
    case 0:
      return { ...wanted, by: inRole(desk, by) };
    case 1:
      return { ...wanted, by: { ...by, unit: desk.pick(UNITS.filter((unit) => unit !== by.unit)) } };
    case 2:
    case 3:
      return { ...wanted, by: alsoInIt(desk, by, wanted) };
    case 4:
      return after === undefined
        ? wanted
        : { ...wanted, due: plusMinutes(after, -desk.random.int(1, 2_000)), after: '' };
    default:
      return elsewhere(desk, wanted);
  }
}

/** The same human at another desk. */
function inRole(desk: Desk, { id: own, role: former, unit }: Actor): Actor {
  const role = desk.pick(ROLES);
  // No desk but a learner's own is entered with an ID number.
  const id = former === 'LEARNER' ? 'learner-who-works-there' : own;
  return { id, role, unit: role === 'INSTITUTION' ? runnerOf(unit).unit : unit.startsWith('XC') ? unit : UNITS[0] };
}

/** One human has one actor id, whatever the role: somebody who has had a part in it already. */
function alsoInIt(desk: Desk, by: Actor, { data }: Wanted): Actor {
  const taken = partsIn(desk.books, data);
  return taken.length === 0 ? { ...by, ...staff(by.role, by.unit, 3) } : { ...by, id: desk.pick(taken) };
}

function partsIn(
  { cases, batches, classes }: Books,
  { caseId, batchId, classId, proposalId, caseIds }: Wanted['data'],
): string[] {
  const of = cases[caseId ?? caseIds?.[0] ?? ''];
  const batch = batches[batchId ?? ''];
  const held = classes[classId ?? ''];
  const firstLine = Object.values(batch?.lines ?? {})[0];
  const paid = cases[firstLine?.caseId ?? ''];
  const found = [
    of?.submitter,
    of?.first?.by,
    of?.second?.by,
    of?.confirmer,
    of?.proposals[proposalId ?? '']?.by,
    held?.filedBy,
    held?.proposals[proposalId ?? '']?.by,
    batch?.maker,
    batch?.checker,
    paid?.first?.by,
    paid?.confirmer,
  ];
  // A learner who works for the unit signs in there under another id than the ID number.
  return found.filter((id): id is string => id !== undefined && !/^\d{17}/.test(id));
}

function elsewhere(desk: Desk, wanted: Wanted): Wanted {
  const { data } = wanted;
  const other = <K extends 'caseId' | 'classId' | 'batchId'>(key: K, ids: string[]): Wanted =>
    data[key] === undefined || ids.length === 0 || wanted.command === 'FileClass' || wanted.command === 'EnrolLearner'
      ? wanted
      : { ...wanted, data: { ...data, [key]: desk.chance(0.1) ? desk.uuid() : desk.pick(ids) } };
  // What a class teaches, whose an account is and where an event stands is not for the model to know.
  if (data.issuedOn !== undefined || data.accountName !== undefined || data['version'] !== undefined) return wanted;
  if (data.caseId !== undefined) return other('caseId', Object.keys(desk.books.cases));
  return data.batchId === undefined
    ? other('classId', Object.keys(desk.books.classes))
    : other('batchId', Object.keys(desk.books.batches));
}

import { localDateOf } from '@ledger/kernel';
import type { Act } from './act';
import { onCase } from './act';
import type { Books, CaseBook, CertificateBook, ClassBook } from './books';
import { classOf } from './money';
import type { Ruling } from './ruling';
import { acted, inTime, step } from './timing';

/** The learner was at the one session of the class and passed. */
export const completed = (id: string, of: ClassBook): boolean =>
  of.present?.includes(id) === true && of.results[id] === true;

/** 报名, 证书: a place, then a case; a number, then a certificate. */
export const trainingActs: Record<string, Act> = {
  EnrolLearner: {
    judge({ classes, cases }, { data, at, actor }, ruling) {
      const { classId = '', caseId = '', idNumber = '' } = data;
      const of = classes[classId];
      if (!of || (of.status !== 'approved' && of.status !== 'started')) {
        ruling.must(true, 'B.5-order');
        return;
      }
      inTime(at, of, ruling);
      ruling.must(actor.role === 'CLERK', 'A-083-role', 'B.5-four-eyes');
      ruling.must(cases[caseId] !== undefined, 'B.5-order');
      ruling.must(Object.keys(of.roster).length >= of.plan.headCount, 'B.5-order');
      ruling.must(Object.values(of.roster).includes(idNumber), 'B.5-order');
    },
    apply({ classes, cases }, { data, at }) {
      const { classId = '', caseId = '', idNumber = '' } = data;
      const of = classes[classId];
      if (!of) throw new Error('a learner was enrolled in a class that is not there');
      of.roster[caseId] = idNumber;
      acted(of, at);
      cases[caseId] = newCase(of.unit, classId, idNumber, at);
    },
  },
  RecordCertificate: onCase(
    ['enrolled'],
    (of, ruling, { books, ask, id }) => {
      const from = classOf(books, of);
      ruling.must(of.certificate !== undefined, 'B.5-order');
      ruling.must(from.status !== 'finished' && from.status !== 'closed', 'B.5-order');
      ruling.must(!completed(id, from), 'A-005', 'B.5-order');
      numberForm(ask.data, ruling);
      obtainedThere(ask.data.issuedOn ?? '', from, ask.at, ruling);
      numberTaken(books, of, id, ask.data.number ?? '', ruling);
    },
    (of, { books, ask, id }) => {
      of.certificate = certificateIn(ask.data);
      of.counts.certificate += 1;
      books.numbers[of.certificate.number] = { person: of.person, caseId: id };
      step(of, ask.at);
    },
  ),
};

export const certificateIn = ({
  number = '',
  level = '',
  issuedOn = '',
}: {
  number?: string;
  level?: string;
  issuedOn?: string;
}) => ({
  number,
  level,
  issuedOn,
});

/** 22 characters: type, body, province, site, year (2), level (1), serial (C.6). */
export function numberForm(data: { number?: string; level?: string; issuedOn?: string }, ruling: Ruling): void {
  const { number, level, issuedOn } = certificateIn(data);
  ruling.must(number.slice(13, 15) !== issuedOn.slice(2, 4), 'C.6-year');
  ruling.must(number.slice(15, 16) !== level.slice(1), 'C.6-level');
}

/** obtained through the training, not before it and not in the future. */
export function obtainedThere(issuedOn: string, { plan }: ClassBook, at: string, ruling: Ruling): void {
  ruling.must(issuedOn < localDateOf(plan.startsAt) || issuedOn > localDateOf(at), 'A-062');
}

/** Flagged for a person (16): issued through a training that had not ended. */
export const issuedBeforeEnd = ({ issuedOn }: CertificateBook, { finishedOn = '' }: ClassBook): boolean =>
  issuedOn < finishedOn;

/** One number, one holder, and one case too. */
export function numberTaken({ numbers }: Books, of: CaseBook, id: string, number: string, ruling: Ruling): void {
  const taken = numbers[number];
  ruling.must(taken !== undefined && taken.person !== of.person, 'C.6-holder', 'C.6-unique');
  ruling.must(taken !== undefined && taken.caseId !== id, 'C.6-unique', 'C.6-holder');
}

const newCase = (unit: string, classId: string, person: string, at: string): CaseBook => ({
  step: 'enrolled',
  unit,
  classId,
  person,
  lastAt: at,
  actAt: at,
  askedFor: [],
  askedBefore: false,
  flags: [],
  closedFlags: {},
  objections: {},
  correctedAfterObjection: false,
  held: false,
  due: 0,
  lines: [],
  proposals: {},
  recoveries: {},
  forgiven: 0,
  correctedSinceEnd: false,
  counts: { certificate: 0, amount: 0, confirmed: 0, ended: 0, forgiven: 0 },
});

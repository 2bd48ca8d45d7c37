import type { Act } from './act';
import type { Ask } from './ask';
import type { Books, ClassBook } from './books';
import type { Ruling } from './ruling';
import { acted, inTime } from './timing';

export const classNamed = ({ classes }: Books, { data }: Ask): ClassBook | undefined => classes[data.classId ?? ''];

const asking = (books: Books, ask: Ask): ClassBook => {
  const found = classNamed(books, ask);
  if (!found) throw new Error(`${ask.command} was accepted for a class that is not there`);
  return found;
};

/** Facts and declines: what they are dated before is no step that they follow. */
const LATE = [
  'RecordProvincialRegistration',
  'RecordSession',
  'RecordAttendance',
  'RecordResults',
  'DeclineClassAmendment',
  'DeclineClassReopening',
];

/** Commands that need a class in one of the statuses; a class in another, or none, refuses by the order of the procedure. */
export function onClass(
  statuses: readonly ClassBook['status'][],
  judge: (of: ClassBook, ask: Ask, ruling: Ruling, books: Books) => void,
  apply: (of: ClassBook, ask: Ask, books: Books) => void,
): Act {
  return {
    judge(books, ask, ruling) {
      const of = classNamed(books, ask);
      if (!of || !statuses.includes(of.status)) {
        ruling.must(true, 'B.5-order', 'A-071-class');
        return;
      }
      if (LATE.includes(ask.command)) ruling.may(ask.at < of.actAt, 'B.5-order');
      else inTime(ask.at, of, ruling);
      judge(of, ask, ruling, books);
    },
    apply(books, ask) {
      const of = asking(books, ask);
      apply(of, ask, books);
      acted(of, ask.at);
    },
  };
}

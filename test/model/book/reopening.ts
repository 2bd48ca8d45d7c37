import type { Act } from './act';
import type { Ask } from './ask';
import type { ClassBook } from './books';
import { encumber, lineOf } from './money';
import { onClass } from './on-class';
import type { Ruling } from './ruling';
import { step } from './timing';

/** 撤回结清: a class that was closed too early is open again, by two people; what closing released is encumbered again. */
export const reopening: Record<string, Act> = {
  ProposeClassReopening: onClass(
    ['closed'],
    (of, { data }, ruling) => {
      ruling.must(of.reopenings[data.proposalId ?? ''] !== undefined, 'B.5-order');
      // Whether two such questions may be open at once, nothing settles.
      ruling.may(Object.keys(of.reopenings).length > 0, 'B.5-order');
    },
    (of, { data, actor, at }) => {
      of.reopenings[data.proposalId ?? ''] = { by: actor.id, at, closings: of.closings };
    },
  ),
  ApproveClassReopening: onClass(
    ['closed'],
    (of, ask, ruling, books) => {
      const proposal = decided(of, ask, ruling);
      ruling.must(proposal !== undefined && proposal.closings !== of.closings, 'B.5-order');
      ruling.must(of.releasedAtClose > lineOf(books, of.unit).available, 'A-071-line');
    },
    (of, { data, at }, books) => {
      delete of.reopenings[data.proposalId ?? ''];
      of.status = 'finished';
      of.held += of.releasedAtClose;
      encumber(lineOf(books, of.unit), of.releasedAtClose);
      of.releasedAtClose = 0;
      step(of, at);
    },
  ),
  DeclineClassReopening: onClass(
    ['finished', 'closed'],
    (of, ask, ruling) => void decided(of, ask, ruling),
    (of, { data }) => {
      delete of.reopenings[data.proposalId ?? ''];
    },
  ),
};

/** It is open, and another person decides it later. */
function decided(of: ClassBook, { data, actor, at }: Ask, ruling: Ruling): ClassBook['reopenings'][string] | undefined {
  const proposal = of.reopenings[data.proposalId ?? ''];
  if (ruling.must(proposal === undefined, 'B.5-order') || !proposal) return undefined;
  ruling.must(actor.id === proposal.by, 'B.5-four-eyes');
  ruling.must(at < proposal.at, 'B.5-order');
  return proposal;
}

import type { Act } from './act';
import { ANY, fourEyes, LIVE, onCase, type OnCase } from './act';
import type { Ask } from './ask';
import type { CaseBook, Change } from './books';
import { approvals } from './approvals';
import { classOf, rateOf } from './money';
import type { Ruling } from './ruling';
import { restOf } from './settle';
import { certificateIn, numberForm, obtainedThere } from './training';

/** 更正: two people, each with a command of their own; the effect comes with the approval, decided anew on the state then. */

interface Kind {
  readonly steps: readonly CaseBook['step'][];
  change(ask: Ask, of: CaseBook): Change;
  /** What else is judged of it, when it is proposed and again when it is approved. */
  judge?(of: CaseBook, change: Change, ruling: Ruling): void;
}

const undo = (undoes: NonNullable<Change['undoes']>): Kind => ({
  steps: [undoes],
  change: () => ({ kind: 'UNDO', undoes }),
});

const KINDS: Readonly<Record<string, Kind>> = {
  ProposeAmountCorrection: {
    steps: LIVE,
    change: ({ data }) => ({ kind: 'AMOUNT', fen: data.amountFen ?? 0 }),
    judge: judgeAmount,
  },
  ProposeCertificateCorrection: {
    steps: ['enrolled', ...LIVE, 'rejected', 'withdrawn'],
    change: ({ data }) => ({ kind: 'CERTIFICATE', certificate: certificateIn(data) }),
    judge: (_of, { certificate }, ruling) => numberForm(certificate ?? {}, ruling),
  },
  ProposeVoid: { steps: ANY.filter((step) => step !== 'voided'), change: () => ({ kind: 'VOID' }) },
  ProposeRevocation: { steps: ['confirmed'], change: () => ({ kind: 'REVOKE' }) },
  ProposeUndoRejection: undo('rejected'),
  ProposeUndoWithdrawal: undo('withdrawn'),
  ProposeUndoRevocation: undo('revoked'),
  ProposeWriteOff: {
    steps: ANY,
    change: ({ data }) => ({ kind: 'WRITE_OFF', recoveryId: data.recoveryId ?? '' }),
    judge: judgeWriteOff,
  },
  ProposeRecovery: {
    steps: ANY,
    change: ({ data }) => ({ kind: 'REOPEN', fen: data.amountFen ?? 0 }),
    judge: judgeReopening,
  },
  ProposeRecoveryReversal: {
    steps: ANY,
    change: ({ data }) => ({ kind: 'REVERSAL', recoveryId: data.recoveryId ?? '', entryId: data.entryId ?? '' }),
  },
};

const kindOf = ({ kind, undoes }: Change): Kind | undefined =>
  Object.values(KINDS).find((each) => {
    const { kind: other, undoes: step } = each.change(NO_ASK, NO_CASE);
    return other === kind && step === undoes;
  });

const NO_ASK = { data: {} } as Ask;
const NO_CASE = {} as CaseBook;

/** How often what such a change corrects has changed so far; undefined where there is nothing of the kind. */
export function countOf(of: CaseBook, { kind, recoveryId = '', entryId = '' }: Change): number | undefined {
  const { certificate, amount, confirmed, ended, forgiven } = of.counts;
  if (kind === 'CERTIFICATE') return of.certificate && certificate;
  if (kind === 'AMOUNT') return amount;
  if (kind === 'REVOKE') return confirmed;
  if (kind === 'UNDO') return ended;
  if (kind === 'REOPEN') return forgiven === 0 ? undefined : forgiven;
  if (kind === 'REVERSAL') return of.recoveries[recoveryId]?.entries[entryId] === undefined ? undefined : 0;
  return kind === 'WRITE_OFF' && of.recoveries[recoveryId] === undefined ? undefined : 0;
}

function judgeAmount(of: CaseBook, { fen = 0 }: Change, ruling: Ruling): void {
  ruling.must(fen === of.due, 'B.5-order');
  ruling.must(fen > of.due && fen > rateOf(of.certificate?.level ?? ''), 'A-087');
}

const proposing = (kind: Kind): Act =>
  onCase(
    kind.steps,
    (of, ruling, { ask, books }) => {
      const change = kind.change(ask, of);
      ruling.must(of.proposals[ask.data.proposalId ?? ''] !== undefined, 'B.5-order');
      // Whether two questions of one kind may be open at once, nothing settles.
      ruling.may(
        Object.values(of.proposals).some((each) => each.change.kind === change.kind),
        'B.5-order',
      );
      const now = countOf(of, change);
      ruling.must(now === undefined || now !== (ask.seen ?? 0), 'B.5-order');
      if (change.kind === 'UNDO') judgeUndo(of, ruling);
      kind.judge?.(of, change, ruling);
      const { certificate } = change;
      if (certificate) obtainedThere(certificate.issuedOn, classOf(books, of), ask.at, ruling);
      const same = JSON.stringify(change.certificate) === JSON.stringify(of.certificate);
      ruling.may(change.kind === 'CERTIFICATE' && same, 'B.5-order');
    },
    (of, { ask }) => {
      const change = kind.change(ask, of);
      const proposal = { change, by: ask.actor.id, at: ask.at, count: countOf(of, change) ?? 0 };
      of.proposals[ask.data.proposalId ?? ''] = proposal;
    },
  );

/** What ended comes back as it was: with another certificate it would be a claim of its own. */
function judgeUndo(of: CaseBook, ruling: Ruling): void {
  ruling.must(of.correctedSinceEnd, 'B.5-order');
}

function judgeWriteOff(of: CaseBook, { recoveryId = '' }: Change, ruling: Ruling): void {
  const recovery = of.recoveries[recoveryId];
  ruling.must(!recovery?.open || restOf(recovery) === 0, 'B.5-order');
}

/** Only what was written off is asked back by a decision of its own. */
function judgeReopening(of: CaseBook, { fen = 0 }: Change, ruling: Ruling): void {
  ruling.must(fen > of.forgiven, 'D.4-batch', 'B.5-order');
}

function decided(on: Omit<OnCase, 'told'>, of: CaseBook, ruling: Ruling): CaseBook['proposals'][string] | undefined {
  const { ask } = on;
  const proposal = of.proposals[ask.data.proposalId ?? ''];
  if (ruling.must(proposal === undefined, 'B.5-order') || !proposal) return undefined;
  ruling.must(ask.at < proposal.at, 'B.5-order');
  fourEyes(ruling, ask, proposal.by, of.submitter);
  return proposal;
}

export const correctionActs: Record<string, Act> = {
  ...Object.fromEntries(Object.entries(KINDS).map(([command, kind]) => [command, proposing(kind)])),
  ApproveCorrection: onCase(
    ANY,
    (of, ruling, on) => {
      const proposal = decided(on, of, ruling);
      if (!proposal) return;
      const { change, count } = proposal;
      const kind = kindOf(change);
      if (ruling.must(!kind?.steps.includes(of.step), 'B.5-order')) return;
      ruling.must(countOf(of, change) !== count, 'B.5-order');
      if (change.kind === 'UNDO') judgeUndo(of, ruling);
      if (change.kind === 'AMOUNT') judgeAmount(of, change, ruling);
      if (change.kind === 'WRITE_OFF') judgeWriteOff(of, change, ruling);
      if (change.kind === 'REOPEN') judgeReopening(of, change, ruling);
      approvals[change.kind].judge?.(of, change, ruling, on);
    },
    (of, on) => {
      const { proposalId = '' } = on.ask.data;
      const proposal = of.proposals[proposalId];
      if (!proposal) throw new Error('a correction that nobody proposed was approved');
      delete of.proposals[proposalId];
      approvals[proposal.change.kind].apply(of, proposal.change, on);
    },
  ),
  DeclineCorrection: onCase(
    ANY,
    (of, ruling, on) => void decided(on, of, ruling),
    (of, { ask }) => {
      delete of.proposals[ask.data.proposalId ?? ''];
    },
  ),
  WithdrawCorrection: onCase(
    ANY,
    (of, ruling, { ask }) => {
      const proposal = of.proposals[ask.data.proposalId ?? ''];
      if (ruling.must(proposal === undefined, 'B.5-order') || !proposal) return;
      ruling.must(ask.at < proposal.at, 'B.5-order');
      // By whom a proposal is taken back, the table of powers says.
      ruling.must(proposal.by !== ask.actor.id, 'A-083-role', 'B.5-four-eyes');
    },
    (of, { ask }) => {
      delete of.proposals[ask.data.proposalId ?? ''];
    },
  ),
};

import type { CaseBook, Change } from '../book/books';
import { countOf } from '../book/corrections';
import { wasPaid } from '../book/money';
import { restOf } from '../book/settle';
import { onCase } from './case-wants';
import { someCertificate } from './case-ideas';
import type { Desk, Idea, InForce, Wanted } from './desk';

type Ideas = (readonly [weight: number, want: () => Wanted])[];

/** 更正、追回: proposals of every kind, their decision, and what money follows. */
export function correctionIdeas(desk: Desk): Idea[] {
  const ideas: Ideas = [];
  for (const [caseId, of] of Object.entries(desk.books.cases))
    ideas.push(...proposals(desk, caseId, of), ...decisions(desk, caseId, of), ...money(desk, caseId, of));
  return ideas.map(([weight, want]) => ({ weight, want }));
}

/** Who hopes for what is not there yet names no version of it. */
const NOTHING_SEEN = -1;

const UNDOING = {
  rejected: 'ProposeUndoRejection',
  withdrawn: 'ProposeUndoWithdrawal',
  revoked: 'ProposeUndoRevocation',
};

/** By whom what is proposed, where not by a clerk alone. */
const PROPOSERS: Readonly<Record<string, readonly string[]>> = {
  ProposeRevocation: ['CLERK', 'REVIEWER'],
  ProposeUndoRevocation: ['REVIEWER'],
  ProposeWriteOff: ['CLERK', 'REVIEWER'],
  ProposeRecovery: ['CLERK', 'REVIEWER'],
  ProposeRecoveryReversal: ['CLERK', 'PAY_CHECKER'],
};

type Version = (inForce: InForce) => number | undefined;
type Propose = (command: string, change: Change, version: Version, more?: object) => Wanted;

/** A proposal names the version that it corrects; the model, how often that had changed when it was seen. */
function proposer(desk: Desk, caseId: string, of: CaseBook): Propose {
  return (command: string, change: Change, version: Version, more: object = {}) => {
    const by = desk.staff(desk.pick(PROPOSERS[command] ?? ['CLERK']), of.unit, 2);
    const named = command === 'ProposeVoid' ? 1 : version(desk.inForce(caseId));
    const known = desk.known.cases[caseId];
    const seen = named === undefined || !known ? NOTHING_SEEN : (countOf(known, change) ?? NOTHING_SEEN);
    const data = { proposalId: desk.uuid(), version: named ?? 1, ...more };
    return { ...onCase(by, command, caseId, of, data), seen: command === 'ProposeVoid' ? 0 : seen };
  };
}

function proposals(desk: Desk, caseId: string, of: CaseBook): Ideas {
  const propose = proposer(desk, caseId, of);
  const ideas: Ideas = [
    [0.06, () => propose('ProposeVoid', { kind: 'VOID' }, () => 1, { cause: 'ENROLLED_IN_ERROR' })],
  ];
  if (of.certificate) {
    ideas.push([
      0.35,
      () => {
        const { caseId: _own, ...certificate } = someCertificate(desk, caseId, of, otherLevel(desk, of));
        return propose(
          'ProposeCertificateCorrection',
          { kind: 'CERTIFICATE' },
          (now) => now.certificateVersion,
          certificate,
        );
      },
    ]);
  }
  if (of.due > 0 || of.pending !== undefined) {
    const amountFen = desk.pick([60_000, 100_000, 120_000, 160_000, Math.max(of.due - 10_000, 10_000)]);
    ideas.push([
      wasPaid(of) ? 1 : 0.4,
      () => propose('ProposeAmountCorrection', { kind: 'AMOUNT' }, (now) => now.amountVersion, { amountFen }),
    ]);
  }
  if (of.step === 'confirmed')
    ideas.push([
      wasPaid(of) ? 0.8 : 0.25,
      () =>
        propose('ProposeRevocation', { kind: 'REVOKE' }, (now) => now.confirmedVersion, { outcome: 'OPERATING_ERROR' }),
    ]);
  const undoing = UNDOING[of.step as keyof typeof UNDOING];
  if (undoing) ideas.push([1, () => propose(undoing, { kind: 'UNDO' }, (now) => now.endedVersion)]);
  return [...ideas, ...recovering(desk, of, propose)];
}

/** Written off, asked back again, an entry reversed. */
function recovering(desk: Desk, of: CaseBook, propose: Propose): Ideas {
  const ideas: Ideas = [];
  if (of.counts.forgiven > 0) {
    const amountFen = Math.max(1, desk.pick([of.forgiven, Math.ceil(of.forgiven / 2), of.forgiven + 1]));
    const want = () => propose('ProposeRecovery', { kind: 'REOPEN' }, (now) => now.forgivenVersion, { amountFen });
    ideas.push([of.forgiven > 0 ? 5 : 0.1, want]);
  }
  for (const [recoveryId, { open, entries }] of Object.entries(of.recoveries)) {
    for (const entryId of Object.keys(entries)) {
      const reverses: Change = { kind: 'REVERSAL', recoveryId, entryId };
      const entry = { recoveryId, entryId };
      ideas.push([
        1.5,
        () => propose('ProposeRecoveryReversal', reverses, (now) => now.entryVersions[recoveryId]?.[entryId], entry),
      ]);
    }
    const change: Change = { kind: 'WRITE_OFF', recoveryId };
    ideas.push([
      open ? 1.2 : 0.05,
      () => propose('ProposeWriteOff', change, (now) => now.recoveryVersions[recoveryId], { recoveryId }),
    ]);
  }
  return ideas;
}

function otherLevel(desk: Desk, of: CaseBook): string {
  const levels = desk.classOf(of).project === 'prj-model-elder' ? ['L5', 'L4', 'L3'] : ['L5', 'L4'];
  return desk.pick(levels);
}

function decisions(desk: Desk, caseId: string, of: CaseBook): Ideas {
  return Object.entries(of.proposals).flatMap(([proposalId, { at, by }]): Ideas => {
    const after = at > of.lastAt ? at : of.lastAt;
    const decide = (command: string): Wanted => ({
      ...onCase(desk.staff('CONFIRMER', of.unit, 2), command, caseId, of, { proposalId }),
      after,
    });
    const who = { id: by, role: deskOf(by), unit: of.unit };
    return [
      [3, () => decide('ApproveCorrection')],
      [0.4, () => decide('DeclineCorrection')],
      [0.2, () => ({ ...decide('WithdrawCorrection'), by: who })],
    ];
  });
}

/** The desk of a member of staff, by the id. */
const deskOf = (id: string): string =>
  id.startsWith('reviewer') ? 'REVIEWER' : id.startsWith('pay_checker') ? 'PAY_CHECKER' : 'CLERK';

function money(desk: Desk, caseId: string, of: CaseBook): Ideas {
  const by = (role: string, command: string, more: object) =>
    onCase(desk.staff(role, of.unit), command, caseId, of, more);
  const ideas: Ideas = [];
  for (const [recoveryId, recovery] of Object.entries(of.recoveries)) {
    const rest = restOf(recovery);
    const amountFen = desk.pick([rest, Math.ceil(rest / 2), rest + 1]);
    if (amountFen > 0)
      ideas.push([recovery.open ? 3 : 0.1, () => by('PAY_CHECKER', 'RecordRecovery', { recoveryId, amountFen })]);
    ideas.push([recovery.open ? 0.6 : 0.1, () => by('CONFIRMER', 'CloseRecovery', { recoveryId })]);
  }
  for (const { no, place } of of.lines)
    ideas.push([place === 'unfunded' ? 2 : 0.02, () => by('CLERK', 'FundSupplement', { line: no })]);
  const system = { id: 'settle-due', role: 'SYSTEM', unit: of.unit };
  const settles = of.pending === undefined ? 0.02 : 4;
  ideas.push([settles, () => onCase(system, 'SettleDue', caseId, { ...of, lastAt: of.actAt })]);
  return ideas;
}

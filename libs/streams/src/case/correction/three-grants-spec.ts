import { addMilliseconds, makeIdNumber, type AnyCommandSpec } from '@ledger/kernel';
import { actor, by, FakeKeyed, pseudonymOf, sealedFor, uuid } from '@ledger/testing';
import type { BatchState } from '../../batch';
import { recordBankAnswer } from '../../batch/answer/record-bank-answer.decide';
import { checkBatch } from '../../batch/checking/check-batch.decide';
import { makeBatch } from '../../batch/making/make-batch.decide';
import { signBatch } from '../../batch/signing/sign-batch.decide';
import { classEvent } from '../../class/class.events';
import { personEvent } from '../../person/person.events';
import {
  accepted,
  AMOUNT,
  certificate,
  certified,
  CLASS,
  claimFacts,
  clerk,
  confirmed,
  document,
  enrolled,
  EVALUATOR,
  firstReviewed,
  plan,
  publicityEnded,
  published,
  reason,
  school,
  secondReviewed,
  submission,
  UNIT,
} from '../case-examples-spec';
import { caseEvent } from '../case.events';
import type { CaseState } from '../case.state';
import { settleDue } from '../payout/settle-due.decide';
import { approveCorrection } from './approve-correction.decide';
import { declineCorrection } from './decline-correction.decide';
import { SmallLedger } from './small-ledger-spec';

export const FIRST = uuid(11);
export const CASES = [FIRST, uuid(12), uuid(13)];
const ID_NUMBERS = [1, 2, 3].map((n) => makeIdNumber('411002', `199${n}-03-05`, 20 + n));
const FUND = `fund-SPECIAL_ACCOUNT-${UNIT}`;
export const maker = actor('PAY_MAKER', UNIT, 'maker-1');
export const checker = actor('PAY_CHECKER', UNIT, 'checker-1');
const signer = actor('PAY_SIGNER', UNIT, 'signer-1');
const bank = actor('BANK', UNIT, 'bank-1');
export const other = actor('CONFIRMER', UNIT, 'confirmer-9');
const system = actor('SYSTEM', UNIT, 'settle-due');

const holderOf = (caseId: string): string => pseudonymOf(ID_NUMBERS[CASES.indexOf(caseId)]!);
export const numberOf = (caseId: string, level: string): string =>
  `S00004100012320${level.slice(1)}00000${CASES.indexOf(caseId) + 1}`;

/** Three confirmed grants of 1,600 in a class that holds 5,200, on a line that has 500 more. */
function ledgerOfThree(): SmallLedger {
  const { policy, ledger, projects, occupations, institution, issuer } = claimFacts;
  const books = new SmallLedger({
    'policy-XC': policy,
    'ledger-0': ledger,
    'catalogue-PROJECT': projects,
    'catalogue-OCCUPATION': occupations,
    [`org-${institution.uscc}`]: institution,
    [`org-${EVALUATOR}`]: issuer,
  });
  const begun = '2020-05-20T00:00:00.000Z';
  const at = (type: string, data: object) => by(clerk, { type, data }, { occurredAt: begun });
  const heldFen = 520_000;
  books.add(FUND, at('FundsAllotted', { allotmentId: uuid(70), amountFen: 570_000 }));
  books.add(FUND, at('FundsEncumbered', { classId: CLASS, amountFen: heldFen, commandId: uuid(71) }));
  books.add(
    `class-${CLASS}`,
    by(school, classEvent('ClassFiled', { plan, filedOn: '2020-05-20' }), { occurredAt: begun }),
    classEvent('ClassApproved', { encumberedFen: heldFen, rateFen: AMOUNT, rateId: 'skill-l4', commandId: uuid(71) }),
    classEvent('ClassStarted', { startedAt: plan.startsAt }),
    classEvent('ClassFinished', { finishedOn: '2020-06-20' }),
  );
  CASES.forEach((caseId, i) => addGrant(books, caseId, i));
  return books;
}

function addGrant(books: SmallLedger, caseId: string, i: number): void {
  const person = holderOf(caseId);
  const commandId = uuid(80 + i);
  const { years } = submission.slot;
  const number = numberOf(caseId, 'L4');
  books.add(
    `person-${person}`,
    personEvent('SlotReserved', {
      caseId,
      commandId,
      years,
      basis: 'certificateIssue',
      dedupeKey: 'welder|L4',
      occupationId: 'welder',
      level: 'L4',
    }),
  );
  books.add(
    `class-${CLASS}`,
    classEvent('PlaceTaken', { caseId, person, commandId: uuid(90 + i) }),
    classEvent('ClassDrawn', { caseId, line: 1, amountFen: AMOUNT, commandId }),
  );
  const account = { ...submission.account, payee: person, number: sealedFor(person, '6228480000000000042') };
  const given = {
    ...certificate,
    number: sealedFor(person, number),
    certificateId: new FakeKeyed().certificateId('SKILL_LEVEL', number),
  };
  books.add(
    `case-${caseId}`,
    { ...enrolled, data: { ...(enrolled.data as object), caseId, person } },
    { ...certified, data: { certificate: given } },
    by(school, caseEvent('ClaimSubmitted', { ...submission, account, commandId }), {
      occurredAt: '2020-07-01T02:00:00.000Z',
    }),
    accepted,
    firstReviewed,
    secondReviewed,
    published,
    publicityEnded,
    confirmed,
  );
}

/** What everybody may do to the three, in any order; what is refused changes nothing. */
export class World {
  readonly books = ledgerOfThree();
  private clock = '2020-08-01T00:00:00.000Z';
  private batches: string[] = [];
  private files = 0;

  at(): string {
    this.clock = addMilliseconds(this.clock, 60_000);
    return this.clock;
  }

  try(spec: AnyCommandSpec, command: object, by_: typeof clerk): boolean {
    const did = this.books.do(spec, command, { actor: by_, at: this.at() });
    return 'done' in did;
  }

  /** One proposes, another approves; a proposal that cannot be approved is left behind declined by nobody, so it is withdrawn. */
  correct(spec: AnyCommandSpec, caseId: string, version: number | undefined, change: object): boolean {
    const proposalId = uuid(700_000 + this.files++);
    const command = { caseId, proposalId, version: version ?? 1, reason, document, ...change };
    if (!this.try(spec, command, clerk)) return false;
    if (this.try(approveCorrection, { caseId, proposalId }, other)) return true;
    this.books.must(declineCorrection, { caseId, proposalId, reason }, { actor: other, at: this.at() });
    return false;
  }

  batch(caseIds: readonly string[]): void {
    const batchId = uuid(800_000 + this.files++);
    if (!this.try(makeBatch, { batchId, unit: UNIT, caseIds, reissueReason: reason }, maker)) return;
    this.batches.push(batchId);
    this.try(checkBatch, { batchId }, checker);
    this.try(signBatch, { batchId }, signer);
  }

  lastBatch(): string {
    return this.batches[this.batches.length - 1] ?? uuid(1);
  }

  answer(which: number, result: 'PAID' | 'REJECTED' | 'RETURNED'): void {
    for (const batchId of this.batches) {
      const { lines, status } = this.books.stateOf(`batch-${batchId}`) as BatchState;
      const line = lines[which % Math.max(lines.length, 1)];
      if (!line || (status !== 'dispatched' && status !== 'answered')) continue;
      const digest = String(this.files++).padStart(64, '0');
      const said = { endToEndId: line.endToEndId, result, reason: 'AC01' };
      this.try(recordBankAnswer, { batchId, digest, lines: [said] }, bank);
    }
    this.settle();
  }

  settle(): void {
    for (const caseId of CASES) this.try(settleDue, { caseId }, system);
  }

  state = (caseId: string): CaseState => this.books.caseOf(caseId);
}

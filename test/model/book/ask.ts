import type { Actor } from '@ledger/kernel';

/** What the data of any of the modelled commands may hold; a command has only what is its own. */
export interface AskData {
  allotmentId: string;
  unit: string;
  amountFen: number;
  classId: string;
  projectId: string;
  institution: string;
  headCount: number;
  startsAt: string;
  level: string;
  proposalId: string;
  system: string;
  registeredAt: string;
  roster: string[];
  present: string[];
  /** The day of a session. */
  on: string;
  finishedOn: string;
  results: { caseId: string; passed: boolean }[];
  caseId: string;
  idNumber: string;
  number: string;
  issuedOn: string;
  accountName: string;
  items: string[];
  verdict: 'PASS' | 'FAIL';
  flag: string;
  publicityId: string;
  caseIds: string[];
  firstDay: string;
  objectionId: string;
  upheld: boolean;
  outcome: string;
  exceptionId: string;
  year: number;
  reason: string;
  batchId: string;
  reissueReason: string;
  digest: string;
  lines: { endToEndId: string; result: 'PAID' | 'REJECTED' | 'RETURNED'; reason?: string }[];
  line: number;
  recoveryId: string;
  entryId: string;
}

/** One command as it is given to the ledger and to the model. */
export interface Ask {
  readonly id: string;
  readonly at: string;
  readonly actor: Actor;
  readonly command: string;
  readonly data: Partial<AskData> & Readonly<Record<string, unknown>>;
  /** Which state of the thing corrected the asker saw, counted by the model: another one now is out of date. */
  readonly seen?: number;
}

/**
 * What the ledger's decision says where the plan leaves it to the ledger: which lines went into a batch, which answers it had heard before,
 * which flags a correction raised.
 */
export interface Told {
  readonly lines?: readonly string[];
  readonly ignored?: readonly string[];
  readonly flags?: readonly string[];
  /** What was under way beside it: what those reserved may have been seen, whatever became of them. */
  readonly beside?: readonly Ask[];
}

/** 模型账: what the independent model knows, written from the plan and its settled questions alone. All amounts in fen. Plain data. */
export interface Books {
  city: { available: number; toUnits: number };
  /** By reporting unit. */
  lines: Record<string, LineBook>;
  allotments: Record<string, { unit: string; fen: number }>;
  classes: Record<string, ClassBook>;
  cases: Record<string, CaseBook>;
  /** By ID number. */
  persons: Record<string, PersonBook>;
  /** Who holds a certificate number, and the one case that it serves. */
  numbers: Record<string, { person: string; caseId: string }>;
  lists: Record<string, ListBook>;
  batches: Record<string, BatchBook>;
  /** Allotments that somebody proposed to take back. */
  returns: Record<string, { unit: string; allotmentId: string; by: string; at: string }>;
  /** What is given back is on its way to a class that closes at this moment: it arrives there all the same. */
  closing?: boolean;
  /** Two people decide on one case at once: what the one who is refused had drawn already stood on the line, so that more goes on another. */
  apart?: boolean;
}

/** 单位资金: allotted = available + encumbered + inTransit + owed + paid − recovered. */
export interface LineBook {
  allotted: number;
  available: number;
  encumbered: number;
  inTransit: number;
  owed: number;
  paid: number;
  recovered: number;
}

export interface PlanBook {
  headCount: number;
  level: string;
  startsAt: string;
}

export interface ClassBook {
  status: 'filed' | 'returned' | 'approved' | 'started' | 'finished' | 'cancelled' | 'closed';
  unit: string;
  institution: string;
  project: string;
  plan: PlanBook;
  /** Counts changes of the plan: an amendment proposed on another count is out of date. */
  planCount: number;
  filedBy: string;
  proposals: Record<string, { plan: PlanBook; by: string; at: string; planCount: number }>;
  /** Held on the unit's line for the class, live draws included. */
  held: number;
  /** By `<caseId>#<line>`. */
  draws: Record<string, number>;
  releasedAtClose: number;
  /** Counts the closings: a reopening proposed on another count is out of date. */
  closings: number;
  reopenings: Record<string, { by: string; at: string; closings: number }>;
  roster: Record<string, string>;
  registrations: Record<string, { at: string; roster: string[] }>;
  session: boolean;
  present?: string[];
  results: Record<string, boolean>;
  finishedOn?: string;
  lastAt: string;
  /** Business time of the latest act of any kind. */
  actAt: string;
}

export type Step =
  | 'enrolled'
  | 'submitted'
  | 'supplements'
  | 'accepted'
  | 'first-reviewed'
  | 'second-reviewed'
  | 'publicity'
  | 'publicity-ended'
  | 'confirmed'
  | 'rejected'
  | 'withdrawn'
  | 'revoked'
  | 'voided';

export type Place = 'class' | 'fund' | 'unfunded' | 'in-transit' | 'owed' | 'paid' | 'gone';

/** Line 1 is the claim, each supplement the next. `fen` is 0 once it is gone. */
export interface PayLine {
  no: number;
  fen: number;
  place: Place;
  attempts: { id: string; batch: string; status: 'assigned' | 'ended' | 'instructed' | 'answered' }[];
  /** Sent back for its account: only another account or a reason lets it go out again. */
  needsReason?: boolean;
}

export interface CertificateBook {
  number: string;
  level: string;
  issuedOn: string;
}

export interface RecoveryBook {
  asked: number;
  released: number;
  entries: Record<string, number>;
  open: boolean;
}

export interface Change {
  kind: 'AMOUNT' | 'CERTIFICATE' | 'VOID' | 'REVOKE' | 'UNDO' | 'WRITE_OFF' | 'REOPEN' | 'REVERSAL';
  fen?: number;
  certificate?: CertificateBook;
  /** The step that is undone, of an undoing. */
  undoes?: 'rejected' | 'withdrawn' | 'revoked';
  recoveryId?: string;
  /** The entry that is reversed. */
  entryId?: string;
}

export interface CaseBook {
  step: Step;
  unit: string;
  classId: string;
  person: string;
  /** Business time of the last step in the procedure, and of the latest act of any kind. */
  lastAt: string;
  actAt: string;
  certificate?: CertificateBook;
  submitter?: string;
  first?: { by: string; pass: boolean };
  second?: { by: string; pass: boolean };
  confirmer?: string;
  askedFor: string[];
  askedBefore: boolean;
  flags: string[];
  /** How each was closed. */
  closedFlags: Record<string, 'fraud' | 'fair'>;
  objections: Record<string, { open: boolean; upheld: boolean }>;
  /** Corrected since an objection was upheld. */
  correctedAfterObjection: boolean;
  held: boolean;
  list?: string;
  due: number;
  lines: PayLine[];
  /** What is due once the bank has answered. */
  pending?: number;
  /** As they stood when the claim ended, for its undoing. */
  before?: { step: Step; due: number };
  /** The certificate was corrected after the claim had ended. */
  correctedSinceEnd: boolean;
  proposals: Record<string, { change: Change; by: string; at: string; count: number }>;
  recoveries: Record<string, RecoveryBook>;
  forgiven: number;
  paidYear?: number;
  /** Counts changes of what a correction may name: certificate, amount, confirmation, end of the claim, write-off. */
  counts: { certificate: number; amount: number; confirmed: number; ended: number; forgiven: number };
}

/** The year of a slot under each basis (F.2). */
export interface Years {
  certificateIssue: number;
  trainingEnd: number;
  application: number;
  payment: number;
}

export interface SlotBook {
  years: Years;
  /** 职业|等级. */
  key: string;
  exception?: string;
}

export interface PersonBook {
  /** Live slots by case. */
  slots: Record<string, SlotBook>;
  /** The slots that went back with an ended claim, by case. */
  former: Record<string, SlotBook>;
  exceptions: Record<
    string,
    { caseId: string; year: number; status: 'proposed' | 'approved' | 'declined'; by: string; at: string }
  >;
}

export interface ListBook {
  unit: string;
  cases: string[];
  lastDay: string;
  open: boolean;
  withdrawn?: boolean;
  /** Business time of the last step. */
  lastAt: string;
}

export interface BatchLineBook {
  caseId: string;
  line: number;
  /** Index in the line's attempts. */
  attempt: number;
  fen: number;
  from: 'encumbered' | 'owed';
  answer?: 'PAID' | 'REJECTED' | 'RETURNED';
}

export interface BatchBook {
  unit: string;
  status: 'made' | 'checked' | 'signed' | 'dispatched' | 'cancelled';
  maker: string;
  checker?: string;
  signer?: string;
  /** By end-to-end id. */
  lines: Record<string, BatchLineBook>;
  digests: string[];
  lastAt: string;
  sentAt?: string;
}

export const emptyLine = (): LineBook => ({
  allotted: 0,
  available: 0,
  encumbered: 0,
  inTransit: 0,
  owed: 0,
  paid: 0,
  recovered: 0,
});

/** Everything as it is before the first allotment. */
export const newBooks = (totalFen: number): Books => ({
  city: { available: totalFen, toUnits: 0 },
  lines: {},
  allotments: {},
  classes: {},
  cases: {},
  persons: {},
  numbers: {},
  lists: {},
  batches: {},
  returns: {},
});

import { event, type EventBody, type EventRef, type RecordedOf } from '@ledger/kernel';

/** 拨付明细: one line of a batch. `endToEndId` = case id as 32 hex digits + line (1) + attempt (2), base 36. Amounts in fen. */
export interface BatchLine {
  readonly caseId: string;
  readonly line: number;
  readonly attempt: number;
  readonly endToEndId: string;
  readonly amountFen: number;
  readonly classId: string;
  /** Pseudonym of the learner, whose slot a payment dates. */
  readonly person: string;
  /** A reissue is paid from what is owed, a first attempt from what is encumbered. */
  readonly from: 'encumbered' | 'owed';
}

/** 未列入: what was left out and by which rule. `line` and `attempt` are absent where no line of the case came into question. */
export interface OmittedPayout {
  readonly caseId: string;
  readonly line?: number;
  readonly attempt?: number;
  readonly ruleId: string;
}

export type BankResult = 'PAID' | 'REJECTED' | 'RETURNED';

/** 银行回盘: one line of an answer file. */
export interface BankLine {
  readonly endToEndId: string;
  readonly result: BankResult;
  /** ISO 20022 reason: AC01, AC04, BE01 … */
  readonly reason?: string;
}

/** 拨付批次: on `batch-<id>`. */
export interface BatchEventMap {
  BatchMade: {
    unit: string;
    fundSource: string;
    lines: readonly BatchLine[];
    totalFen: number;
    omitted: readonly OmittedPayout[];
  };
  /** A line altered or added voids check and signature; leaving a line out does not. */
  BatchChecked: { lines: number; totalFen: number };
  BatchCheckTakenBack: Record<string, never>;
  BatchSigned: { lines: number; totalFen: number };
  BatchSignatureTakenBack: Record<string, never>;
  /** What went: the bank file's name and bytes are a function of this event. */
  BatchDispatched: {
    unit: string;
    lines: readonly BatchLine[];
    totalFen: number;
    omitted: readonly OmittedPayout[];
    encumbered: readonly { classId: string; amountFen: number }[];
    owedFen: number;
    fileName: string;
    /** By case id: the event that the account which is paid came from, on the case or on the organisation that is paid. */
    payTo: Readonly<Record<string, EventRef>>;
  };
  BatchCancelled: { lines: readonly { caseId: string; line: number; attempt: number }[] };
  /** One answer file: its digest keeps it from counting twice. */
  BankAnswerRecorded: {
    answerId: string;
    digest: string;
    lines: readonly BankLine[];
    paidFen: number;
    bouncedFen: number;
    returnedFen: number;
    /** Lines that the batch does not know or that say again what is known. */
    ignored: readonly { endToEndId: string; why: string }[];
  };
  /** 更正回盘, decided by two people on the case of the line. */
  BankAnswerCorrected: { correctionId: string; endToEndId: string; result: BankResult; reason?: string };
}
export type BatchRecorded = RecordedOf<BatchEventMap>;

/** An event of this stream, its data checked against its type. */
export const batchEvent = <T extends keyof BatchEventMap & string>(
  type: T,
  data: BatchEventMap[T],
  more?: Omit<EventBody, 'type' | 'data'>,
): EventBody<T, BatchEventMap[T]> => event(type, data, more);

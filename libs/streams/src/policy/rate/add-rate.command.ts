import {
  CERTIFICATE_KINDS,
  FUND_SOURCES,
  LEVELS,
  PAYEE_KINDS,
  TRAINING_NATURES,
  type CertificateKind,
  type DocumentRef,
  type FundSource,
  type Level,
  type PayeeKind,
  type TrainingNature,
} from '@ledger/kernel';
import { IsIn, IsInt, Max, Min } from 'class-validator';
import { IsCode, IsDocument, IsFen, IsLocalDate, Optional, PlainText } from '../../shapes';

/** 新增补贴标准: one row of the province's table (A-087, B.4). A field left out means that the row holds for any. */
export class AddRate {
  @IsCode() rateId!: string;
  @IsCode() itemCode!: string;
  @IsIn(CERTIFICATE_KINDS) certKind!: CertificateKind;
  @Optional() @IsIn(LEVELS) level?: Level;
  @Optional() @IsIn(TRAINING_NATURES) trainingNature?: TrainingNature;
  /** Special operations: first issue or renewal. */
  @Optional() @IsIn(['FIRST', 'RENEWAL']) issue?: 'FIRST' | 'RENEWAL';
  @Optional() @IsIn(PAYEE_KINDS) payeeKind?: PayeeKind;
  /** Fen per person. */
  @IsFen() amountFen!: number;
  @Optional() @IsInt() @Min(1) @Max(10_000) minHours?: number;
  @Optional() @IsInt() @Min(1) @Max(366) minDays?: number;
  @IsIn(FUND_SOURCES) fund!: FundSource;
  @IsLocalDate() validFrom!: string;
  /** Inclusive. */
  @Optional() @IsLocalDate() validTo?: string;
  @IsDocument() document!: DocumentRef;
  @Optional() @PlainText(200) reason?: string;
}

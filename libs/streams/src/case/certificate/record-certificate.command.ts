import { CERTIFICATE_KINDS, LEVELS, Personal, type DocumentRef, type Level } from '@ledger/kernel';
import { IsIn, IsString, Length } from 'class-validator';
import { IsCode, IsDocument, IsLocalDate, IsStreamId, IsUscc, Optional, PlainText } from '../../shapes';
import type { CertificateKind } from '../../vocabulary';

/** 登记证书: records the certificate that the learner got for the training. */
export class RecordCertificate {
  @IsStreamId() caseId!: string;
  @IsIn(CERTIFICATE_KINDS) kind!: CertificateKind;
  /** As printed; personal, for a special-operation number holds the ID number. */
  @Personal() @IsString() @Length(1, 60) number!: string;
  @Optional() @IsIn(LEVELS) level?: Level;
  /** The project's where absent; another one is refused. */
  @Optional() @IsCode() occupationId?: string;
  @Optional() @PlainText(60) workType?: string;
  @Optional() @PlainText(60) skillItem?: string;
  /** Special operations: first issue or renewal. */
  @Optional() @IsIn(['FIRST', 'RENEWAL']) issue?: 'FIRST' | 'RENEWAL';
  @IsLocalDate() issuedOn!: string;
  /** USCC of the body that issued it. */
  @IsUscc() issuer!: string;
  @Optional() @IsDocument() document?: DocumentRef;
}

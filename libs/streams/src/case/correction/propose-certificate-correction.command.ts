import { CERTIFICATE_KINDS, LEVELS, Personal, type Level } from '@ledger/kernel';
import { IsIn, IsString, Length } from 'class-validator';
import { IsCode, IsLocalDate, IsUscc, Optional, PlainText } from '../../shapes';
import type { CertificateKind } from '../../vocabulary';
import { CorrectionProposal } from './correction-proposal.dto';

/** 建议更正证书: the certificate as it should have been recorded, whole. */
export class ProposeCertificateCorrection extends CorrectionProposal {
  @IsIn(CERTIFICATE_KINDS) kind!: CertificateKind;
  /** As printed; personal, for a special-operation number holds the ID number. */
  @Personal() @IsString() @Length(1, 60) number!: string;
  @Optional() @IsIn(LEVELS) level?: Level;
  /** The project's where absent. */
  @Optional() @IsCode() occupationId?: string;
  @Optional() @PlainText(60) workType?: string;
  @Optional() @PlainText(60) skillItem?: string;
  /** Special operations: first issue or renewal. */
  @Optional() @IsIn(['FIRST', 'RENEWAL']) issue?: 'FIRST' | 'RENEWAL';
  @IsLocalDate() issuedOn!: string;
  /** USCC of the body that issued it. */
  @IsUscc() issuer!: string;
}

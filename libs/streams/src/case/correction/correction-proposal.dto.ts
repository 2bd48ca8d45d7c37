import type { DocumentRef } from '@ledger/kernel';
import { IsInt, Max, Min } from 'class-validator';
import { IsDocument, IsStreamId, Optional, PlainText } from '../../shapes';

/** 更正建议: what every proposal of a correction says. Another person decides it. */
export class CorrectionProposal {
  @IsStreamId() caseId!: string;
  /** Of the new proposal; the command's id where absent. */
  @Optional() @IsStreamId() proposalId?: string;
  /** Version, on this case, of the event that is corrected. */
  @IsInt() @Min(1) @Max(100_000) version!: number;
  @PlainText(300) reason!: string;
  @IsDocument() document!: DocumentRef;
}

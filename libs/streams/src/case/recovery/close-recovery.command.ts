import { Matches } from 'class-validator';
import { IsStreamId, Optional, PlainText } from '../../shapes';

/** 追回办结: everything came back. */
export class CloseRecovery {
  @IsStreamId() caseId!: string;
  @Matches(/^R[1-9]\d{0,2}$/) recoveryId!: string;
  @Optional() @PlainText(300) reason?: string;
}

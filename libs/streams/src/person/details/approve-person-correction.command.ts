import { PersonId } from '@ledger/kernel';
import { IsIdNumberShape, IsStreamId, Optional, PlainText } from '../../shapes';

/** 人员信息更正（批准）: another person lets the new name or phone stand. */
export class ApprovePersonCorrection {
  @PersonId() @IsIdNumberShape() idNumber!: string;
  @IsStreamId() proposalId!: string;
  @Optional() @PlainText(500) reason?: string;
}

import { PersonId } from '@ledger/kernel';
import { IsIdNumberShape, IsStreamId, Optional, PlainText } from '../../shapes';

/** 名额例外（批准）: another person lets it stand; the case's slot uses it up. */
export class ApproveQuotaException {
  @PersonId() @IsIdNumberShape() idNumber!: string;
  @IsStreamId() exceptionId!: string;
  @Optional() @PlainText(500) reason?: string;
}

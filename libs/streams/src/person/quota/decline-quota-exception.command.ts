import { PersonId } from '@ledger/kernel';
import { IsIdNumberShape, IsStreamId, PlainText } from '../../shapes';

/** 名额例外（不予批准）: another person says no. */
export class DeclineQuotaException {
  @PersonId() @IsIdNumberShape() idNumber!: string;
  @IsStreamId() exceptionId!: string;
  @PlainText(500) reason!: string;
}

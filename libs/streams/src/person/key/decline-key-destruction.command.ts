import { PersonId } from '@ledger/kernel';
import { IsIdNumberShape, IsStreamId, PlainText } from '../../shapes';

/** 密钥销毁（不予批准）: the key stays. */
export class DeclineKeyDestruction {
  @PersonId() @IsIdNumberShape() idNumber!: string;
  @IsStreamId() proposalId!: string;
  @PlainText(500) reason!: string;
}

import { PersonId } from '@ledger/kernel';
import { IsIdNumberShape, IsStreamId, Optional, PlainText } from '../../shapes';

/** 密钥销毁（批准）: from here on the values sealed under the person's key cannot be read; slots and money stay. */
export class ApproveKeyDestruction {
  @PersonId() @IsIdNumberShape() idNumber!: string;
  @IsStreamId() proposalId!: string;
  @Optional() @PlainText(500) reason?: string;
}

import { type DocumentRef, PersonId } from '@ledger/kernel';
import { IsDocument, IsIdNumberShape, IsStreamId, Optional, PlainText } from '../../shapes';

/** 密钥销毁（提出）: make a person's values unreadable for good; another person decides. */
export class ProposeKeyDestruction {
  @PersonId() @IsIdNumberShape() idNumber!: string;
  @Optional() @IsStreamId() proposalId?: string;
  @PlainText(500) reason!: string;
  @IsDocument() document!: DocumentRef;
}

import { type DocumentRef, Personal, PersonId } from '@ledger/kernel';
import { IsDocument, IsIdNumberShape, IsPersonName, IsPhone, IsStreamId, Optional, PlainText } from '../../shapes';

/** 人员信息更正（提出）: a changed name or phone, which another person decides. An absent field stays as it is. */
export class ProposePersonCorrection {
  @PersonId() @IsIdNumberShape() idNumber!: string;
  @Optional() @IsStreamId() proposalId?: string;
  @Personal() @Optional() @IsPersonName() name?: string;
  @Personal() @Optional() @IsPhone() phone?: string;
  @PlainText(500) reason!: string;
  @IsDocument() document!: DocumentRef;
}

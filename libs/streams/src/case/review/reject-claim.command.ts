import { IsStreamId, PlainText } from '../../shapes';

/** 驳回: the claim is refused with reasons; slot and money go back. */
export class RejectClaim {
  @IsStreamId() caseId!: string;
  @PlainText(500) opinion!: string;
}

import { IsStreamId, PlainText } from '../../shapes';

/** 不予批准更正: the second person's no. */
export class DeclineCorrection {
  @IsStreamId() caseId!: string;
  @IsStreamId() proposalId!: string;
  @PlainText(300) reason!: string;
}

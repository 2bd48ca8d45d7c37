import { IsStreamId, PlainText } from '../../shapes';

/** 班期变更（不予批准）: another person lets the plan stay as it is. */
export class DeclineClassAmendment {
  @IsStreamId() classId!: string;
  @IsStreamId() proposalId!: string;
  @PlainText(500) reason!: string;
}

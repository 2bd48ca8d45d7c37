import { IsStreamId, Optional, PlainText } from '../../shapes';

/** 受理: takes the claim in for review. While supplements are outstanding it waives them, and says why. */
export class AcceptClaim {
  @IsStreamId() caseId!: string;
  /** Needed only to waive what was asked for. */
  @Optional() @PlainText(300) reason?: string;
}

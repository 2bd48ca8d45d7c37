import { IsStreamId, Optional, PlainText } from '../../shapes';

/** 提出异议: somebody objects to a published claim. It stops this claim only. */
export class LodgeObjection {
  @IsStreamId() caseId!: string;
  @Optional() @IsStreamId() objectionId?: string;
  @PlainText(500) summary!: string;
}

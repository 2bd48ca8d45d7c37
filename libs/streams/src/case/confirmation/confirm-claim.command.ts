import { IsStreamId } from '../../shapes';

/** 确认: the claim is granted and may be paid. */
export class ConfirmClaim {
  @IsStreamId() caseId!: string;
}

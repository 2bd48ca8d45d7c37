import { PersonId } from '@ledger/kernel';
import { IsIdNumberShape, IsStreamId, PlainText } from '../../shapes';

/** 人员信息更正（不予批准）: another person lets name and phone stay as they are. */
export class DeclinePersonCorrection {
  @PersonId() @IsIdNumberShape() idNumber!: string;
  @IsStreamId() proposalId!: string;
  @PlainText(500) reason!: string;
}

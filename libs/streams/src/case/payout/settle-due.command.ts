import { IsStreamId } from '../../shapes';

/** 更正结算: the bank has answered; what a correction left waiting takes effect. Issued by the system itself. */
export class SettleDue {
  @IsStreamId() caseId!: string;
}

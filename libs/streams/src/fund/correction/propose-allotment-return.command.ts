import { REPORTING_UNIT_IDS, type DocumentRef } from '@ledger/kernel';
import { IsIn } from 'class-validator';
import { IsDocument, IsStreamId, Optional, PlainText } from '../../shapes';

/** 退回分配（提出）: compensates an allotment; the whole of it is to go from the unit's line back to the city's. */
export class ProposeAllotmentReturn {
  @IsStreamId() allotmentId!: string;
  @IsIn(REPORTING_UNIT_IDS) unit!: string;
  @Optional() @IsStreamId() proposalId?: string;
  @IsDocument() document!: DocumentRef;
  @PlainText(200) reason!: string;
}

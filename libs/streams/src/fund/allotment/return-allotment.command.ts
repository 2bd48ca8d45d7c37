import { REPORTING_UNIT_IDS, type DocumentRef } from '@ledger/kernel';
import { IsIn } from 'class-validator';
import { IsDocument, IsStreamId, PlainText } from '../../shapes';

/** 退回分配: compensates an allotment; the whole of it goes from the unit's line back to the city's. */
export class ReturnAllotment {
  @IsStreamId() allotmentId!: string;
  @IsIn(REPORTING_UNIT_IDS) unit!: string;
  @IsDocument() document!: DocumentRef;
  @PlainText(200) reason!: string;
}

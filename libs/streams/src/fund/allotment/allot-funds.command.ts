import { REPORTING_UNIT_IDS, type DocumentRef } from '@ledger/kernel';
import { IsIn } from 'class-validator';
import { IsDocument, IsFen, IsStreamId, Optional, PlainText } from '../../shapes';

/** 资金分配: takes money from the city line and credits it to a unit's line. `amountFen` in fen. */
export class AllotFunds {
  @Optional() @IsStreamId() allotmentId?: string;
  @IsIn(REPORTING_UNIT_IDS) unit!: string;
  @IsFen() amountFen!: number;
  @IsDocument() document!: DocumentRef;
  @Optional() @PlainText(200) reason?: string;
}

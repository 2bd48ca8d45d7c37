import { IsIn } from 'class-validator';
import { IsStreamId } from '../../shapes';

/** 标记复核: something has become known of a claim in hand that a person must look at. */
export class RaiseFlag {
  @IsStreamId() caseId!: string;
  @IsIn(['DELISTED_MEANWHILE']) flag!: 'DELISTED_MEANWHILE';
}

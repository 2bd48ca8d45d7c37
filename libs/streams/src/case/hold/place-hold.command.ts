import { IsStreamId, PlainText } from '../../shapes';

/** 暂缓: stops one claim before it is paid; an assignment to a batch ends. */
export class PlaceHold {
  @IsStreamId() caseId!: string;
  @PlainText(300) cause!: string;
}

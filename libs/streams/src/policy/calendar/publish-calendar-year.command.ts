import type { DocumentRef } from '@ledger/kernel';
import { ArrayMaxSize, IsArray, IsInt, Matches, Max, Min } from 'class-validator';
import { IsDocument, Optional, PlainText } from '../../shapes';

const MONTH_DAY = /^\d{2}-\d{2}$/;

/** 发布年度工作日历: weekday holidays and worked weekend days of one year, each MM-DD; published again where a notice changes it. */
export class PublishCalendarYear {
  @IsInt() @Min(2000) @Max(2100) year!: number;
  @IsArray() @ArrayMaxSize(60) @Matches(MONTH_DAY, { each: true }) holidays!: string[];
  /** 调休: Saturdays and Sundays that are worked. */
  @IsArray() @ArrayMaxSize(60) @Matches(MONTH_DAY, { each: true }) makeUpDays!: string[];
  @IsDocument() document!: DocumentRef;
  @Optional() @PlainText(200) reason?: string;
}

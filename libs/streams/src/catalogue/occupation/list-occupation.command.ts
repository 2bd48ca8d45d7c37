import type { DocumentRef } from '@ledger/kernel';
import { IsBoolean, IsIn, IsInt, Matches, Max, Min } from 'class-validator';
import { IsCode, IsDocument, IsLocalDate, Optional, PlainText } from '../../shapes';

const SOURCES = ['PROVINCIAL', 'SUPPLEMENTARY', 'NEW_NATIONAL'] as const;

/** 列入职业目录: provincial, one of the city's supplementary ten, or a new one published by the state. */
export class ListOccupation {
  /** Internal id that survives a change of the official code (C.5). */
  @IsCode() occupationId!: string;
  /** Edition of the classification, such as 2015; only edition and code together name an occupation. */
  @Matches(/^[0-9A-Z-]{1,16}$/) codeSystemVersion!: string;
  /** 大-中-小-细, such as 6-29-01-01; left out where it is not confirmed. */
  @Optional() @Matches(/^\d-\d{2}-\d{2}-\d{2}$/) code?: string;
  @PlainText(80) zh!: string;
  @PlainText(120) en!: string;
  @IsInt() @Min(1) @Max(8) majorGroup!: number;
  @IsIn(SOURCES) source!: (typeof SOURCES)[number];
  /** 标准待定: no rate of the province yet; for a new national occupation so, unless it is said otherwise. */
  @Optional() @IsBoolean() ratePending?: boolean;
  /** For a new national occupation the day of its publication. */
  @IsLocalDate() listedFrom!: string;
  @IsDocument() document!: DocumentRef;
  @Optional() @PlainText(200) reason?: string;
}

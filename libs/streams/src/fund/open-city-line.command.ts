import type { DocumentRef } from '@ledger/kernel';
import { IsDocument, PlainText } from '../shapes';

/** 设立市级专账: opens the city line with the whole sum of the parameter `fund.total`. */
export class OpenCityLine {
  @IsDocument() document!: DocumentRef;
  @PlainText(200) reason!: string;
}

import type { DocumentRef, Json } from '@ledger/kernel';
import { IsCode, IsDocument, IsJsonValue, IsLocalDate, Optional, PlainText } from '../../shapes';

/** 设定参数: a parameter's value from a day on, by a document (A-003, section G). */
export class SetParameter {
  /** Key of the parameter sheet, such as attendance.min. */
  @IsCode() key!: string;
  /** Money in fen, shares in whole percent; its form depends on the key. */
  @IsJsonValue() value!: Json;
  @IsLocalDate() validFrom!: string;
  @IsDocument() document!: DocumentRef;
  @Optional() @PlainText(200) reason?: string;
}

import type { DocumentRef } from '@ledger/kernel';
import { Matches } from 'class-validator';
import { IsCode } from './is-code';
import { IsLocalDate } from './is-local-date';
import { Nested } from './nested';
import { Optional } from './optional';
import { PlainText } from './plain-text';

/** 依据文件: the document that a command stands on; its file, if any, lies in the vault under its digest. */
export class DocumentRefDto implements DocumentRef {
  /** What sort of document, such as POLICY or APPROVAL. */
  @IsCode() kind!: string;
  /** 文号, such as 许政办〔2019〕20号. */
  @PlainText(80) number!: string;
  @PlainText(80) issuer!: string;
  @IsLocalDate() issuedOn!: string;
  @PlainText(200) title!: string;
  /** SHA-256 of the file, 64 hex digits. */
  @Optional() @Matches(/^[0-9a-f]{64}$/) sha256?: string;
}

/** The field holds the document that the command stands on. */
export const IsDocument = (): PropertyDecorator => Nested(() => DocumentRefDto);

import { Optional, PlainText } from '@ledger/streams/shapes';
import { IsIn } from 'class-validator';
import type { Asked } from '../questions/asked.dto';

export const FORMATS = ['csv', 'xlsx'] as const;
export type Format = (typeof FORMATS)[number];

/** What an export asks beside the filters of its list. */
export interface ExportAsked extends Asked {
  readonly format: Format;
  readonly purpose: string;
  readonly language?: 'zh' | 'en';
  readonly limit?: number;
  readonly cursor?: string;
  readonly fields?: string;
}

/** The shape of a list's parameters with those of its export. */
export function exportShape(list: new () => Asked, name: string): new () => ExportAsked {
  class Export extends list implements ExportAsked {
    @IsIn(FORMATS)
    format!: Format;

    /** 导出事由: stands in the file and in the journal, beside who exported. */
    @PlainText(200)
    purpose!: string;

    /** Of the headings. */
    @Optional()
    @IsIn(['zh', 'en'])
    language?: 'zh' | 'en';
  }
  Object.defineProperty(Export, 'name', { value: name });
  return Export;
}

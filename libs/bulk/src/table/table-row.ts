import type { Label } from '@ledger/kernel';
import { LIMITS } from './limits';

/** Why a cell has no value, whatever its column. */
export type CellTrouble =
  'formula' | 'error-value' | 'digits-lost' | 'too-long' | 'invisible-characters' | 'not-text' | 'not-json';

/** 单元格: its text with its ends trimmed, or why it has none. */
export interface Cell {
  readonly text: string;
  readonly trouble?: CellTrouble;
  /** A workbook's number: a day may be kept as one. */
  readonly isNumber?: true;
  /** The workbook counts days from 1904. */
  readonly from1904?: true;
}

/** 行: one row as it lies in the file, counted from 1 as Excel does. `names` where each row names its own columns. */
export interface TableRow {
  readonly row: number;
  readonly cells: readonly Cell[];
  readonly names?: readonly string[];
}

export const TROUBLES: Readonly<Record<CellTrouble, Label>> = {
  formula: {
    zh: '单元格是公式；请改为值（粘贴为数值）。',
    en: 'The cell is a formula; put its value there (paste as values).',
  },
  'error-value': { zh: '单元格是错误值。', en: 'The cell holds an error value.' },
  'digits-lost': {
    zh: '号码按数字保存，末几位已丢失；请将该列设为文本后重新填写。',
    en: 'The number was kept as a number and has lost its last digits; make the column text and fill it in again.',
  },
  'too-long': {
    zh: `单元格超过 ${LIMITS.cellCharacters} 字符。`,
    en: `The cell has more than ${LIMITS.cellCharacters} characters.`,
  },
  'invisible-characters': {
    zh: '单元格含控制、方向或不可见字符。',
    en: 'The cell holds control, direction or invisible characters.',
  },
  'not-text': {
    zh: '值须为文字、数字、是否或文字列表。',
    en: 'The value must be text, a number, a yes or no, or a list of texts.',
  },
  'not-json': { zh: '该行不是有效的 JSON 对象。', en: 'The line is not a valid JSON object.' },
};

const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
/** What a spreadsheet would run; a number with its sign is none. */
const FORMULA = /^[=@]|^[+-](?!\d+(\.\d+)?$)./;
/** Fifteen digits are what a workbook's number keeps. */
const SPOILT_NUMBER = /^\d(\.\d+)?[eE]\+?\d{2,}$/;

/** A cell of a text: what looks like a formula, or like a number that a spreadsheet has shortened, is none. */
export function textCell(raw: string): Cell {
  if (raw.length > LIMITS.cellCharacters) return { text: '', trouble: 'too-long' };
  const text = raw.trim();
  if (UNPRINTABLE.test(text)) return { text: '', trouble: 'invisible-characters' };
  if (FORMULA.test(text)) return { text: '', trouble: 'formula' };
  if (SPOILT_NUMBER.test(text)) return { text: '', trouble: 'digits-lost' };
  return { text };
}

export const isBlank = ({ cells }: TableRow): boolean =>
  cells.every(({ text, trouble }) => text === '' && trouble === undefined);

/** A, B … Z, AA …, as Excel names columns; `index` counts from 0. */
export function columnLetters(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest > 0 ? columnLetters(rest - 1) : '') + String.fromCharCode(65 + (index % 26));
}

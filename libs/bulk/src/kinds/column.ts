import type { Label } from '@ledger/kernel';
import type { Cell } from '../table/table-row';

/** What a cell says, or what is wrong with it. `code` names the kind of problem. */
export type CellReading = { readonly value: unknown } | ({ readonly code: string } & Label);

/** 列: where a field of the command's data stands in a file, under its Chinese or its English name. */
export interface Column extends Label {
  /** `document.kind` for a member of an object. */
  readonly field: string;
  /** What its value must be like. */
  readonly must: Label;
  readonly isRequired: boolean;
  /** For templates. */
  readonly example: string;
  read(cell: Cell, today: string): CellReading;
}

/** How values of one sort are read, and what they must be like. */
export interface Sort {
  readonly must: Label;
  readonly example: string;
  read(cell: Cell, today: string): CellReading;
}

export const column = (field: string, zh: string, sort: Sort, more: Partial<Column> = {}): Column => ({
  field,
  zh,
  en: field,
  isRequired: false,
  ...sort,
  ...more,
});

export const required = (field: string, zh: string, sort: Sort, more: Partial<Column> = {}): Column =>
  column(field, zh, sort, { isRequired: true, ...more });

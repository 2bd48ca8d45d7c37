import type { Label } from '@ledger/kernel';

/** What of a whole file cannot be read; nothing of its content is repeated. */
export interface TableFault extends Label {
  /** Column as Excel names it, where one is meant. */
  readonly column?: string;
  readonly row?: number;
}

/** 文件不能读取: the file as a whole is refused, with everything that is wrong with it. */
export class TableRefused extends Error {
  constructor(readonly faults: readonly TableFault[]) {
    super(faults.map(({ en }) => en).join(' '));
    this.name = 'TableRefused';
  }
}

export const refusedTable = (zh: string, en: string, where: Omit<TableFault, 'zh' | 'en'> = {}): TableRefused =>
  new TableRefused([{ zh, en, ...where }]);

import type { BulkKind } from '../kinds/kinds.table';

/** With the mark by which Excel knows UTF-8. */
export const csvTemplate = ({ columns }: BulkKind): string => `\ufeff${columns.map(({ zh }) => zh).join(',')}\r\n`;

/** 上限: what one file may hold; what goes beyond is refused before it is kept. */
export const LIMITS = {
  rows: 10_000,
  columns: 64,
  cellCharacters: 2_000,
  /** Of one record of a text file. */
  recordCharacters: 65_536,
  zipEntries: 1_000,
  /** Unpacked, of one part of a workbook and of all that are read. */
  partBytes: 64 * 1024 * 1024,
  sharedStrings: 500_000,
  sharedCharacters: 32 * 1024 * 1024,
} as const;

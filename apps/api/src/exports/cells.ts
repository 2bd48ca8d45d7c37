/** A cell as files hold it: numbers stay numbers, everything else is text. */
export type Cell = string | number;

/** What a spreadsheet would take for a formula, whatever blanks stand before it; full-width signs too. */
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;
/** XML 1.0 has no place for them, and no reader of a table has use for them. */
const CONTROL = /[\p{Cc}\p{Cs}\ufffe\uffff]/gu;

/** A value of a row as a cell that no spreadsheet computes. */
export function cellOf(value: unknown): Cell {
  if (value === undefined || value === null) return '';
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return (FORMULA.test(text) ? `'${text}` : text).replaceAll(CONTROL, ' ');
}

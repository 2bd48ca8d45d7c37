/** 半角: the text with full-width forms (０-９ Ａ-Ｚ ａ-ｚ － （ …) and the ideographic space as their ASCII ones, ends trimmed. */
export function halfWidth(raw: string): string {
  return raw
    .replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, ' ')
    .trim();
}

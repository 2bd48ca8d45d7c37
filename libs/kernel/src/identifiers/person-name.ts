export type PersonNameProblem = 'empty' | 'length' | 'character';

/** 姓名, read. */
export type PersonNameReading =
  { readonly ok: true; readonly normalised: string } | { readonly ok: false; readonly reason: PersonNameProblem };

/** In characters as people count them: one rare ideograph of two UTF-16 units is one. */
const MAX_CHARACTERS = 50;
/** No name needs more before blanks go; a longer text is not worth normalising. */
const MAX_RAW_UNITS = 400;

/** The dots between the parts of a name, as typed: all become U+00B7. NFKC has made · of U+0387 and ・ of ･ before. */
const DOTS = /[.\u2022\u2027\u2219\u22c5\u30fb\u2e31\u2e33]/g;
/** They choose a glyph, not a character. */
const VARIATION_SELECTORS = /[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu;
/**
 * Letters and their marks, 〇, the ideographs of planes 2 and 3 (some newer than this engine's Unicode tables), and
 * what joins the parts of a name. So no control, direction, digit, private-use or half character gets in.
 */
const ALLOWED = /^[\p{L}\p{M}\u3007\u{20000}-\u{3fffd}\u00b7'’-]+$/u;
/** Invisible characters that count as letters or marks. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;

/** The form in which names are compared: NFKC, one kind of dot, no blanks. */
export function parsePersonName(raw: string): PersonNameReading {
  if (raw.length > MAX_RAW_UNITS) return { ok: false, reason: 'length' };
  const normalised = raw
    .trim()
    .normalize('NFKC')
    .replace(VARIATION_SELECTORS, '')
    .replace(/\p{Zs}/gu, '')
    .replace(DOTS, '\u00b7');
  if (normalised === '') return { ok: false, reason: 'empty' };
  if (
    !ALLOWED.test(normalised) ||
    INVISIBLE.test(normalised) ||
    !/\p{L}|[\u3007\u{20000}-\u{3fffd}]/u.test(normalised)
  ) {
    return { ok: false, reason: 'character' };
  }
  if (Array.from(normalised).length > MAX_CHARACTERS) return { ok: false, reason: 'length' };
  return { ok: true, normalised };
}

/** Whether two names as written are the same name; a text that is no name is the same as nothing. */
export function sameName(a: string, b: string): boolean {
  const first = parsePersonName(a);
  const second = parsePersonName(b);
  return first.ok && second.ok && first.normalised === second.normalised;
}

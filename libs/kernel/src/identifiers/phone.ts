import { halfWidth } from './half-width';

/** 电话, read: digits only, without country code. */
export type PhoneReading =
  | { readonly ok: true; readonly normalised: string; readonly kind: 'MOBILE' | 'LANDLINE' }
  | { readonly ok: false; readonly normalised: string };

/** Reads a mainland mobile or landline number as people write it (`+86 139-…`, `0374-…`). */
export function parsePhone(raw: string): PhoneReading {
  const written = halfWidth(raw).replace(/^(?:\+|00)86[ -]?/, '');
  if (!/^[\d -]+$/.test(written)) return { ok: false, normalised: written };
  const normalised = written.replace(/[ -]/g, '');
  if (/^1[3-9]\d{9}$/.test(normalised)) return { ok: true, normalised, kind: 'MOBILE' };
  // Area codes: 010 and 020 to 029, all others have four digits. Without this a digit too few would pass.
  if (/^0(?:10|2\d|[3-9]\d{2})\d{7,8}$/.test(normalised)) return { ok: true, normalised, kind: 'LANDLINE' };
  return { ok: false, normalised };
}

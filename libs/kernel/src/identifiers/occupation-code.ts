import { halfWidth } from './half-width';

/** 职业编码, read: 大类-中类-小类-细类 of 《职业分类大典》, e.g. `6-29-01-01` 砌筑工. */
export type OccupationCodeReading =
  | { readonly ok: true; readonly normalised: string; readonly majorGroup: number }
  | { readonly ok: false; readonly normalised: string };

const FORM = /^\d-\d{2}-\d{2}-\d{2}$/;

/** Reads an occupation code. Codes move between editions: only edition and code together name an occupation. */
export function parseOccupationCode(raw: string): OccupationCodeReading {
  const normalised = halfWidth(raw).replace(/[\u2010-\u2015\u2212]/g, '-');
  if (!FORM.test(normalised)) return { ok: false, normalised };
  return { ok: true, normalised, majorGroup: Number(normalised[0]) };
}

/** The key under which an edition's code is looked up, e.g. `2015:6-29-01-01`. */
export function occupationKey(edition: string, code: string): string {
  return `${edition}:${code}`;
}

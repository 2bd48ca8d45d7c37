/**
 * Personal values. A field that holds one is marked once, on the command class; after the edge it exists only as
 * a {@link SealedValue}, and `decide` sees that and the facts derived from it, never the value.
 */

/** 密封值: whose value it is (pseudonym) and its AES-256-GCM ciphertext under that person's key of that generation, base64. */
export interface SealedValue {
  readonly person: string;
  readonly generation: number;
  readonly cipher: string;
}

export type PersonalKind = 'person-id' | 'personal';

const marks = new Map<object, Map<string, PersonalKind>>();

const mark =
  (kind: PersonalKind): PropertyDecorator =>
  (target, property) => {
    const fields = marks.get(target) ?? new Map<string, PersonalKind>();
    fields.set(String(property), kind);
    marks.set(target, fields);
  };

/** 身份证号: the field is an ID number, or an array of them; each is sealed under the key of the person whom it names. */
export const PersonId = (): PropertyDecorator => mark('person-id');

/** 个人信息: the field is a personal value (name, phone, account, certificate number) of the command's person. */
export const Personal = (): PropertyDecorator => mark('personal');

/** The marked fields of a command class, by name; empty when it holds none. */
export function personalFields(command: new () => object): ReadonlyMap<string, PersonalKind> {
  return marks.get(command.prototype as object) ?? new Map<string, PersonalKind>();
}

/** The command as deciders see it: the named fields sealed. */
export type Protected<C, K extends keyof C = never> = {
  readonly [P in keyof C]: P extends K
    ? NonNullable<C[P]> extends readonly string[]
      ? readonly SealedValue[]
      : SealedValue | Extract<C[P], undefined>
    : C[P];
};

/** Keyed functions for deriving facts from personal values before they are sealed; each is a pure function of the ledger's keys. */
export interface Keyed {
  /** Keyed HMAC of the normalised ID number: the id of the person's stream. */
  pseudonym(idNumber: string): string;
  /** Keyed hash of certificate kind and normalised number: the id of the certificate's stream. */
  certificateId(kind: string, number: string): string;
  /** A comparison tag under the person's own key, which dies with that key; undefined when the person has no live key. */
  tag(person: string, value: string): string | undefined;
  /** SHA-256, hex, without a key: of what is shown to everybody. */
  sha256(text: string): string;
}

/** Ids and dates of our own, whose digits are nobody's number. */
const HARMLESS = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z)?/g;
/** Eleven digits or more, blanks and hyphens between them or not: an ID number, a phone, an account, a certificate number. */
const LONG_NUMBER = /\p{Nd}(?:[\p{Zs}-]?\p{Nd}){10}/u;

/** Whether a text holds what may be somebody's number. */
export const holdsLongNumber = (text: string): boolean =>
  LONG_NUMBER.test(text.normalize('NFKC').replace(HARMLESS, '|'));

import type { Actor } from '@ledger/kernel';
import type { Reading } from '@ledger/runtime';
import type { SavedFilters } from '@ledger/saved-filters';
import type { Visible } from '@ledger/streams/authority';

/** What an answer is made from: the checked parameters, what may be seen, who asks. */
export interface Asking<C> {
  readonly asked: C;
  readonly visible: Visible;
  readonly actor: Actor;
  readonly reading: Reading;
  /** What people keep for themselves. */
  readonly kept: SavedFilters;
}

/** An answer as a file, made while it is sent. */
export interface FileAnswer {
  readonly type: string;
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Answered {
  readonly body: object;
  /** Sent in place of the body. */
  readonly file?: FileAnswer;
  /** Version of the stream that it shows: its entity tag. */
  readonly version?: number;
}

/** 查询接口: one question to views or log. Its name is that of its row in the table of who may ask. */
export interface Question {
  readonly name: string;
  /** With `:field` for the parameters that stand in the address. */
  readonly path: string;
  readonly shape: new () => object;
  /** A page of `rows` with a `cursor`. */
  readonly isPage: boolean;
  /** Asked by POST, because what is asked, or answered, is personal and must stand in no address and no cache. */
  readonly isPosted: boolean;
  /** Answered as a file. */
  readonly isFile: boolean;
  /** Undefined: there is none, or none that may be seen. */
  answer(asking: Asking<object>): Promise<Answered | undefined>;
}

/** The parameters' type is checked here against the shape and forgotten after: the desk checks data by that shape. */
export const question = <C extends object>(
  name: string,
  path: string,
  shape: new () => C,
  answer: (asking: Asking<C>) => Promise<Answered | undefined>,
  more: Partial<Pick<Question, 'isPage' | 'isPosted' | 'isFile'>> = {},
): Question => ({ name, path, shape, isPage: false, isPosted: false, isFile: false, ...more, answer });

export const pageOf = <C extends object>(
  name: string,
  path: string,
  shape: new () => C,
  answer: (asking: Asking<C>) => Promise<Answered | undefined>,
): Question => question(name, path, shape, answer, { isPage: true });

/** A filter narrowed to what may be seen; undefined when it asks for what may not. */
export function narrowed(asked: string | undefined, visible: string | undefined): { readonly to?: string } | undefined {
  if (visible === undefined) return asked === undefined ? {} : { to: asked };
  return asked === undefined || asked === visible ? { to: visible } : undefined;
}

/** Those of a list, separated by commas, that there are; what there is not finds nothing. */
export const known = <T extends string>(text: string | undefined, labels: object): readonly T[] | undefined =>
  text?.split(',').filter((each): each is T => Object.hasOwn(labels, each));

export const EMPTY_PAGE: Answered = { body: { rows: [] } };

export const posted = <C extends object>(
  name: string,
  path: string,
  shape: new () => C,
  answer: (asking: Asking<C>) => Promise<Answered | undefined>,
): Question => question(name, path, shape, answer, { isPosted: true });

/** The files of a ledger that has them: for benches and tests that look into one, or crash it. */
export function embedded<E>({ parts }: { readonly parts: { readonly embedded: E | undefined } }): E {
  if (!parts.embedded) throw new Error('this ledger has no files of its own');
  return parts.embedded;
}

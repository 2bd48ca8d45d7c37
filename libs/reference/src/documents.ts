import type { DocumentRef } from '@ledger/kernel';
import { documents } from '../data/documents.json';

/** A document of the data files that can be cited: its day of issue is known. */
interface CitableDocument {
  readonly ref: DocumentRef;
  /** When it was made public, where that is later than its date. */
  readonly publicOn: string;
}

const citable = new Map<string, CitableDocument>(
  documents.flatMap(({ id, kind, number, issuer, issuedOn, title, publishedOn }) =>
    issuedOn === null
      ? []
      : [[id, { ref: { kind, number, issuer, issuedOn, title }, publicOn: publishedOn ?? issuedOn }] as const],
  ),
);

/** Every document that can be cited, in the order of the file. */
export const citableDocuments: readonly CitableDocument[] = [...citable.values()];

/** 依据文件 by its id in the data files, such as doc-plan. */
export function referenceDocument(id: string): DocumentRef {
  const found = citable.get(id);
  if (!found) throw new Error(`the reference data hold no document ${id} with a day of issue`);
  return found.ref;
}

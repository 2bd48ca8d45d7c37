import type { DocumentRef } from '@ledger/kernel';

/** A file that a command's documents name, and where. */
export interface NamedFile {
  /** JSON pointer into the data. */
  readonly pointer: string;
  readonly sha256: string;
}

type WithDocuments = { readonly document?: Partial<DocumentRef>; readonly documents?: readonly Partial<DocumentRef>[] };

/** 文件原件 (D21): the files that the documents of a command name. Its shape has been checked. */
export function namedFiles({ document, documents = [] }: WithDocuments): NamedFile[] {
  const found: NamedFile[] = [];
  if (document?.sha256 !== undefined) found.push({ pointer: '/document/sha256', sha256: document.sha256 });
  documents.forEach(({ sha256 }, i) => {
    if (sha256 !== undefined) found.push({ pointer: `/documents/${i}/sha256`, sha256 });
  });
  return found;
}

import type { CatalogueState } from '../catalogue.state';
import type { EntryKind } from '../rules/listing-rules';

/** 职业条目. */
export const occupationEntry: EntryKind<{ readonly command: { readonly occupationId: string } }> = {
  zh: '职业',
  en: 'occupation',
  idOf: ({ command }) => command.occupationId,
  listedIn: (state: CatalogueState, id) => state.occupations[id],
};

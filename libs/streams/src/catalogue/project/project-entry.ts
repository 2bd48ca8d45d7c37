import type { CatalogueState } from '../catalogue.state';
import type { EntryKind } from '../rules/listing-rules';

/** 培训项目条目. */
export const projectEntry: EntryKind<{ readonly command: { readonly projectId: string } }> = {
  zh: '培训项目',
  en: 'project',
  idOf: ({ command }) => command.projectId,
  listedIn: (state: CatalogueState, id) => state.projects[id],
};

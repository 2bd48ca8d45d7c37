import { catalogueStream, type CatalogueEventMap, type TrainingProject } from '@ledger/streams/catalogue';
import type { TableSchema } from '@ledger/viewstore';
import { viewOf, type RowOf } from '../view';

export const PROJECTS = 'projects';

interface ProjectFields extends TrainingProject {
  readonly listedFrom: string;
  readonly delistedFrom?: string;
  /** The listing was an error. */
  readonly withdrawn?: boolean;
}

/** 培训项目: one row per project id, de-listed and withdrawn ones too, since classes still name them. */
export type ProjectRow = RowOf<ProjectFields>;

const projectsTable: TableSchema = {
  name: PROJECTS,
  columns: { programme: 'text', trainingNature: 'text', certKind: 'text', occupationId: 'text' },
  indexes: [['programme'], ['occupationId']],
};

export const projects = viewOf<CatalogueEventMap>({
  name: 'projects',
  version: 1,
  tables: [projectsTable],
  prefix: catalogueStream.prefix,
  on: {
    ProjectListed({ data: { project, listedFrom } }, rows) {
      rows.put(PROJECTS, project.projectId, { ...project, listedFrom });
    },
    ProjectDelisted({ data: { projectId, delistedFrom } }, rows) {
      const row = rows.get<ProjectRow>(PROJECTS, projectId);
      if (row) rows.put(PROJECTS, projectId, { ...row, delistedFrom });
    },
    ProjectDelistingWithdrawn({ data: { projectId } }, rows) {
      const row = rows.get<ProjectRow>(PROJECTS, projectId);
      if (row) rows.put(PROJECTS, projectId, { ...row, delistedFrom: undefined });
    },
    ProjectListingWithdrawn({ data: { projectId } }, rows) {
      const row = rows.get<ProjectRow>(PROJECTS, projectId);
      if (row) rows.put(PROJECTS, projectId, { ...row, withdrawn: true });
    },
  },
});

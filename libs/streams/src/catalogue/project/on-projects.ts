import { catalogueStream, projectsRef } from '../catalogue.stream';

/** What every command on the project catalogue has in common. */
export const onProjects = {
  stream: catalogueStream,
  target: () => projectsRef.id,
  subject: () => ({ unit: 'XC' }),
};

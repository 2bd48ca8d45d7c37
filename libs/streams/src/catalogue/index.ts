export type { CatalogueEventMap, CatalogueRecorded, Occupation, TrainingProject } from './catalogue.events';
export { initialCatalogue, type CatalogueState, type Listed } from './catalogue.state';
export { catalogueStream, occupationsRef, projectsRef } from './catalogue.stream';
export { occupationEver, occupationOn, projectEver, projectOn } from './rules/listed-on.rule';

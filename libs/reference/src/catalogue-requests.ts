import { occupations } from '../data/occupations.json';
import { projects } from '../data/projects.json';
import { referenceDocument } from './documents';
import { standingOn, stated, type SetupRequest } from './setup-request';

/** 职业目录; those that may not enter it are left out. */
export const occupationRequests = (): SetupRequest[] =>
  occupations.flatMap(
    ({
      occupationId,
      codeSystemVersion,
      code,
      zh,
      en,
      majorGroup,
      source,
      ratePending,
      listedFrom,
      announcement,
      entersCatalogue,
    }) =>
      entersCatalogue && listedFrom !== null
        ? [
            standingOn(
              'CATALOGUE_ADMIN',
              'ListOccupation',
              referenceDocument(announcement),
              stated({ occupationId, codeSystemVersion, code, zh, en, majorGroup, source, ratePending, listedFrom }),
              listedFrom,
            ),
          ]
        : [],
  );

/** 培训项目目录. */
export const projectRequests = (): SetupRequest[] =>
  projects.map(
    ({
      projectId,
      zh,
      en,
      programme,
      trainingNature,
      certKind,
      occupationId,
      skillItem,
      issue,
      levels,
      hours,
      providers,
      projectBased,
      tags,
      listedFrom,
      announcement,
    }) =>
      standingOn(
        'CATALOGUE_ADMIN',
        'ListProject',
        referenceDocument(announcement),
        stated({
          projectId,
          zh,
          en,
          programme,
          trainingNature,
          certKind,
          occupationId,
          skillItem,
          issue,
          levels,
          hours,
          providers,
          projectBased,
          tags,
          listedFrom,
        }),
        listedFrom,
      ),
  );

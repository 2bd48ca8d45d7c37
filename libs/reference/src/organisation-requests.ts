import { organisations } from '../data/organisations.json';
import { referenceDocument } from './documents';
import { standingOn, stated, type SetupRequest } from './setup-request';

type Organisation = (typeof organisations)[number];

/** What anyone issues who ran the class. */
const COMPLETION = 'TRAINING_COMPLETION';

/** 机构登记: all of them, the ones that are never listed too. */
export const registrationRequests = (): SetupRequest[] =>
  organisations.map(
    ({ uscc, zh, homeUnit, ownership, account: { number, bankCnaps, accountName }, announcement, listedFrom }) =>
      standingOn(
        'CATALOGUE_ADMIN',
        'RegisterOrganisation',
        referenceDocument(announcement ?? 'doc-plan'),
        { uscc, name: zh, unit: homeUnit, ownership, account: { number, bankCnaps, accountName } },
        listedFrom ?? undefined,
      ),
  );

/** 机构名单: each of its roles with the scope of that role. */
export const listingRequests = (): SetupRequest[] =>
  organisations.flatMap((organisation) => {
    const { uscc, roles, announcement, listedFrom } = organisation;
    if (announcement === null || listedFrom === null) return [];
    return roles.map((role) =>
      standingOn(
        'CATALOGUE_ADMIN',
        'ListOrganisation',
        referenceDocument(announcement),
        { uscc, role, scope: role === 'EVALUATOR' ? evaluates(organisation) : trains(organisation), listedFrom },
        listedFrom,
      ),
    );
  });

const evaluates = ({ scope: { occupations, items, certKinds } }: Organisation): object =>
  stated({ occupations, items, certKinds: certKinds.filter((kind) => kind !== COMPLETION) });

const trains = ({ scope: { projects, certKinds } }: Organisation): object =>
  stated({ projects, certKinds: certKinds.filter((kind) => kind === COMPLETION) });

import type { Projection } from '@ledger/viewstore';
import { batches } from './batches/batches.projection';
import { cases } from './cases/cases.projection';
import { projects } from './catalogue/projects.projection';
import { classes } from './classes/classes.projection';
import { fundCorrections } from './fund/fund-corrections.projection';
import { fundPostings } from './fund/fund-postings.projection';
import { organisations } from './organisations/organisations.projection';
import { persons } from './persons/persons.projection';
import { publicityLists } from './publicity/publicity-lists.projection';
import { refusals } from './refusals/refusals.projection';

/**
 * 全部视图: every view that is kept up with the log. All rows belong to one stream each, so that a rebuild may fold streams in
 * parallel; questions over several streams are answered by queries that put rows together. A case's timeline has no rows: it is
 * read from the case's own stream, which is short and says all of it.
 */
export const projections: readonly Projection[] = [
  cases,
  classes,
  persons,
  organisations,
  projects,
  publicityLists,
  batches,
  fundPostings,
  fundCorrections,
  refusals,
];

/** What a worker thread of a rebuild asks its module for. */
export const loadProjections = (): readonly Projection[] => projections;

import { CommandError } from '../command-error';
import type { Collection, Index } from '../store/collection';
import type { Direction } from '../store/compare';
import type { Doc } from '../store/doc';
import { everything, isAll, isPoint, isSingle, readFilter, type FieldBounds, type ReadFilter } from './bounds';

export interface Asked {
  readonly filter: Doc;
  readonly sort?: Readonly<Record<string, Direction>>;
  readonly hint?: string | Doc;
  readonly projection?: Doc;
}

/** A walk of an index: its bounds field by field, and the direction. */
export interface IndexWalk {
  readonly index: Index;
  readonly bounds: readonly FieldBounds[];
  readonly direction: Direction;
  /** Several walks instead, one for each choice of values of the leading fields, merged in the order asked for. */
  readonly merged?: readonly (readonly FieldBounds[])[];
}

export interface Plan {
  readonly walk?: IndexWalk;
  /** Of the fields that the walk does not bound, and of whole documents. */
  readonly residual: Doc | undefined;
  readonly sorts: boolean;
  /** All that is asked for stands in the index: no document is read. */
  readonly covered: boolean;
}

interface Candidate {
  readonly walk: IndexWalk;
  readonly bounded: number;
  readonly sorts: boolean;
}

/**
 * Chooses by the number of leading fields that the filter bounds, then by whether the index gives the order. The server lets its
 * plans run against each other (https://www.mongodb.com/docs/manual/core/query-plans/); where one index is plainly the best, both agree.
 */
export function choosePlan(collection: Collection, asked: Asked): Plan {
  const filter = readFilter(asked.filter);
  const sort = Object.entries<Direction>(asked.sort ?? {});
  const hinted = asked.hint === undefined ? undefined : hintedIndex(collection, asked.hint);
  if (hinted === 'natural') return planOf(undefined, filter, sort, asked.projection);
  let best: Candidate | undefined;
  for (const index of hinted ? [hinted] : collection.indexes.values()) {
    const candidate = candidateOf(index, filter, sort);
    const isUseful = hinted !== undefined || candidate.bounded > 0 || (sort.length > 0 && !candidate.sorts);
    if (isUseful && (!best || rank(candidate) > rank(best))) best = candidate;
  }
  return planOf(best, filter, sort, asked.projection);
}

const rank = ({ bounded, sorts }: Candidate): number => bounded * 2 + Number(!sorts);

function hintedIndex(collection: Collection, hint: string | Doc): Index | 'natural' {
  if (typeof hint !== 'string' && '$natural' in hint) return 'natural';
  const key = JSON.stringify(hint);
  for (const index of collection.indexes.values()) {
    if (index.name === hint || JSON.stringify(index.key) === key) return index;
  }
  throw new CommandError(
    2,
    'error processing query: planner returned error :: caused by :: hint provided does not correspond to an existing index',
  );
}

function candidateOf(index: Index, filter: ReadFilter, sort: readonly [string, Direction][]): Candidate {
  const bounds = index.fields.map((field) => filter.fields.get(field) ?? everything);
  const open = bounds.findIndex(({ intervals }) => isAll(intervals));
  const direction = sortDirection(index, filter, sort);
  const bounded = open === -1 ? bounds.length : open;
  if (direction === undefined) {
    const exploded = explodedForSort(index, bounds, sort);
    if (exploded) return { walk: exploded, bounded, sorts: false };
  }
  return {
    walk: { index, bounds, direction: direction ?? 1 },
    bounded,
    sorts: sort.length > 0 && direction === undefined,
  };
}

/** internalQueryMaxScansToExplode of the server. */
const SCANS_MAX = 200;

/**
 * Values or lists of them on the first fields: each choice is a walk by itself, and a SORT_MERGE puts the walks together, where what is left
 * of the key pattern begins with the order. All leading fields of which only single values are asked are taken apart, also one of the
 * order (explodeForSort in src/mongo/db/query/planner_analysis.cpp).
 */
function explodedForSort(
  index: Index,
  bounds: readonly FieldBounds[],
  sort: readonly [string, Direction][],
): IndexWalk | undefined {
  const open = bounds.findIndex(({ intervals }) => !intervals.every(isSingle));
  const leading = bounds.slice(0, open === -1 ? bounds.length : open);
  const scans = leading.reduce((product, { intervals }) => product * intervals.length, 1);
  if (leading.length === 0 || scans < 2 || scans > SCANS_MAX) return undefined;
  const ways = sort.map(([field, wanted], at) =>
    index.fields[leading.length + at] === field ? wanted * (index.directions[leading.length + at] ?? 1) : 0,
  );
  const [direction] = ways as Direction[];
  if (direction === undefined || ways.some((way) => way === 0 || way !== direction)) return undefined;
  const merged = choicesOf(leading).map((choice) => [...choice, ...bounds.slice(choice.length)]);
  return { index, bounds, direction, merged };
}

function choicesOf(leading: readonly FieldBounds[]): FieldBounds[][] {
  return leading.reduce<FieldBounds[][]>(
    (found, { intervals, rest, whole }) =>
      found.flatMap((before) => intervals.map((interval) => [...before, { intervals: [interval], rest, whole }])),
    [[]],
  );
}

/** The way to walk that gives the order; undefined where there is none. Fields bound to one value may stand anywhere before. */
function sortDirection(index: Index, filter: ReadFilter, sort: readonly [string, Direction][]): Direction | undefined {
  const isFixed = (field: string): boolean => {
    const bounds = filter.fields.get(field);
    return bounds !== undefined && isPoint(bounds);
  };
  let direction: Direction | undefined;
  let at = 0;
  for (const [field, wanted] of sort) {
    if (isFixed(field) && index.fields[at] !== field) continue;
    while (index.fields[at] !== field && at < index.fields.length && isFixed(index.fields[at] as string)) at += 1;
    if (index.fields[at] !== field) return undefined;
    const needed = (wanted * (index.directions[at] ?? 1)) as Direction;
    if (!isFixed(field)) {
      if (direction !== undefined && direction !== needed) return undefined;
      direction = needed;
    }
    at += 1;
  }
  return direction ?? 1;
}

function planOf(
  candidate: Candidate | undefined,
  filter: ReadFilter,
  sort: readonly [string, Direction][],
  projection: Doc | undefined,
): Plan {
  const inIndex = new Set(candidate?.walk.index.fields);
  const residual: Doc[] = [...filter.rest];
  for (const [field, bounds] of filter.fields) {
    if (!inIndex.has(field)) residual.push(...bounds.whole.map((condition) => ({ [field]: condition })));
  }
  const sorts = candidate ? candidate.sorts : sort.length > 0;
  const covered = candidate !== undefined && residual.length === 0 && !sorts && isWithin(projection, inIndex);
  return {
    ...(candidate ? { walk: candidate.walk } : {}),
    residual: residual.length === 0 ? undefined : { $and: residual },
    sorts,
    covered,
  };
}

/** https://www.mongodb.com/docs/manual/core/query-optimization/#covered-query */
function isWithin(projection: Doc | undefined, inIndex: ReadonlySet<string>): boolean {
  const wanted = Object.entries(projection ?? {}).filter(([field]) => field !== '_id');
  const withId = projection?.['_id'] === undefined ? true : projection['_id'] === 1;
  const asksForSome = wanted.length > 0 || projection?.['_id'] === 1;
  if (!asksForSome || (withId && !inIndex.has('_id'))) return false;
  return wanted.every(([field, keep]) => keep === 1 && inIndex.has(field));
}

import { choosePlan, type Asked, type Plan } from '../plan/choose';
import { runPlan, sorted, type Counts, type Found } from '../plan/run-plan';
import type { Collection } from '../store/collection';
import type { Direction } from '../store/compare';
import type { Doc } from '../store/doc';
import { aggregated } from '../store/match';
import type { View } from '../store/stored-record';

export interface Selection extends Asked {
  readonly skip?: number;
  /** 0 or absent: no limit. */
  readonly limit?: number;
}

export interface Selected {
  readonly plan: Plan;
  readonly counts: Counts;
  readonly found: Found[];
}

export const sortOf = (value: unknown): Readonly<Record<string, Direction>> | undefined => {
  const entries = Object.entries((value ?? {}) as Doc);
  if (entries.length === 0) return undefined;
  return Object.fromEntries(entries.map(([name, way]) => [name, Number(way) < 0 ? -1 : 1]));
};

/** Finds by the plan, in order; stops as soon as there is enough where nothing need be sorted. */
export function select(collection: Collection, selection: Selection, view: View): Selected {
  const plan = choosePlan(collection, selection);
  const counts: Counts = { keys: 0, documents: 0 };
  const skip = selection.skip ?? 0;
  const end = selection.limit ? skip + selection.limit : Number.POSITIVE_INFINITY;
  let found: Found[] = [];
  for (const each of runPlan(collection, plan, view, counts)) {
    found.push(each);
    if (!plan.sorts && found.length >= end) break;
  }
  if (plan.sorts && selection.sort) found = sorted(found, selection.sort);
  return { plan, counts, found: skip === 0 && end >= found.length ? found : found.slice(skip, end) };
}

/** A projection of whole top-level fields, taken or left out; anything else is given to the pipeline. */
export function project(projection: Doc | undefined, documents: readonly Doc[]): readonly Doc[] {
  const wanted = Object.entries(projection ?? {});
  if (wanted.length === 0) return documents;
  const others = wanted.filter(([name]) => name !== '_id');
  const isKept = (value: unknown): boolean => value === 1 || value === true;
  const isSimple = wanted.every(
    ([name, value]) => !name.includes('.') && (isKept(value) || value === 0 || value === false),
  );
  const keeps = others.length > 0 ? isKept(others[0]?.[1]) : isKept(projection?.['_id']);
  if (!isSimple || others.some(([, value]) => isKept(value) !== keeps)) {
    return aggregated([{ $project: projection }], documents);
  }
  const named = new Set(others.map(([name]) => name));
  const withId = projection?.['_id'] === undefined || isKept(projection['_id']);
  return documents.map((document) =>
    Object.fromEntries(
      Object.entries(document).filter(([name]) => (name === '_id' ? withId : named.has(name) === keeps)),
    ),
  );
}

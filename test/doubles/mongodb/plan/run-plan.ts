import { keyOf, type Collection } from '../store/collection';
import { compareKeys, compareValues, MAX_KEY, MIN_KEY, type Direction } from '../store/compare';
import type { Doc } from '../store/doc';
import type { Walker } from '../store/ordered-entries';
import { seen, type Entry, type StoredRecord, type View } from '../store/stored-record';
import { matcher } from '../store/match';
import type { FieldBounds, Interval } from './bounds';
import type { IndexWalk, Plan } from './choose';

/** What a plan has looked at so far. */
export interface Counts {
  keys: number;
  documents: number;
}

export interface Found {
  readonly record: StoredRecord;
  readonly document: Doc;
}

/** What the plan finds, unsorted unless the index gives the order; nobody may write meanwhile. */
export function* runPlan(collection: Collection, plan: Plan, view: View, counts: Counts): Generator<Found> {
  const fits = plan.residual ? matcher(plan.residual) : undefined;
  if (!plan.walk) {
    for (const record of collection.all()) {
      const document = seen(record, view);
      if (!document) continue;
      counts.documents += 1;
      if (!fits || fits(document)) yield { record, document };
    }
    return;
  }
  const { index, merged } = plan.walk;
  const entries = merged ? mergedEntries(plan.walk, merged, counts) : entriesOf(plan.walk, counts);
  for (const entry of entries) {
    const document = seen(entry.record, view);
    if (!document || !collection.isCurrent(index, entry, document)) continue;
    if (plan.covered) {
      const key = keyOf(index, document);
      yield { record: entry.record, document: Object.fromEntries(index.fields.map((field, at) => [field, key[at]])) };
      continue;
    }
    counts.documents += 1;
    if (!fits || fits(document)) yield { record: entry.record, document };
  }
}

/** Several walks side by side: always the entry that comes first of those at which they stand. */
function* mergedEntries(walk: IndexWalk, each: readonly (readonly FieldBounds[])[], counts: Counts): Generator<Entry> {
  const { index, direction } = walk;
  const from = walk.bounds.findIndex((bounds, at) => each.some((own) => own[at] === bounds));
  const ways = index.directions.slice(from).map((way) => (way * direction) as Direction);
  const standing = each.flatMap((bounds) => {
    const entries = entriesOf({ index, bounds, direction }, counts);
    const first = entries.next();
    return first.done ? [] : [{ entries, entry: first.value }];
  });
  while (standing.length > 0) {
    const next = standing.reduce((best, other) =>
      compareKeys(other.entry.key.slice(from), best.entry.key.slice(from), ways) < 0 ? other : best,
    );
    yield next.entry;
    const following = next.entries.next();
    if (following.done) standing.splice(standing.indexOf(next), 1);
    else next.entry = following.value;
  }
}

/**
 * The entries within the bounds. Where an entry is outside, the walk seeks the next that may be within, as the server's index scan does
 * (src/mongo/db/query/compiler/physical_model/index_bounds, IndexBoundsChecker).
 */
function* entriesOf(walk: IndexWalk, counts: Counts): Generator<Entry> {
  const { index, bounds, direction } = walk;
  if (bounds.some(({ intervals }) => intervals.length === 0)) return;
  const ways = index.directions.map((each) => (each * direction) as Direction);
  const ordered = bounds.map(({ intervals }, at) => (ways[at] === 1 ? intervals : intervals.toReversed()));
  const rests = bounds.flatMap(({ rest }, at) => rest.map((condition) => ({ at, fits: matcher({ v: condition }) })));
  const begin = beginningOf(ordered[0]?.[0] as Interval, ways[0] as Direction);
  const walker = index.entries.walkFrom([begin.value], begin.past, direction);
  for (let entry = walker.next(); entry; entry = walker.next()) {
    counts.keys += 1;
    const outside = ordered.findIndex((intervals, at) => !intervals.some((each) => isIn(entry?.key[at], each)));
    if (outside >= 0) {
      if (!leap(walker, entry.key, outside, ordered[outside] as readonly Interval[], ways[outside] as Direction))
        return;
      continue;
    }
    const { key } = entry;
    if (rests.every(({ at, fits }) => fits({ v: key[at] }))) yield entry;
  }
}

/** Goes to where the field may be within its bounds again; false when nowhere. */
function leap(
  walker: Walker,
  key: readonly unknown[],
  field: number,
  intervals: readonly Interval[],
  way: Direction,
): boolean {
  const next = intervals.find((interval) => {
    const { value } = beginningOf(interval, way);
    return compareValues(key[field], value) * way <= 0 && !isIn(key[field], interval);
  });
  if (next) {
    const { value, past } = beginningOf(next, way);
    walker.seek([...key.slice(0, field), value], past);
    return true;
  }
  if (field === 0) return false;
  walker.seek(key.slice(0, field), true);
  return true;
}

const beginningOf = (interval: Interval, way: Direction): { readonly value: unknown; readonly past: boolean } =>
  way === 1 ? { value: interval.low, past: !interval.withLow } : { value: interval.high, past: !interval.withHigh };

function isIn(value: unknown, { low, high, withLow, withHigh }: Interval): boolean {
  if (low !== MIN_KEY) {
    const order = compareValues(value, low);
    if (order < 0 || (order === 0 && !withLow)) return false;
  }
  if (high === MAX_KEY) return true;
  const order = compareValues(value, high);
  return order < 0 || (order === 0 && withHigh);
}

/** A stable sort in memory, by a sort document. */
export function sorted(found: readonly Found[], sort: Readonly<Record<string, Direction>>): Found[] {
  const names = Object.keys(sort);
  const directions = Object.values(sort);
  return found
    .map((each) => ({ each, key: names.map((name) => fieldOf(each.document, name)) }))
    .toSorted((a, b) => compareKeys(a.key, b.key, directions))
    .map(({ each }) => each);
}

const fieldOf = (document: Doc, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => (value as Doc | null | undefined)?.[name], document) ?? null;

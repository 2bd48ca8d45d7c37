import { bracketOf, compareValues, MAX_KEY, MIN_KEY } from '../store/compare';
import { isPlain, type Doc } from '../store/doc';

/** Values of one field, from low to high. */
export interface Interval {
  readonly low: unknown;
  readonly high: unknown;
  readonly withLow: boolean;
  readonly withHigh: boolean;
}

/** What a filter asks of one field. */
export interface FieldBounds {
  readonly intervals: readonly Interval[];
  /** Conditions that the intervals do not say fully, judged on the value: on the entry of the index where it has the field. */
  readonly rest: readonly Doc[];
  /** The conditions as they were asked. */
  readonly whole: readonly unknown[];
}

/** A filter, taken apart into what can be said of single fields, and what is left for whole documents. */
export interface ReadFilter {
  readonly fields: ReadonlyMap<string, FieldBounds>;
  readonly rest: readonly Doc[];
}

const ALL: Interval = { low: MIN_KEY, high: MAX_KEY, withLow: true, withHigh: true };

export const isAll = (intervals: readonly Interval[]): boolean => intervals.length === 1 && intervals[0] === ALL;

/** One value and no more. */
export const isSingle = ({ low, high }: Interval): boolean => compareValues(low, high) === 0;

export const isPoint = ({ intervals }: FieldBounds): boolean => intervals.length === 1 && intervals.every(isSingle);

const point = (value: unknown): Interval => ({ low: value, high: value, withLow: true, withHigh: true });

export function readFilter(filter: Doc): ReadFilter {
  const fields = new Map<string, FieldBounds>();
  const rest: Doc[] = [];
  const take = (part: Doc): void => {
    for (const [name, value] of Object.entries(part)) {
      if (name === '$and') (value as Doc[]).forEach(take);
      else if (name.startsWith('$')) rest.push({ [name]: value });
      else {
        const added = boundsOf(value);
        if (!added) rest.push({ [name]: value });
        else fields.set(name, both(fields.get(name), added));
      }
    }
  };
  take(filter);
  return { fields, rest };
}

const both = (a: FieldBounds | undefined, b: FieldBounds): FieldBounds =>
  a
    ? {
        intervals: intersected(a.intervals, b.intervals),
        rest: [...a.rest, ...b.rest],
        whole: [...a.whole, ...b.whole],
      }
    : b;

/** Undefined for a condition of which bounds say nothing. */
function boundsOf(condition: unknown): FieldBounds | undefined {
  const whole = [condition];
  if (condition instanceof RegExp) return { intervals: [texts()], rest: [{ $regex: condition }], whole };
  const isOperators = isPlain(condition) && Object.keys(condition).some((name) => name.startsWith('$'));
  if (!isOperators) return { intervals: [point(condition)], rest: [], whole };
  let found: FieldBounds | undefined;
  for (const [operator, value] of Object.entries(condition)) {
    if (operator === '$options') continue;
    const part = operatorBounds(operator, value, condition);
    if (!part) return undefined;
    found = both(found, part);
  }
  return found && { ...found, whole };
}

const texts = (): Interval => ({ low: '', high: {}, withLow: true, withHigh: false });

function operatorBounds(operator: string, value: unknown, condition: Doc): FieldBounds | undefined {
  const exact = (...intervals: Interval[]): FieldBounds => ({ intervals, rest: [], whole: [] });
  const [low, high, withHigh] = bracketOf(value);
  switch (operator) {
    case '$eq':
      return exact(point(value));
    case '$in': {
      const values = (value as unknown[]).toSorted(compareValues);
      if (values.some((each) => each instanceof RegExp)) return undefined;
      return exact(...values.filter((each, at) => at === 0 || compareValues(values[at - 1], each) !== 0).map(point));
    }
    case '$ne':
      return exact(
        { low: MIN_KEY, high: value, withLow: true, withHigh: false },
        { low: value, high: MAX_KEY, withLow: false, withHigh: true },
      );
    case '$gt':
      // Only null is equal to null, and nothing of its class is greater.
      return exact({ low: value, high, withLow: false, withHigh });
    case '$gte':
      return exact({ low: value, high, withLow: true, withHigh });
    case '$lt':
      return exact({ low, high: value, withLow: true, withHigh: false });
    case '$lte':
      return exact({ low, high: value, withLow: true, withHigh: true });
    case '$regex':
      return { intervals: [texts()], rest: [{ $regex: value, $options: condition['$options'] ?? '' }], whole: [] };
    default:
      return undefined;
  }
}

function intersected(a: readonly Interval[], b: readonly Interval[]): readonly Interval[] {
  const found: Interval[] = [];
  for (const one of a) {
    for (const other of b) {
      const lows = compareValues(one.low, other.low);
      const highs = compareValues(one.high, other.high);
      const interval = {
        low: lows >= 0 ? one.low : other.low,
        high: highs <= 0 ? one.high : other.high,
        withLow: lows === 0 ? one.withLow && other.withLow : (lows > 0 ? one : other).withLow,
        withHigh: highs === 0 ? one.withHigh && other.withHigh : (highs < 0 ? one : other).withHigh,
      };
      const width = compareValues(interval.low, interval.high);
      if (width < 0 || (width === 0 && interval.withLow && interval.withHigh)) found.push(interval);
    }
  }
  return found;
}

export const everything: FieldBounds = { intervals: [ALL], rest: [], whole: [] };

/** As explain writes them, https://www.mongodb.com/docs/manual/reference/explain-results/. */
export function describe({ intervals }: FieldBounds, direction: 1 | -1): string[] {
  const shownAs = intervals.map(({ low, high, withLow, withHigh }) =>
    direction === 1
      ? `${withLow ? '[' : '('}${shown(low)}, ${shown(high)}${withHigh ? ']' : ')'}`
      : `${withHigh ? '[' : '('}${shown(high)}, ${shown(low)}${withLow ? ']' : ')'}`,
  );
  return direction === 1 ? shownAs : shownAs.toReversed();
}

const shown = (value: unknown): string =>
  value === MIN_KEY ? 'MinKey' : value === MAX_KEY ? 'MaxKey' : (JSON.stringify(value) ?? 'null');

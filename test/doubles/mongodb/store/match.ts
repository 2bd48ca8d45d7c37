import { Aggregator, Query } from 'mingo';
import { update } from 'mingo/updater';
import { CommandError } from '../command-error';
import type { Doc } from './doc';

/** Evaluates a filter on whole documents. */
export function matcher(filter: Doc): (document: Doc) => boolean {
  return understood(() => {
    const query = new Query(filter);
    return (document) => query.test(document);
  });
}

/** Runs pipeline stages over documents that are not changed by it. */
export const aggregated = (pipeline: readonly Doc[], documents: readonly Doc[]): Doc[] =>
  pipeline.length === 0 ? [...documents] : understood(() => new Aggregator([...pipeline]).run<Doc>([...documents]));

/** A changed copy, by update operators. */
export function updatedBy(operators: Doc, document: Doc, arrayFilters: readonly Doc[]): Doc {
  const copy = structuredCloneOf(document);
  understood(() => update(copy, operators, [...arrayFilters], undefined, { cloneMode: 'none' }));
  return copy;
}

function structuredCloneOf(value: Doc): Doc {
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, cloned(each)]));
}

function cloned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(cloned);
  if (typeof value !== 'object' || value === null || value instanceof Date || '_bsontype' in value) return value;
  return structuredCloneOf(value as Doc);
}

/** What mingo cannot read is a bad command. */
function understood<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(2, error instanceof Error ? error.message : String(error));
  }
}

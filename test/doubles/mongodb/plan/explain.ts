import type { Selected, Selection } from '../commands/selection';
import type { Doc } from '../store/doc';
import { describe, isAll, isPoint } from './bounds';
import type { IndexWalk, Plan } from './choose';

/** As of https://www.mongodb.com/docs/manual/reference/explain-results/, as far as the double has something to say. */
export function explained(namespace: string, selection: Selection, selected: Selected | undefined): Doc {
  const winningPlan = selected ? planTree(selected.plan, selection) : { stage: 'EOF' };
  const nReturned = selected?.found.length ?? 0;
  return {
    explainVersion: '1',
    queryPlanner: { namespace, parsedQuery: selection.filter, winningPlan, rejectedPlans: [] },
    executionStats: {
      executionSuccess: true,
      nReturned,
      totalKeysExamined: selected?.counts.keys ?? 0,
      totalDocsExamined: selected?.counts.documents ?? 0,
      executionStages: winningPlan,
    },
    ok: 1,
  };
}

function planTree(plan: Plan, selection: Selection): Doc {
  let tree: Doc = scanOf(plan, selection);
  if (plan.sorts) tree = { stage: 'SORT', sortPattern: selection.sort, inputStage: tree };
  if (selection.skip) tree = { stage: 'SKIP', skipAmount: selection.skip, inputStage: tree };
  if (selection.limit) tree = { stage: 'LIMIT', limitAmount: selection.limit, inputStage: tree };
  if (selection.projection && Object.keys(selection.projection).length > 0) {
    const stage = plan.covered ? 'PROJECTION_COVERED' : 'PROJECTION_SIMPLE';
    tree = { stage, transformBy: selection.projection, inputStage: tree };
  }
  return tree;
}

function scanOf({ walk, residual, covered }: Plan, selection: Selection): Doc {
  const filter = residual ? { filter: residual } : {};
  if (!walk) return { stage: 'COLLSCAN', ...filter, direction: 'forward' };
  if (isById(walk, selection) && !residual && !covered) return { stage: 'IDHACK' };
  const scan = walk.merged
    ? {
        stage: 'SORT_MERGE',
        sortPattern: selection.sort,
        inputStages: walk.merged.map((bounds) => ixscan({ ...walk, bounds })),
      }
    : ixscan(walk);
  return covered ? scan : { stage: 'FETCH', ...filter, inputStage: scan };
}

const isById = ({ index, bounds: [only] }: IndexWalk, { filter }: Selection): boolean =>
  index.name === '_id_' && Object.keys(filter).join() === '_id' && only !== undefined && isPoint(only);

function ixscan({ index, bounds, direction }: IndexWalk): Doc {
  const judged = bounds.flatMap(({ rest }, at) =>
    rest.map((condition) => ({ [index.fields[at] as string]: condition })),
  );
  return {
    stage: 'IXSCAN',
    ...(judged.length > 0 ? { filter: { $and: judged } } : {}),
    keyPattern: index.key,
    indexName: index.name,
    isMultiKey: false,
    isUnique: index.unique === true,
    direction: direction === 1 ? 'forward' : 'backward',
    indexBounds: Object.fromEntries(
      index.fields.map((field, at) => {
        const each = bounds[at];
        const way = ((index.directions[at] ?? 1) * direction) as 1 | -1;
        return [field, each && !isAll(each.intervals) ? describe(each, way) : ['[MinKey, MaxKey]']];
      }),
    ),
  };
}

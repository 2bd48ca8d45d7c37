import type { Actor } from '@ledger/kernel';
import type { SavedFilter } from '@ledger/saved-filters';
import { mayAsk } from '@ledger/streams/authority';
import { notFound, problem } from '../problems/api-problem';
import { Asked, FilterForgotten, FilterSaved } from './asked.dto';
import { askedOf } from './asked-of';
import { posted, question, type Question } from './question';

const MOST = 100;

/** Of one request, or of one person: kept in no filter. */
const NOT_KEPT = ['after', 'cursor', 'person'];

/** A person acts in one role for one unit at a time; each keeps its own. */
const ownerOf = ({ role, unit, id }: Actor): string => JSON.stringify([role, unit, id]);

/** 常用查询: the filters of lists that people keep for themselves, by name. */
export const savedFilterQuestions = (lists: readonly Question[]): readonly Question[] => [
  question('saved-filters', 'saved-filters', Asked, async ({ actor, kept }) => ({
    body: { rows: await kept.of(ownerOf(actor)) },
  })),
  posted('save-filter', 'saved-filters', FilterSaved, async ({ asked, actor, kept }) => {
    const saved: SavedFilter = {
      name: asked.name,
      question: asked.question,
      filters: filtersFor(lists, asked, actor),
      savedAt: new Date().toISOString(),
    };
    if (!(await kept.save(ownerOf(actor), saved, MOST))) throw tooMany();
    return { body: saved };
  }),
  posted('forget-filter', 'saved-filters/forget', FilterForgotten, async ({ asked: { name }, actor, kept }) => {
    return { body: { name, wasKept: await kept.forget(ownerOf(actor), name) } };
  }),
];

/**
 * The filters, once they are known to be the list's own.
 * @throws ProblemAnswer 400, 403 for a list that the person may not see, 404 for one that there is not
 */
function filtersFor(lists: readonly Question[], asked: FilterSaved, actor: Actor): SavedFilter['filters'] {
  const list = lists.find(({ name, isPage, isPosted }) => name === asked.question && isPage && !isPosted);
  if (!list) throw notFound();
  const powers = mayAsk(actor, list.name);
  if ('refusal' in powers) {
    const { ruleId, clause, zh, en } = powers.refusal;
    throw problem(403, ruleId, zh, en, { ruleId, clause });
  }
  const kept = NOT_KEPT.find((name) => Object.hasOwn(asked.filters, name));
  if (kept !== undefined)
    throw problem(400, 'invalid-query', '此条件不能保存。', 'This parameter is kept in no saved filter.', {
      errors: [{ pointer: `/filters/${kept}`, message: 'is not kept' }],
    });
  // Its shape knows texts and integers only.
  return askedOf(list.shape, { params: {}, query: asked.filters, body: undefined }) as SavedFilter['filters'];
}

const tooMany = () =>
  problem(
    400,
    'invalid-query',
    `已保存 ${MOST} 个常用查询；请先删除一个。`,
    `There are ${MOST} saved filters already; forget one first.`,
  );

import { fails, holds, PERSON_CATEGORY_LABELS, type Rule } from '@ledger/kernel';
import { categoriesOn, type PersonState } from '../../person';
import type { PersonCategory } from '../../vocabulary';

interface CategoryInput {
  readonly person: PersonState;
  readonly categories: readonly PersonCategory[];
  readonly startsOn: string;
}

/** each category that an enrolment names is on record, with evidence that holds on the day the class starts. */
export const categoryAtStart: Rule<CategoryInput> = {
  ruleId: 'A-004',
  clause: '一(一)',
  judge({ person, categories, startsOn }) {
    const held = categoriesOn(person, startsOn);
    const missing = categories.filter((category) => !held.includes(category));
    if (missing.length === 0) return holds(categories);
    return fails(
      `该人员在开班日 ${startsOn} 没有有效的人员类别：${missing.map((category) => PERSON_CATEGORY_LABELS[category].zh).join('、')}；请由受理人员或主管部门登记类别证明，或改报其他类别。`,
      `On ${startsOn}, when the class starts, the person has no valid category: ${missing.map((category) => PERSON_CATEGORY_LABELS[category].en).join(', ')}; let a clerk or the line department record the evidence, or name another category.`,
      missing,
    );
  },
};

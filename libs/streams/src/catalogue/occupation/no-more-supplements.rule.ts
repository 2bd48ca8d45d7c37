import { fails, holds, type Rule } from '@ledger/kernel';
import { parameterOn } from '../../policy';
import type { CatalogueState } from '../catalogue.state';
import type { PolicyFacts } from '../rules/listing-rules';

interface Supplementing {
  readonly state: CatalogueState;
  readonly context: { readonly facts: PolicyFacts };
}

/** An occupation that would be in the supplementary catalogue from a day on; undefined where the command adds none. */
export interface Supplement {
  readonly occupationId: string;
  readonly from: string;
}

/**
 * 「全市可再确定不超过10个职业（工种）作为补充目录」, for the whole city and cumulative: de-listed ones count, those withdrawn as
 * errors do not. Only a document that changes the parameter makes room.
 */
export const noMoreSupplements = <M extends Supplementing>(
  addedBy: (matter: M) => Supplement | undefined,
): Rule<M> => ({
  ruleId: 'A-085',
  clause: '三(二)',
  judge(matter) {
    const added = addedBy(matter);
    if (!added) return holds();
    const policy = matter.context.facts.policy.state;
    const max = parameterOn<number>(policy, 'catalogue.supplementMax', added.from);
    const taken = supplementsOn(
      matter.state,
      added,
      parameterOn<boolean>(policy, 'catalogue.cumulative', added.from) ?? true,
    );
    if (max !== undefined && taken < max) return holds({ taken, max });
    return fails(
      `补充目录已确定 ${taken} 个职业，上限为 ${max ?? '（未设定）'} 个；如需增加，请先以政策文件调整参数 catalogue.supplementMax。`,
      `The supplementary catalogue has ${taken} occupations and may have ${max ?? 'none: the limit is not set'}; raise catalogue.supplementMax by a policy document first.`,
      { taken, max: max ?? null },
    );
  },
});

function supplementsOn(state: CatalogueState, { occupationId, from }: Supplement, cumulative: boolean): number {
  const counts = Object.values(state.occupations).filter(
    ({ entry, withdrawn, delistedFrom }) =>
      entry.source === 'SUPPLEMENTARY' &&
      !withdrawn &&
      entry.occupationId !== occupationId &&
      (cumulative || delistedFrom === undefined || delistedFrom > from),
  );
  return counts.length;
}

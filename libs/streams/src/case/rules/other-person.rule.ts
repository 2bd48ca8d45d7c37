import { fails, holds, type Rule } from '@ledger/kernel';
import type { CaseState } from '../case.state';
import type { Act, Phrase } from './act';

type Part = 'submitter' | 'first-reviewer' | 'second-reviewer' | 'confirmer';

const PARTS: Readonly<Record<Part, Phrase & { readonly of: (state: CaseState) => string | undefined }>> = {
  submitter: { zh: '提交了申请', en: 'submitted the claim', of: (state) => state.submittedBy },
  'first-reviewer': { zh: '做了初审', en: 'made the first review', of: (state) => state.firstReviewer },
  'second-reviewer': { zh: '做了复审', en: 'made the second review', of: (state) => state.secondReviewer },
  confirmer: { zh: '做了确认', en: 'confirmed the claim', of: (state) => state.confirmer },
};

/** B.5-four-eyes 不同的人: one human has one actor id, whatever the role; who took such a part in the claim may not do this as well. */
export const otherPersonThan = (act: Phrase, ...parts: readonly Part[]): Rule<Act> => ({
  ruleId: 'B.5-four-eyes',
  clause: '二(三)3',
  judge: ({ state, actor }) => {
    for (const part of parts) {
      if (PARTS[part].of(state) !== actor.id) continue;
      return fails(
        `${actor.id} 已${PARTS[part].zh}，不能再${act.zh}；请由另一人办理。`,
        `${actor.id} ${PARTS[part].en} and cannot ${act.en} as well; let another person do it.`,
        part,
      );
    }
    return holds(actor.id);
  },
});

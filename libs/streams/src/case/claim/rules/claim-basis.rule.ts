import { CLAIM_BASIS_LABELS, fails, holds, type Rule } from '@ledger/kernel';
import { BASIS_EVIDENCE, BASIS_EVIDENCE_NAMES } from '../basis-evidence';
import type { TrainingInput } from '../claim-input';

/** Of every division code of Xuchang, past or present (C.3). */
const XUCHANG = '4110';

/** 「符合条件的劳动者在户籍地、常住地、求职就业地参加培训」: one of the three, in Xuchang, with evidence of that one. */
export const claimBasis: Rule<TrainingInput> = {
  ruleId: 'A-061',
  clause: '二(三)1',
  judge({ command: { basis, basisEvidence, basisDivision } }) {
    if (BASIS_EVIDENCE[basisEvidence] !== basis) {
      return fails(
        `${BASIS_EVIDENCE_NAMES[basisEvidence].zh}不能证明${CLAIM_BASIS_LABELS[basis].zh}；请提供相应证明，或改选与证明相符的申领地依据。`,
        `${BASIS_EVIDENCE_NAMES[basisEvidence].en} does not show the ${CLAIM_BASIS_LABELS[basis].en}; give evidence of that, or choose the basis that the evidence shows.`,
        basisEvidence,
      );
    }
    if (!basisDivision.startsWith(XUCHANG)) {
      return fails(
        `${CLAIM_BASIS_LABELS[basis].zh}（区划代码 ${basisDivision}）不在许昌市；请核对代码，或以在许昌的户籍地、常住地或求职就业地申请。`,
        `The ${CLAIM_BASIS_LABELS[basis].en} (division ${basisDivision}) is not in Xuchang; check the code, or claim by a basis that lies in Xuchang.`,
        basisDivision,
      );
    }
    return holds(basis);
  },
};

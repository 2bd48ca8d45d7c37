import { type EffectContext, type EffectDecision, fails, holds, judge, type Rule } from '@ledger/kernel';
import { certificateEvent } from './certificate.events';
import type { CertificateState } from './certificate.state';

interface NumberAsked {
  readonly caseId: string;
  /** Pseudonym of the holder. */
  readonly person: string;
  readonly kind: string;
  /** Special operations only: item|FIRST or RENEWAL|issue date. */
  readonly use?: string;
}

interface Input {
  readonly data: NumberAsked;
  readonly state: CertificateState;
}

/** C.6-holder: one number, one holder, city-wide. */
const oneHolder: Rule<Input> = {
  ruleId: 'C.6-holder',
  clause: '二(三)1',
  judge({ data, state }) {
    const others = Object.keys(state.uses).filter((caseId) => caseId !== data.caseId);
    if (others.length === 0 || state.person === data.person) return holds(data.person);
    return fails(
      `该证书编号已登记在另一人名下（个案 ${others.join('、')}）；请核对证书原件，编号有误的请更正，对方登记有误的请先更正对方个案。`,
      `This certificate number is recorded for another holder (case ${others.join(', ')}); check the certificate itself, and correct whichever record is wrong first.`,
      data.person,
    );
  },
};

/** C.6-unique: one number, one case; a special-operation number serves once per item, issue or renewal, and issue date. */
const oneCase: Rule<Input> = {
  ruleId: 'C.6-unique',
  clause: '二(三)1',
  judge({ data, state }) {
    const clash = Object.entries(state.uses).find(
      ([caseId, { use }]) => caseId !== data.caseId && (data.kind !== 'SPECIAL_OPERATION' || use === data.use),
    );
    if (!clash) return holds(data.caseId);
    return fails(
      `该证书编号已用于个案 ${clash[0]}；一个编号只能用于一个个案，重复开立的个案请作废。`,
      `This certificate number is used by case ${clash[0]} already; one number serves one case, so void the case that was opened twice.`,
      data.caseId,
    );
  },
};

function takeNumber(data: NumberAsked, state: CertificateState, { commandId }: EffectContext): EffectDecision {
  const { caseId, person, kind, use } = data;
  const own = state.uses[caseId];
  const sameHolder = state.person === person && state.kind === kind;
  if (own && sameHolder && (own.commandId === commandId || own.use === use)) return { events: [] };
  const { refusal } = judge([oneHolder, oneCase], { data, state });
  if (refusal) return { refusal };
  return { events: [certificateEvent('CertificateNumberTaken', { caseId, person, kind, use, commandId })] };
}

/** `gave-back` undoes this command's own taking and nothing else; any other reason frees the number of its case. */
function giveNumberBack(
  { caseId, why }: { caseId: string; why: string },
  state: CertificateState,
  { commandId }: EffectContext,
): EffectDecision {
  const own = state.uses[caseId];
  if (!own || (why === 'gave-back' && own.commandId !== commandId)) return { events: [] };
  return { events: [certificateEvent('CertificateNumberGivenBack', { caseId, commandId, why })] };
}

export const certificateEffects = {
  'take-number': takeNumber,
  'give-number-back': giveNumberBack,
};

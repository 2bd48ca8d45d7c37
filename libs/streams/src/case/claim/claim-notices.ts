import { addMonths, xuchangDivisionOf } from '@ledger/kernel';
import { parameterOn } from '../../policy';
import type { Notice } from '../case.events';
import type { ClaimInput } from './claim-input';

/** Who is trained free of charge. */
const POOR = new Set(['POOR_LABOURER', 'POOR_FAMILY_CHILD']);

/** 提示: they are shown with the claim and block nothing. */
export function claimNotices(input: ClaimInput): Notice[] {
  const { command, certificate, today, policy, derived, state } = input;
  const notices: Notice[] = [];
  if (xuchangDivisionOf(command.basisDivision) === undefined) notices.push('REGION_UNKNOWN');
  if (derived.luhnOk === false) notices.push('LUHN');
  const months = parameterOn<number>(policy, 'claim.windowMonths', today);
  if (months !== undefined && today > addMonths(certificate.issuedOn, months)) notices.push('CLAIM_WINDOW');
  if (state.feeFen > 0 && state.categories.some((category) => POOR.has(category))) notices.push('FEE_CHARGED_TO_POOR');
  return notices;
}

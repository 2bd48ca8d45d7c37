/** 追回原因: which decision left the payee with more than is due. */
export type RecoveryCause = 'REVOKED' | 'VOIDED' | 'AMOUNT_CORRECTED' | 'CERTIFICATE_CORRECTED' | typeof REOPENED;

/** A recovery opened again after it had been written off. */
export const REOPENED = 'REOPENED';

/** One case's use of a certificate number. */
export interface CertificateUse {
  /** Special operations only: item|FIRST or RENEWAL|issue date. */
  readonly use?: string;
  readonly commandId: string;
  /** What stood for the same case before a correction took the number anew; given back, it stands again. */
  readonly before?: { readonly use?: string; readonly commandId: string };
}

export interface CertificateState {
  /** 持证人: pseudonym of the holder, while the number has a live use. */
  person?: string;
  kind?: string;
  /** Live uses by case. */
  uses: Record<string, CertificateUse>;
}

export const initialCertificate = (): CertificateState => ({ uses: {} });

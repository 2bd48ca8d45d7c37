import { parseCertificateNumber, type Keyed } from '@ledger/kernel';
import type { CertificateKind } from '../../vocabulary';

/** What a certificate number says, without the number: derived before it is sealed. A part that the kind does not encode is absent. */
export interface CertificateDerived {
  readonly formOk: boolean;
  /** Id of the `certificate-…` stream. */
  readonly certificateId: string;
  readonly level?: string;
  /** 特级技师: a grade above L1, which is none of the five levels. */
  readonly aboveLevels?: boolean;
  readonly issueYear?: number;
  /** Two digits of GB/T 2260. */
  readonly province?: string;
  /** Whether the number holds this person's ID number. */
  readonly ofHolder?: boolean;
}

/** `number` is undefined only where a key was destroyed before an interrupted command could be run on. */
export function deriveCertificate(
  kind: CertificateKind,
  number: string | undefined,
  holder: string | undefined,
  keyed: Keyed,
): CertificateDerived {
  if (number === undefined) return { formOk: false, certificateId: '' };
  const reading = parseCertificateNumber(kind, number);
  const certificateId = keyed.certificateId(kind, number);
  if (!reading.ok) return { formOk: false, certificateId };
  const { level, aboveLevels, issueYear, province, holderIdNumber } = reading.facts;
  return {
    formOk: true,
    certificateId,
    level,
    aboveLevels,
    issueYear,
    province,
    ofHolder: holderIdNumber === undefined ? undefined : keyed.pseudonym(holderIdNumber) === holder,
  };
}

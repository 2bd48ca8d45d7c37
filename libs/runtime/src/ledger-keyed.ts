import { VaultKeyed } from '@ledger/commanding';
import { parseCertificateNumber, parseIdNumber, type CertificateKind } from '@ledger/kernel';
import type { KeyVault } from '@ledger/vault';

const NEVER = '9999-12-31';

/** A number that fails its check still names a person; what it normalises to does not depend on the day. */
const normalisedId = (raw: string): string => parseIdNumber(raw, NEVER).normalised;

const normalisedNumber = (kind: string, raw: string): string =>
  parseCertificateNumber(kind as CertificateKind, raw).normalised;

/** The ledger's keyed hashes, for commands and for questions alike. */
export const ledgerKeyed = (vault: KeyVault): VaultKeyed => new VaultKeyed(vault, normalisedId, normalisedNumber);

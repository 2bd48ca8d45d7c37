import { parseAccountNumber, parseCertificateNumber, parseIdNumber, parsePersonName, parsePhone } from '@ledger/kernel';
import type { SearchField } from '../key-vault.port';

const NEVER = '9999-12-31';

/** 检索形式: one form for all the ways in which people write a value; what fails its check is looked for all the same. */
const FORMS: Readonly<Record<SearchField, (raw: string) => string>> = {
  idNumber: (raw) => parseIdNumber(raw, NEVER).normalised,
  name: (raw) => {
    const read = parsePersonName(raw);
    return read.ok ? read.normalised : raw;
  },
  phone: (raw) => parsePhone(raw).normalised,
  accountNumber: (raw) => parseAccountNumber(raw).normalised,
  // Numbers of all kinds are normalised alike, and whoever looks for one may not know its kind.
  certificateNumber: (raw) => parseCertificateNumber('SKILL_LEVEL', raw).normalised,
};

export const searchForm = (field: SearchField, raw: string): string => FORMS[field](raw);

import type { RecordedEvent, SealedValue } from '@ledger/kernel';
import type { CaseEventMap } from '@ledger/streams/case';
import type { PersonEventMap } from '@ledger/streams/person';
import type { SearchableValue, SearchField } from '@ledger/vault';

interface Findable {
  readonly field: SearchField;
  readonly value: SealedValue | undefined;
}

type Finds<M> = { readonly [T in keyof M & string]?: (data: M[T]) => readonly Findable[] };

const details = ({
  name,
  phone,
}: Pick<PersonEventMap['PersonDetailsCorrected'], 'name' | 'phone'>): readonly Findable[] => [
  { field: 'name', value: name },
  { field: 'phone', value: phone },
];

/** Values that were set; what is only proposed is not looked for, what was corrected since still is. */
const ON_PERSON: Finds<PersonEventMap> = {
  PersonRegistered: (data) => [{ field: 'idNumber', value: data.idNumber }, ...details(data)],
  PersonDetailsCorrected: details,
};

const ON_CASE: Finds<CaseEventMap> = {
  CertificateRecorded: ({ certificate }) => [{ field: 'certificateNumber', value: certificate.number }],
  CertificateCorrected: ({ certificate }) => [{ field: 'certificateNumber', value: certificate.number }],
  ClaimSubmitted: ({ account }) => [{ field: 'accountNumber', value: account.number }],
  AccountCorrected: ({ account }) => [{ field: 'accountNumber', value: account.number }],
};

/** Each is called with the data of the type that it stands under. */
const FINDS: Readonly<Record<string, (data: never) => readonly Findable[]>> = { ...ON_PERSON, ...ON_CASE };

/** 可检索的值: the sealed values of an event that persons and cases are looked for by. */
export function searchableValues({ type, stream, data }: RecordedEvent): readonly SearchableValue[] {
  const found = Object.hasOwn(FINDS, type) ? FINDS[type]?.(data as never) : undefined;
  return (found ?? []).flatMap(({ field, value }) => (value ? [{ field, value, stream }] : []));
}

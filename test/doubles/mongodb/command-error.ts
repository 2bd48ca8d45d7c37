/** Codes and names as in the server's list, https://github.com/mongodb/mongo/blob/master/src/mongo/base/error_codes.yml. */
const NAMES = {
  2: 'BadValue',
  9: 'FailedToParse',
  14: 'TypeMismatch',
  20: 'IllegalOperation',
  26: 'NamespaceNotFound',
  27: 'IndexNotFound',
  43: 'CursorNotFound',
  48: 'NamespaceExists',
  52: 'DollarPrefixedFieldName',
  59: 'CommandNotFound',
  66: 'ImmutableField',
  72: 'InvalidOptions',
  85: 'IndexOptionsConflict',
  91: 'ShutdownInProgress',
  112: 'WriteConflict',
  189: 'PrimarySteppedDown',
  225: 'TransactionTooOld',
  251: 'NoSuchTransaction',
  256: 'TransactionCommitted',
  263: 'OperationNotSupportedInTransaction',
  334: 'ExceededMemoryLimit',
  10107: 'NotWritablePrimary',
  10334: 'BSONObjectTooLarge',
  11000: 'DuplicateKey',
} as const;

export const nameOf = (code: number): string => (NAMES as Readonly<Record<number, string>>)[code] ?? `Location${code}`;

/** What a command answers in place of a result: `{ok: 0, code, codeName, errmsg}`, or an entry of `writeErrors`. */
export class CommandError extends Error {
  readonly labels: string[];

  constructor(
    readonly code: number,
    message: string,
    readonly more: Readonly<Record<string, unknown>> = {},
    labels: readonly string[] = [],
  ) {
    super(message);
    this.name = 'CommandError';
    this.labels = [...labels];
  }
}

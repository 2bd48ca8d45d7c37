/** What is wrong with the vault or its master key, for the operator, in both languages. Never holds a personal value. */
export class VaultError extends Error {
  constructor(
    readonly zh: string,
    readonly en: string,
    options?: ErrorOptions,
  ) {
    super(en, options);
    this.name = new.target.name;
  }
}

/** Where the damage is. */
export interface VaultPlace {
  readonly person?: string;
  readonly generation?: number;
  /** Line of the decryption journal. */
  readonly sequence?: number;
  /** Digest of a document. */
  readonly sha256?: string;
}

/** 密钥库损坏: a key, ciphertext, document or journal line does not fit what was written. */
export class VaultDamaged extends VaultError {
  constructor(
    what: { readonly zh: string; readonly en: string },
    readonly where: VaultPlace,
    options?: ErrorOptions,
  ) {
    const place = Object.entries(where)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => `${name} ${value}`)
      .join(', ');
    super(`密钥库损坏:${what.zh}(${place})`, `the vault is damaged: ${what.en} (${place})`, options);
  }
}

/** The master key is not the one that this vault was made with. */
export class WrongMasterKey extends VaultError {}

/** No master key was given, or the file is not there. */
export class MasterKeyMissing extends VaultError {}

/** A master key that may not be used here: malformed, or beside the data in production. */
export class MasterKeyRefused extends VaultError {}

/** Another process writes this vault, or keeps it from being cleared. */
export class VaultInUse extends VaultError {}

/** A vault that was to be replaced knows more than the one that was to take its place. */
export class VaultAhead extends VaultError {}

/** Another ledger's vault is where one was to be brought. */
export class ForeignVaultThere extends VaultError {
  constructor() {
    super('目标处已有另一密钥库，未作改动', 'another vault is there already; nothing was changed');
  }
}

/** The vault was written by a newer version of this program, or not by this program. */
export class VaultSchemaUnknown extends VaultError {}

/** A reader found no vault. */
export class VaultMissing extends VaultError {}

/** A reader was asked to write. */
export class VaultReadOnly extends VaultError {
  constructor() {
    super('密钥库以只读方式打开', 'the vault is open for reading only');
  }
}

/** The key of an owner that sealing or comparing needs, or that is to be made. */
export interface WantedKey {
  readonly owner: string;
  readonly make: boolean;
}

/** A key lies on a server and must be fetched first; see `withKeys`. Whoever calls an embedded vault never meets it. */
export class KeyNotAtHand extends VaultError {
  /** All that are known to be wanted. */
  readonly wanted: readonly WantedKey[];

  constructor(
    readonly owner: string,
    readonly make: boolean,
    others: readonly WantedKey[] = [],
  ) {
    super('密钥尚未取到', `the key of ${owner} is not at hand`);
    this.wanted = [{ owner, make }, ...others];
  }
}

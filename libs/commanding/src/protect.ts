import { createHash } from 'node:crypto';
import { personalFields, type Keyed, type SealedValue } from '@ledger/kernel';
import { forEachSealed, type KeyVault } from '@ledger/vault';

/** The ledger's keyed functions over normalised values. */
export class VaultKeyed implements Keyed {
  constructor(
    private readonly vault: KeyVault,
    private readonly normaliseId: (raw: string) => string,
    private readonly normaliseNumber: (kind: string, raw: string) => string,
  ) {}

  pseudonym(idNumber: string): string {
    return this.vault.pseudonym(this.normaliseId(idNumber));
  }

  certificateId(kind: string, number: string): string {
    return this.vault.certificateId(kind, this.normaliseNumber(kind, number));
  }

  tag(person: string, value: string): string | undefined {
    return this.vault.tag(person, value);
  }

  sha256(text: string): string {
    return createHash('sha256').update(text).digest('hex');
  }
}

/**
 * Replaces every marked field by its sealed value: ID numbers under the key of whom they name, other values under the owner's.
 * A command without marked fields is returned as it is.
 */
export function protect(
  shape: new () => object,
  command: object,
  owner: string | undefined,
  commandId: string,
  keyed: Keyed,
  vault: KeyVault,
): object {
  const marked = personalFields(shape);
  if (marked.size === 0) return command;
  const sealed: Record<string, unknown> = { ...command };
  const named = firstNamed(command, marked, keyed);
  forEachSealed([...marked], ([field, kind]) => {
    const value = sealed[field];
    if (value === undefined || value === null) return;
    const seal = (text: string): SealedValue =>
      vault.seal(kind === 'person-id' ? keyed.pseudonym(text) : (owner ?? named ?? `command-${commandId}`), text);
    // The shape has been checked: a marked field is a text or a list of texts.
    sealed[field] = Array.isArray(value) ? forEachSealed(value as string[], seal) : seal(value as string);
  });
  return sealed;
}

function firstNamed(command: object, marked: ReadonlyMap<string, string>, keyed: Keyed): string | undefined {
  for (const [field, kind] of marked) {
    const value = (command as Record<string, unknown>)[field];
    if (kind === 'person-id' && typeof value === 'string') return keyed.pseudonym(value);
  }
  return undefined;
}

/** Every sealed value of a protected command, with the field that it stands in. */
export function sealedIn(
  shape: new () => object,
  command: object,
): { field: string; index?: number; value: SealedValue }[] {
  const found: { field: string; index?: number; value: SealedValue }[] = [];
  for (const field of personalFields(shape).keys()) {
    const value = (command as Record<string, unknown>)[field];
    if (Array.isArray(value)) value.forEach((each, index) => found.push({ field, index, value: each as SealedValue }));
    else if (value) found.push({ field, value: value as SealedValue });
  }
  return found;
}

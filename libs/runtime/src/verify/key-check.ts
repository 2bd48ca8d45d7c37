import type { RecordedEvent, SealedValue } from '@ledger/kernel';
import type { KeyVault } from '@ledger/vault';

/** A place in the vault that does not fit what was written; no personal value. */
export interface VaultFault {
  readonly zh: string;
  readonly en: string;
}

/**
 * Holds the log against the vault: every key that a value is sealed under was made there, and no key lives on that an
 * event says was destroyed. An older copy of the vault shows by both.
 */
export class KeyCheck {
  readonly faults: VaultFault[] = [];
  private readonly newest = new Map<string, number>();

  constructor(
    private readonly vault: Pick<KeyVault, 'keyState'>,
    private readonly limit: number,
  ) {}

  async take(event: RecordedEvent): Promise<void> {
    for (const { person, generation } of sealedIn(event.data)) {
      if (generation <= (await this.newestOf(person))) continue;
      this.add(
        `${event.stream}@${event.version} 的密文所用密钥（${person} 第 ${generation} 代）不在密钥库中`,
        `the vault lacks the key of a value in ${event.stream}@${event.version} (${person}, generation ${generation})`,
      );
      // Told once for each key.
      this.newest.set(person, generation);
    }
    if (event.type === 'KeyDestroyed') await this.destroyed(event);
  }

  private async destroyed({ stream, version, data }: RecordedEvent): Promise<void> {
    const person = stream.slice('person-'.length);
    const { generation, live } = await this.vault.keyState(person);
    if (!live || generation > (data as { readonly generation: number }).generation) return;
    this.add(
      `${stream}@${version} 已销毁的密钥仍可使用`,
      `the key that ${stream}@${version} says was destroyed can still be used`,
    );
  }

  private async newestOf(person: string): Promise<number> {
    const known = this.newest.get(person) ?? (await this.vault.keyState(person)).generation;
    this.newest.set(person, known);
    return known;
  }

  private add(zh: string, en: string): void {
    if (this.faults.length < this.limit) this.faults.push({ zh, en });
  }
}

/** Every sealed value in an event's data, however deep. */
function* sealedIn(value: unknown): Generator<SealedValue> {
  if (typeof value !== 'object' || value === null) return;
  if (isSealed(value)) yield value;
  else for (const each of Object.values(value)) yield* sealedIn(each);
}

const isSealed = (value: object): value is SealedValue =>
  'cipher' in value && 'person' in value && 'generation' in value && typeof value.generation === 'number';

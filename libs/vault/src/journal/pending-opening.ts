import type { SealedValue } from '@ledger/kernel';
import type { DataKey } from '../keys/data-key';
import type { JournalOutcome, Opening } from '../key-vault.port';
import { VaultDamaged } from '../vault-errors';

export type KeyName = Omit<SealedValue, 'cipher'>;
/** Undefined: destroyed. */
export type MaybeKey = DataKey | undefined;

/** Values that wait to be opened until their journal lines are durable. */
export class PendingOpening {
  private keys: MaybeKey[] = [];
  private damage?: VaultDamaged;

  constructor(
    readonly values: readonly KeyName[],
    private readonly why: Opening,
    private readonly read: (keys: readonly MaybeKey[]) => void,
    readonly reject: (reason: unknown) => void,
  ) {}

  /** Inside the transaction: whose keys live is judged here, so that no destruction comes between it and the line. */
  journal(
    keyAt: (person: string, generation: number) => MaybeKey,
    append: (person: string, why: Opening, outcome: JournalOutcome) => void,
  ): void {
    this.damage = undefined;
    try {
      this.keys = this.values.map(({ person, generation }) => keyAt(person, generation));
      const opened = new Map<string, boolean>();
      this.values.forEach(({ person }, index) => {
        opened.set(person, opened.get(person) || this.keys[index] !== undefined);
      });
      for (const [person, live] of opened) append(person, this.why, live ? 'opened' : 'destroyed');
    } catch (error) {
      if (!(error instanceof VaultDamaged)) throw error;
      // Damage met by one opening fails that one; the rest of the batch goes on.
      this.damage = error;
    }
  }

  /** After the commit, and before anything else: the keys may be destroyed in this same turn. */
  finish(): void {
    try {
      if (this.damage) this.reject(this.damage);
      else this.read(this.keys);
    } catch (error) {
      this.reject(error);
    }
  }
}

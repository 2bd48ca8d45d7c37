import type { KeyVault } from '@ledger/vault';
import type { ProcessManager } from './process-manager';

/** 密钥销毁: once two people have decided it and the event stands, the vault destroys the person's keys. */
export const destroyKey = (vault: KeyVault): ProcessManager => ({
  name: 'destroy-key',
  handles: new Set(['KeyDestroyed']),
  async react(event) {
    const { generation } = event.data as { generation: number };
    const person = event.stream.slice('person-'.length);
    // A person who has come back since has a newer key, which this decision does not concern.
    const known = await vault.keyState(person);
    if (known.generation > generation) return;
    await vault.destroy(person);
  },
});

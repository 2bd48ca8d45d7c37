import type { EventStore } from '@ledger/eventlog';
import type { KeyVault } from '@ledger/vault';
import { KeyCheck } from '@ledger/runtime/verify/key-check';
import { runsOf } from '../log-digest';
import { MovingRefused } from '../moving-refused';

const FAULTS_MAX = 10;

/**
 * Every value in the log is sealed under a key that the vault has, or had: a vault that is older than its log lacks some.
 * @throws MovingRefused
 */
export async function assertKeysThere(
  log: Pick<EventStore, 'readAll' | 'head'>,
  vault: Pick<KeyVault, 'keyState'>,
): Promise<void> {
  const check = new KeyCheck(vault, FAULTS_MAX);
  for await (const { events } of runsOf(log, await log.head()))
    // What the log says was destroyed may live on for a moment in a copy; restoring destroys it.
    for (const event of events) if (event.type !== 'KeyDestroyed') await check.take({ ...event, position: 0 });
  const [fault] = check.faults;
  if (fault) throw new MovingRefused('vault-wrong', `${fault.zh}。`, `${fault.en}.`);
}

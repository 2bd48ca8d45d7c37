import type { Actor, SealedValue } from '@ledger/kernel';
import type { Reading } from '../reading';
import { caseStream, historyAt, personStream, stateAt } from '@ledger/streams';

/** A personal value of a case by its name; null where the key is destroyed. */
export type Revealed = Readonly<Record<string, string | null>>;

/** Opens the personal values that stand on a case and its learner; the vault's journal says who looked and why. */
export async function reveal(reading: Reading, caseId: string, actor: Actor, purpose: string): Promise<Revealed> {
  const { log, vault } = reading;
  const found = stateAt(caseStream, historyAt(await log.readStream(`${caseStream.prefix}-${caseId}`), {}));
  const learner = await log.readStream(`${personStream.prefix}-${found.person}`);
  const { idNumber, name, phone } = stateAt(personStream, historyAt(learner, {}));
  const values: Readonly<Record<string, SealedValue | undefined>> = {
    idNumber,
    name,
    phone,
    certificateNumber: found.certificate?.number,
    accountNumber: found.account?.number,
    accountName: found.account?.accountName,
  };
  const sealed = Object.entries(values).filter((each): each is [string, SealedValue] => each[1] !== undefined);
  if (sealed.length === 0) return {};
  const fields = sealed.map(([field]) => field);
  const opened = await vault.open(
    sealed.map(([, value]) => value),
    { actor, purpose, fields },
  );
  return Object.fromEntries(fields.map((field, i) => [field, opened[i] ?? null]));
}

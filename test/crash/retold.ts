import type { RecordedEvent } from '@ledger/kernel';

/** Keyed hashes of a ledger: pseudonyms, certificate ids, tags. */
const KEYED = /\b[0-9a-f]{32}\b/g;
/** Ids made from the ledger's own id; those of the file are of version 4. */
const OWN_ID = /\b[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}\b/g;

/**
 * A log as every ledger tells it that was given the same file: in order of position, with all of each event but its id, hash and
 * digest, ciphertexts left out, and what is keyed named by its first appearance. Of what a command was decided on only the rules
 * are told: a command that is run on finds its own reservations there, one version later.
 */
export function retold(events: readonly RecordedEvent[]): string[] {
  const names = new Map<string, string>();
  const named = (keyed: string): string => {
    const known = names.get(keyed);
    if (known !== undefined) return known;
    const name = `(${names.size})`;
    names.set(keyed, name);
    return name;
  };
  return events.map((event) => {
    const { id: _id, command, evidence, ...told } = event;
    const rules = evidence?.rules.map(({ ruleId }) => ruleId);
    const whole = { ...told, command: { id: command.id, name: command.name }, rules };
    return JSON.stringify(whole, ofEveryLedger).replace(OWN_ID, named).replace(KEYED, named);
  });
}

const ofEveryLedger = (key: string, value: unknown): unknown =>
  key === 'cipher' || key === 'ledgerId' ? undefined : value;

import { uuidV8FromBytes, type Actor } from '@ledger/kernel';

const KEY = /^[\x21-\x7e]{8,255}$/;

/**
 * 命令编号 (D1): one for each client and Idempotency-Key, so that a repeat finds the first outcome and no client can meet
 * another's; undefined where the key is missing or no key. `digest` is the vault's keyed one (hex): the id stands in the log,
 * and from a plain hash with an easy key somebody could guess a learner's ID number.
 */
export function commandId(
  { id, role, unit }: Actor,
  key: string | undefined,
  digest: (text: string) => string,
): string | undefined {
  const bare = key?.replace(/^"(.*)"$/, '$1');
  if (bare === undefined || !KEY.test(bare)) return undefined;
  return uuidV8FromBytes(Buffer.from(digest(JSON.stringify(['Idempotency-Key', id, role, unit, bare])), 'hex'));
}

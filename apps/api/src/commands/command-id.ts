import { createHash } from 'node:crypto';
import { uuidV8FromBytes, type Actor } from '@ledger/kernel';

const KEY = /^[\x21-\x7e]{8,255}$/;

/**
 * 命令编号 (D1): one for each client and Idempotency-Key, so that a repeat finds the first outcome and no client can meet
 * another's; undefined where the key is missing or no key.
 */
export function commandId({ id, role, unit }: Actor, key: string | undefined): string | undefined {
  const bare = key?.replace(/^"(.*)"$/, '$1');
  if (bare === undefined || !KEY.test(bare)) return undefined;
  return uuidV8FromBytes(
    createHash('sha256')
      .update(JSON.stringify([id, role, unit, bare]))
      .digest(),
  );
}

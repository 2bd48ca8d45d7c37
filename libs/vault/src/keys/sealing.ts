import { createCipheriv, createDecipheriv, randomFillSync } from 'node:crypto';

/**
 * Sealed bytes: format (1 byte, now 1), initialisation vector (12), AES-256-GCM ciphertext, tag (16).
 * The vector is random: with one key per person, and one master key over far fewer than 2^32 keys, none repeats.
 */
const FORMAT = 1;
const VECTOR_BYTES = 12;
const TAG_BYTES = 16;
const OVERHEAD_BYTES = 1 + VECTOR_BYTES + TAG_BYTES;

export const KEY_BYTES = 32;
/** Length of a sealed key. */
export const WRAPPED_BYTES = KEY_BYTES + OVERHEAD_BYTES;

/** Vectors are drawn many at a time: a call for each would cost as much as the cipher. */
const vectors = Buffer.alloc(VECTOR_BYTES * 512);
let drawn = vectors.length;

function nextVector(): Buffer {
  if (drawn === vectors.length) {
    randomFillSync(vectors);
    drawn = 0;
  }
  const vector = vectors.subarray(drawn, drawn + VECTOR_BYTES);
  drawn += VECTOR_BYTES;
  return vector;
}

/** Seals under a 32-byte key; `bound` is authenticated with it and must be given again to open. */
export function sealBytes(key: Uint8Array, plain: string | Uint8Array, bound: Uint8Array): Buffer {
  const vector = nextVector();
  const cipher = createCipheriv('aes-256-gcm', key, vector);
  cipher.setAAD(bound);
  const body = typeof plain === 'string' ? cipher.update(plain, 'utf8') : cipher.update(plain);
  cipher.final();
  const sealed = Buffer.allocUnsafe(OVERHEAD_BYTES + body.length);
  sealed[0] = FORMAT;
  sealed.set(vector, 1);
  sealed.set(body, 1 + VECTOR_BYTES);
  sealed.set(cipher.getAuthTag(), 1 + VECTOR_BYTES + body.length);
  return sealed;
}

/** The plain bytes; undefined when key, bytes or `bound` do not fit each other. */
export function openBytes(key: Uint8Array, sealed: Uint8Array, bound: Uint8Array): Buffer | undefined {
  if (sealed.length < OVERHEAD_BYTES || sealed[0] !== FORMAT) return undefined;
  const end = sealed.length - TAG_BYTES;
  const cipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + VECTOR_BYTES), {
    authTagLength: TAG_BYTES,
  });
  cipher.setAAD(bound);
  cipher.setAuthTag(sealed.subarray(end));
  const plain = cipher.update(sealed.subarray(1 + VECTOR_BYTES, end));
  try {
    cipher.final();
  } catch {
    plain.fill(0);
    return undefined;
  }
  return plain;
}

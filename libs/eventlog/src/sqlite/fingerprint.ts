import type { Position } from '@ledger/kernel';

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * A sum over (position, stream, version) that does not depend on their order: two walks that met the same rows have the
 * same. It finds mistakes, not forgeries; against those stand the hashes.
 */
export class Fingerprint {
  private sum = 0;
  private mixed = 0;
  private count = 0;

  add(position: Position, stream: string, version: number): void {
    let mix = FNV_OFFSET;
    for (let i = 0; i < stream.length; i++) mix = Math.imul(mix ^ stream.charCodeAt(i), FNV_PRIME);
    mix = Math.imul(mix ^ version, FNV_PRIME);
    mix = Math.imul(mix ^ position, FNV_PRIME);
    this.sum = (this.sum + mix) | 0;
    this.mixed ^= Math.imul(mix, mix | 1);
    this.count += 1;
  }

  equals(other: Fingerprint): boolean {
    return this.sum === other.sum && this.mixed === other.mixed && this.count === other.count;
  }
}

import type { Actor } from '@ledger/kernel';

/** A command as a door hands it in. */
export interface CommandRequest {
  /** UUID; one outcome for ever. */
  readonly id: string;
  readonly command: string;
  readonly data: unknown;
  readonly actor: Actor;
  /** Business time, ISO; now where absent. */
  readonly at?: string;
  /** Who ran the import, where that is not the actor. */
  readonly operator?: Actor;
  /** The target's version that the caller saw; another one is a conflict. */
  readonly ifMatch?: number;
  readonly correlationId?: string;
  readonly causationId?: string;
  /** The door has more under way: what is written may wait for the turn's end, and share its commit. */
  readonly inCrowd?: boolean;
}

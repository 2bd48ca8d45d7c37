import type { Actor } from '@ledger/kernel';
import { developmentToken } from '@ledger/runtime/sign-in/development-key';

const LIFETIME_S = 3_600;

/** Tokens by the development key of a ledger, one for each actor. */
export class SignedIn {
  private readonly tokens = new Map<string, Promise<string>>();

  constructor(private readonly folder: string) {}

  as(actor: Actor): Promise<string> {
    const key = JSON.stringify([actor.role, actor.unit, actor.id]);
    const token = this.tokens.get(key) ?? developmentToken(this.folder, actor, LIFETIME_S);
    this.tokens.set(key, token);
    return token;
  }
}

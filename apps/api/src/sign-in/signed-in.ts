import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { Actor } from '@ledger/kernel';
import type { FastifyRequest } from 'fastify';

const actors = new WeakMap<object, { readonly actor: Actor; readonly expires: number }>();

/** Who sent the request, once the guard has let it in. */
const signedIn = (request: FastifyRequest): { readonly actor: Actor; readonly expires: number } => {
  const found = actors.get(request);
  if (!found) throw new Error('a door without a guard');
  return found;
};

export const signIn = (request: FastifyRequest, actor: Actor, expires: number): void =>
  void actors.set(request, { actor, expires });

/** The same where there may be nobody: for logs. */
export const whoSent = (request: FastifyRequest): Actor | undefined => actors.get(request)?.actor;

/** When the token that let the request in ends, milliseconds since 1970. */
export const expiryOf = (request: FastifyRequest): number => signedIn(request).expires;

/** 操作人: the actor as a parameter of a handler. */
export const SignedIn = createParamDecorator(
  (_: unknown, context: ExecutionContext) => signedIn(context.switchToHttp().getRequest<FastifyRequest>()).actor,
);

export const OPEN = 'open-to-all';

/** Open to everybody, signed in or not: documents and health only. Whatever lacks this mark needs a token. */
export const Open = (): MethodDecorator & ClassDecorator => SetMetadata(OPEN, true);

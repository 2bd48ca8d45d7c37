import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { Actor } from '@ledger/kernel';
import type { FastifyRequest } from 'fastify';

const actors = new WeakMap<object, Actor>();

/** Who sent the request, once the guard has let it in. */
const signedIn = (request: FastifyRequest): Actor => {
  const actor = actors.get(request);
  if (!actor) throw new Error('a door without a guard');
  return actor;
};

export const signIn = (request: FastifyRequest, actor: Actor): void => void actors.set(request, actor);

/** 操作人: the actor as a parameter of a handler. */
export const SignedIn = createParamDecorator((_: unknown, context: ExecutionContext) =>
  signedIn(context.switchToHttp().getRequest<FastifyRequest>()),
);

export const OPEN = 'open-to-all';

/** Open to everybody, signed in or not: documents and health only. Whatever lacks this mark needs a token. */
export const Open = (): MethodDecorator & ClassDecorator => SetMetadata(OPEN, true);

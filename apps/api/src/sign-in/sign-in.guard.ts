import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { localDateOf } from '@ledger/kernel';
import type { FastifyRequest } from 'fastify';
import { CONFIGURATION, type Configuration } from '../configuration/configuration';
import { problem, unauthorised } from '../problems/api-problem';
import { actorOfClaims, claimNamesOf } from './actor-of-claims';
import { OPEN, signIn } from './signed-in';
import { VERIFY_TOKEN, type VerifyToken } from './token-verifier';

const BEARER = /^Bearer ([A-Za-z0-9._~+/-]{1,8192}=*)$/i;

/** Nobody passes without a valid token, but where a door is marked open. */
@Injectable()
export class SignInGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    @Inject(VERIFY_TOKEN) private readonly verify: VerifyToken,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (this.reflector.getAllAndOverride<boolean>(OPEN, [context.getHandler(), context.getClass()])) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const token = BEARER.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined) throw unauthorised();
    const claims = await this.verify(token).catch(() => {
      throw problem(503, 'unavailable', '身份服务暂不可用。', 'The identity provider cannot be asked now.', {
        retryAfterS: 5,
      });
    });
    if (!claims) throw unauthorised();
    const actor = actorOfClaims(claims, claimNamesOf(this.configuration), localDateOf(new Date().toISOString()));
    if (!actor) throw unauthorised();
    signIn(request, actor, (claims.exp ?? 0) * 1000);
    return true;
  }
}

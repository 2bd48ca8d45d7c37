import { Controller, Inject, Post, Req, Res, type Type } from '@nestjs/common';
import type { Actor } from '@ledger/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SignedIn } from '../sign-in/signed-in';
import { CommandDesk } from './command-desk';
import { commandRoutes, type CommandRoute } from './command-routes';

/** A command is data, so its controller is made from it. */
function controllerOf(route: CommandRoute): Type {
  @Controller()
  class OneCommand {
    constructor(@Inject(CommandDesk) private readonly desk: CommandDesk) {}

    @Post(route.path)
    give(@SignedIn() actor: Actor, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
      return this.desk.give(route, actor, request, reply);
    }
  }
  Object.defineProperty(OneCommand, 'name', { value: `${route.spec.name}Controller` });
  return OneCommand;
}

export const commandControllers: readonly Type[] = commandRoutes.map(controllerOf);

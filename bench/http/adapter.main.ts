import 'reflect-metadata';
import {
  Body,
  Controller,
  HttpCode,
  Module,
  Param,
  Post,
  UnauthorizedException,
  UseGuards,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { shaped } from '@ledger/commanding';
import {
  DEVELOPMENT_ALGORITHM,
  DEVELOPMENT_AUDIENCE,
  DEVELOPMENT_ISSUER,
  developmentKey,
} from '@ledger/runtime/sign-in/development-key';
import { allCommands } from '@ledger/streams';
import { importJWK, jwtVerify, type CryptoKey } from 'jose';

/*
 * One endpoint with sign-in and validation and nothing behind it, on Nest's Fastify or Express adapter: what the adapter
 * itself costs. The first word is the adapter, the second the folder with the development key.
 */

const shapes = new Map(allCommands.map(({ name, shape }) => [name, shape]));
let key: CryptoKey | Uint8Array;

class SignIn implements CanActivate {
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { headers } = context.switchToHttp().getRequest<{ readonly headers: Readonly<Record<string, string>> }>();
    const token = headers['authorization']?.slice('Bearer '.length) ?? '';
    const options = {
      algorithms: [DEVELOPMENT_ALGORITHM],
      issuer: DEVELOPMENT_ISSUER,
      audience: DEVELOPMENT_AUDIENCE,
    };
    await jwtVerify(token, key, options).catch(() => {
      throw new UnauthorizedException();
    });
    return true;
  }
}

@Controller('api/v1/cases/:caseId')
@UseGuards(SignIn)
class CasesController {
  @Post('first-review')
  @HttpCode(200)
  review(@Param('caseId') caseId: string, @Body() body: object): object {
    return answered('RecordFirstReview', { ...body, caseId });
  }

  @Post('take-back-first-review')
  @HttpCode(200)
  takeBack(@Param('caseId') caseId: string, @Body() body: object): object {
    return answered('TakeBackFirstReview', { ...body, caseId });
  }
}

function answered(command: string, data: object): object {
  const shape = shapes.get(command);
  if (!shape || !shaped(shape, data).ok) throw new Error(`the load sends an invalid ${command}`);
  return { id: '', position: 1, events: [], flags: [] };
}

@Module({ controllers: [CasesController] })
class AdapterModule {}

async function main(adapter: string, folder: string): Promise<void> {
  const { d: _private, ...open } = await developmentKey(folder);
  key = await importJWK(open, DEVELOPMENT_ALGORITHM);
  const http = adapter === 'express' ? new ExpressAdapter() : new FastifyAdapter();
  const app = await NestFactory.create(AdapterModule, http, { logger: false });
  await app.listen(0, '127.0.0.1');
  process.stdout.write(`${JSON.stringify({ listening: await app.getUrl() })}\n`);
}

void main(process.argv[2] ?? '', process.argv[3] ?? '');

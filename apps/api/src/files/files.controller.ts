import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { Controller, HttpCode, Inject, Post, Req } from '@nestjs/common';
import type { Actor } from '@ledger/kernel';
import { READING, type Reading } from '@ledger/runtime';
import { ledgerKeyed } from '@ledger/runtime/ledger-keyed';
import type { FastifyRequest } from 'fastify';
import { CONFIGURATION, type Configuration } from '../configuration/configuration';
import { problem } from '../problems/api-problem';
import { powersOf } from '../questions/powers-of';
import { SignedIn } from '../sign-in/signed-in';
import { HAND_IN } from './file-body';

/** 依据文件原件 (D21): kept encrypted in the vault, and named by its digest in the commands that stand on it. */
@Controller(HAND_IN.path)
export class FilesController {
  constructor(
    @Inject(READING) private readonly reading: Reading,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  /** The same bytes again are kept once. */
  @Post()
  @HttpCode(200)
  async handIn(@SignedIn() actor: Actor, @Req() request: FastifyRequest): Promise<{ sha256: string; bytes: number }> {
    const { vault } = this.reading;
    powersOf(HAND_IN.name, actor, ledgerKeyed(vault));
    const file = await bytesOf(request.body, this.configuration.fileBytes);
    const digest = createHash('sha256').update(file).digest('hex');
    const isKept = await vault.hasDocument(digest);
    const sha256 = isKept ? digest : await vault.putDocument(`file-${digest.slice(0, 32)}`, file);
    return { sha256, bytes: file.length };
  }
}

async function bytesOf(body: unknown, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  // Without a body no parser was asked; JSON and text have parsers of their own.
  if (body !== undefined && !(body instanceof Readable))
    throw problem(415, 'media-type', `请求体须为 ${HAND_IN.type}。`, `The body must be ${HAND_IN.type}.`);
  for await (const chunk of body ?? []) {
    length += (chunk as Buffer).length;
    if (length > most) throw problem(413, 'too-large', '文件过大。', 'The file is too large.');
    chunks.push(chunk as Buffer);
  }
  if (length === 0) throw problem(400, 'invalid-data', '文件为空。', 'The file is empty.');
  return Buffer.concat(chunks);
}

import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { notFound } from '../problems/api-problem';
import { languageOf } from '../problems/language';
import { pageNamed } from '../problems/problem-pages';
import { Open } from '../sign-in/signed-in';
import { VERSION } from '../version';
import { openApiDocument } from './document';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The documents that integrators read: open to all, for they hold nothing of anybody. */
@Open()
@Controller()
export class DocumentsController {
  private readonly document = openApiDocument(VERSION);

  @Get('openapi.json')
  openApi(@Res() reply: FastifyReply): void {
    void reply.header('cache-control', 'public, max-age=300').send(this.document);
  }

  @Get('problems/:name')
  problem(@Param('name') name: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const page = pageNamed(name);
    if (!page) throw notFound();
    const language = languageOf(request.headers['accept-language']);
    if (!(request.headers.accept ?? '').includes('text/html')) {
      void reply.send({ type: `/problems/${name}`, ...page });
      return;
    }
    const [title, text] = [escaped(page.title[language]), escaped(page.text[language])];
    void reply
      .header('content-type', 'text/html; charset=utf-8')
      .header('content-language', language)
      .send(
        `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>${title}</title><h1>${title}</h1><p>${text}</p></html>`,
      );
  }
}

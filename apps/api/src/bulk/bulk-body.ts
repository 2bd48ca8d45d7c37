import type { Readable } from 'node:stream';
import { TABLE_FORMATS } from '@ledger/bulk';
import type { FastifyInstance } from 'fastify';
import { PREFIX } from '../openapi/prefix';
import { problem } from '../problems/api-problem';

/** Where files of rows are uploaded. */
const BULK_UPLOADS = 'bulk/uploads';

/** Files are left on the line until whoever sends them is known to be allowed to; every other door refuses them unread. */
export function takeTables(fastify: FastifyInstance): void {
  for (const type of Object.keys(TABLE_FORMATS))
    fastify.addContentTypeParser(type, (request, payload, done) => {
      if (request.routeOptions.url?.startsWith(`${PREFIX}/${BULK_UPLOADS}/`)) done(null, payload);
      else done(problem(415, 'media-type', '请求体须为 application/json。', 'The body must be application/json.'));
    });
}

/** Reads an uploaded file, up to a limit. */
export async function tableBytes(body: unknown, most: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let length = 0;
  // Without a body there is none to read, and no parser was asked.
  for await (const piece of (body ?? []) as Readable) {
    length += (piece as Buffer).length;
    if (length > most)
      throw problem(413, 'too-large', '文件过大；请分成几个文件。', 'The file is too large; split it.');
    pieces.push(piece as Buffer);
  }
  if (length === 0) throw problem(400, 'bulk-file', '文件为空。', 'The file is empty.');
  return Buffer.concat(pieces);
}

import { calculateObjectSize, deserialize, serialize, type DeserializeOptions } from 'bson';
import type { Doc } from '../store/doc';

/**
 * Framing of https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/: a header of four little-endian int32
 * (length, request id, response to, opcode), then OP_MSG, or OP_QUERY for the first hello of a driver.
 */
const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const HEADER_BYTES = 16;
const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;

/** maxMessageSizeBytes of the server. */
export const MESSAGE_BYTES_MAX = 48_000_000;
export const DOCUMENT_BYTES_MAX = 16 * 1024 * 1024;

/** Numbers become JS numbers where one holds them exactly; bytes stay `Binary`. */
const READING: DeserializeOptions = { promoteLongs: true, promoteBuffers: false, validation: { utf8: true } };

export interface Request {
  readonly id: number;
  readonly legacy: boolean;
  readonly body: Doc;
  /** The sender wants no answer (an unacknowledged write). */
  readonly silent: boolean;
}

/** Collects what a socket gives into whole messages. */
export class FrameReader {
  private chunks: Buffer[] = [];
  private size = 0;

  /** @throws RangeError for a length that no message has */
  take(chunk: Buffer): Request[] {
    this.chunks.push(chunk);
    this.size += chunk.length;
    const requests: Request[] = [];
    while (this.size >= HEADER_BYTES) {
      const [first] = this.chunks as [Buffer];
      let all = first.length >= 4 ? first : this.joined();
      const length = all.readInt32LE(0);
      if (length < HEADER_BYTES || length > MESSAGE_BYTES_MAX) throw new RangeError(`a message of ${length} bytes`);
      if (this.size < length) break;
      all = this.joined();
      this.chunks = all.length > length ? [all.subarray(length)] : [];
      this.size -= length;
      requests.push(parse(all.subarray(0, length)));
    }
    return requests;
  }

  private joined(): Buffer {
    const all = this.chunks.length === 1 ? (this.chunks[0] as Buffer) : Buffer.concat(this.chunks);
    this.chunks = [all];
    return all;
  }
}

function parse(message: Buffer): Request {
  const id = message.readInt32LE(4);
  const opcode = message.readInt32LE(12);
  if (opcode === OP_MSG) return { id, legacy: false, ...parseMsg(message) };
  if (opcode !== OP_QUERY) throw new RangeError(`opcode ${opcode} is not known`);
  // flags, full collection name, skip, number to return, then the document
  const nameEnd = message.indexOf(0, HEADER_BYTES + 4);
  const body: Doc = deserialize(documentAt(message, nameEnd + 1 + 8), READING);
  body['$db'] ??= message.toString('utf8', HEADER_BYTES + 4, nameEnd).split('.')[0];
  return { id, legacy: true, body, silent: false };
}

function parseMsg(message: Buffer): Pick<Request, 'body' | 'silent'> {
  const flags = message.readUInt32LE(HEADER_BYTES);
  const end = message.length - (flags & CHECKSUM_PRESENT ? 4 : 0);
  let at = HEADER_BYTES + 4;
  let body: Doc = {};
  const sequences: Doc = {};
  while (at < end) {
    const kind = message[at];
    at += 1;
    if (kind === 0) {
      const document = documentAt(message, at);
      body = deserialize(document, READING);
      at += document.length;
    } else if (kind === 1) {
      const sequenceEnd = at + message.readInt32LE(at);
      const nameEnd = message.indexOf(0, at + 4);
      const documents: unknown[] = [];
      for (let next = nameEnd + 1; next < sequenceEnd;) {
        const document = documentAt(message, next);
        documents.push(deserialize(document, READING));
        next += document.length;
      }
      sequences[message.toString('utf8', at + 4, nameEnd)] = documents;
      at = sequenceEnd;
    } else throw new RangeError(`a section of kind ${kind}`);
  }
  return { body: { ...body, ...sequences }, silent: (flags & MORE_TO_COME) !== 0 };
}

function documentAt(message: Buffer, at: number): Buffer {
  const length = message.readInt32LE(at);
  if (length < 5 || at + length > message.length) throw new RangeError(`a document of ${length} bytes`);
  return message.subarray(at, at + length);
}

let lastId = 0;

/** The answer in the form in which the question came. */
export function encodeReply(request: Request, body: Doc): Buffer {
  const document = serialize(body, { ignoreUndefined: true });
  const prefix = request.legacy ? 20 : 5;
  const head = Buffer.alloc(HEADER_BYTES + prefix);
  lastId = (lastId + 1) % 0x7fffffff;
  head.writeInt32LE(head.length + document.length, 0);
  head.writeInt32LE(lastId, 4);
  head.writeInt32LE(request.id, 8);
  head.writeInt32LE(request.legacy ? OP_REPLY : OP_MSG, 12);
  // OP_REPLY: flags (await capable), cursor id, starting from, number returned. OP_MSG: no flags, one body section.
  if (request.legacy) {
    head.writeInt32LE(8, HEADER_BYTES);
    head.writeInt32LE(1, HEADER_BYTES + 16);
  }
  return Buffer.concat([head, document]);
}

export const sizeOf = (document: Doc): number => calculateObjectSize(document, { ignoreUndefined: true });

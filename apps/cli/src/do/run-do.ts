import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type { Answer, CommandRequest } from '@ledger/commanding';
import { normaliseUuid, type Actor } from '@ledger/kernel';
import { showAnswer } from '../frame/answer-words';
import type { Call } from '../frame/cli-command';
import type { ExitCode } from '../frame/exit-codes';
import { writing } from '../frame/open-ledger';
import { CallRefused } from '../frame/problem';
import { Service } from '../service/service';
import { serviceAddress } from '../service/service-address';
import { actorIn, argumentOf, countIn, instantIn, textOf } from '../frame/values';

export async function runDo(call: Call): Promise<ExitCode> {
  const id = textOf(call, 'id');
  const service = await serviceOf(call);
  const request: CommandRequest = {
    id: id === undefined ? randomUUID() : (normaliseUuid(id) ?? id),
    command: argumentOf(call, 0),
    data: parsed(await dataOf(call)),
    actor: service?.actor ?? actorOf(call),
    at: instantIn(call, 'at'),
    ifMatch: countIn(call, 'ifMatch', Number.MAX_SAFE_INTEGER),
  };
  const file = textOf(call, 'file');
  const bytes = file === undefined ? undefined : await readFile(file);
  return showAnswer(call.terminal, await give(call, request, bytes, service));
}

/** The service that the call names, if it names one. */
export async function serviceOf(call: Call): Promise<Service | undefined> {
  const address = await serviceAddress(call);
  return address && (await Service.at(address));
}

/** Executes one command, keeps the file of its document, and waits until what follows from it has happened. */
export async function give(call: Call, request: CommandRequest, file?: Uint8Array, service?: Service): Promise<Answer> {
  if (service) return service.give(file ? await naming(request, () => service.handIn(file)) : request);
  return writing(call, {}, async (execute, ask, { parts: { vault, background } }) => {
    const kept = file && (() => vault.putDocument(`file-${request.id}`, file));
    const answer = await execute(kept ? await naming(request, kept) : request);
    if (answer.position !== undefined) {
      await background.processed(answer.position);
      await ask(() => undefined, answer.position);
    }
    return answer;
  });
}

/** The same command, its document naming the file by the digest under which the vault keeps it. */
async function naming(request: CommandRequest, keep: () => Promise<string>): Promise<CommandRequest> {
  const data = request.data as { readonly document?: unknown } | null;
  const document = data?.document;
  if (typeof document !== 'object' || document === null)
    throw new CallRefused('no-document', {
      zh: '数据中没有 document，文件无处可附。',
      en: 'The data has no document that the file could belong to.',
    });
  return { ...request, data: { ...data, document: { ...document, sha256: await keep() } } };
}

/** Who acts: a command line has no sign-in, so it must be said. */
export function actorOf(call: Call): Actor {
  const actor = actorIn(call, 'actor') ?? actorIn({ ...call, options: { actor: call.env['LEDGER_ACTOR'] } }, 'actor');
  if (!actor)
    throw new CallRefused('no-actor', {
      zh: '请用 --actor 角色:单位:编号(或 LEDGER_ACTOR)说明操作人。',
      en: 'Say who acts with --actor ROLE:UNIT:ID (or LEDGER_ACTOR).',
    });
  return actor;
}

const dataOf = async (call: Call): Promise<string> => {
  const given = argumentOf(call, 1);
  return given === '-' ? text(process.stdin) : given;
};

/** The parser's own message would repeat the data, which may be personal. */
export function parsed(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    throw new CallRefused('invalid-json', { zh: '数据不是有效的 JSON。', en: 'The data is not valid JSON.' });
  }
}

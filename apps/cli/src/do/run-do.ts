import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type { Answer, CommandRequest } from '@ledger/commanding';
import { normaliseUuid, type Actor } from '@ledger/kernel';
import type { Ledger } from '@ledger/runtime';
import { showAnswer } from '../frame/answer-words';
import type { Call } from '../frame/cli-command';
import type { ExitCode } from '../frame/exit-codes';
import { writing } from '../frame/open-ledger';
import { CallRefused } from '../frame/problem';
import { actorIn, argumentOf, countIn, instantIn, textOf } from '../frame/values';

export async function runDo(call: Call): Promise<ExitCode> {
  const id = textOf(call, 'id');
  const request: CommandRequest = {
    id: id === undefined ? randomUUID() : (normaliseUuid(id) ?? id),
    command: argumentOf(call, 0),
    data: parsed(await dataOf(call)),
    actor: actorOf(call),
    at: instantIn(call, 'at'),
    ifMatch: countIn(call, 'ifMatch', Number.MAX_SAFE_INTEGER),
  };
  const file = textOf(call, 'file');
  const bytes = file === undefined ? undefined : await readFile(file);
  return showAnswer(call.terminal, await give(call, request, bytes));
}

/** Executes one command, keeps the file of its document, and waits until what follows from it has happened. */
export async function give(call: Call, request: CommandRequest, file?: Uint8Array): Promise<Answer> {
  return writing(call, {}, async (execute, ask, ledger) => {
    const answer = await execute(file ? await withFile(ledger, request, file) : request);
    if (answer.position !== undefined) {
      await ledger.parts.processes.caughtUp(answer.position);
      await ask(() => undefined, answer.position);
    }
    return answer;
  });
}

/** The same command, its document naming the file by the digest under which the vault keeps it. */
async function withFile({ parts }: Ledger, request: CommandRequest, file: Uint8Array): Promise<CommandRequest> {
  const data = request.data as { readonly document?: unknown } | null;
  const document = data?.document;
  if (typeof document !== 'object' || document === null)
    throw new CallRefused('no-document', {
      zh: '数据中没有 document，文件无处可附。',
      en: 'The data has no document that the file could belong to.',
    });
  const sha256 = await parts.vault.putDocument(`file-${request.id}`, file);
  return { ...request, data: { ...data, document: { ...document, sha256 } } };
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

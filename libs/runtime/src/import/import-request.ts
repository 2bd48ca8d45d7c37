import { invalid, type Answer, type CommandRequest } from '@ledger/commanding';
import { normaliseInstant, normaliseUuid, type Actor } from '@ledger/kernel';
import type { InputLine } from './input-lines';

/** What one line asks for, or why it asks for nothing. An id that is none stands as ''. */
export type Asked = { readonly request: CommandRequest } | { readonly answer: Answer };

/** What a line is made of: `{"id","at","actor":{"id","role","unit"},"command","data"}`; `at` may be absent. */
const MEMBERS = new Set(['id', 'at', 'actor', 'command', 'data']);

const FAULTS: Readonly<Record<NonNullable<InputLine['fault']>, readonly [string, string]>> = {
  'too-long': ['该行超过长度上限，未读取。', 'The line is longer than the limit and was not read.'],
  'not-utf8': ['该行不是 UTF-8 文本。', 'The line is not UTF-8 text.'],
};

/** Reads a line. Its values are never repeated in the answer: they may be personal. */
export function askedBy(line: InputLine, operator: Actor | undefined): Asked {
  if (line.fault) return faulty('', line.fault, ...FAULTS[line.fault]);
  const text = line.text ?? '';
  if (text.trim() === '') return faulty('', 'empty-line', '该行为空。', 'The line is empty.');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return faulty('', 'invalid-json', '该行不是有效的 JSON。', 'The line is not valid JSON.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return faulty('', 'invalid-line', '该行须为 JSON 对象。', 'The line must be a JSON object.');
  return requestOf(value as Readonly<Record<string, unknown>>, operator);
}

function requestOf(value: Readonly<Record<string, unknown>>, operator: Actor | undefined): Asked {
  const { at, actor, command, data } = value;
  // Two spellings of one id must not make two commands.
  const id = typeof value['id'] === 'string' ? (normaliseUuid(value['id']) ?? '') : '';
  if (id === '') return faulty('', 'invalid-id', '命令编号 id 须为 UUID。', 'The id of the command must be a UUID.');
  if (Object.keys(value).some((name) => !MEMBERS.has(name)))
    return faulty(
      id,
      'unknown-member',
      `该行只能含 ${[...MEMBERS].join('、')}。`,
      `A line may hold ${[...MEMBERS].join(', ')} and nothing else.`,
    );
  if (at !== undefined && typeof at !== 'string')
    return faulty(id, 'invalid-time', '业务时间 at 须为 ISO 8601 时刻。', 'The time `at` must be an ISO 8601 instant.');
  return {
    request: {
      id,
      // The gateway checks what it is given: wrong types become its own invalid answers.
      command: command as string,
      data,
      actor: actor as Actor,
      ...(at === undefined ? {} : { at: normaliseInstant(at) ?? at }),
      ...(operator ? { operator } : {}),
    },
  };
}

const faulty = (id: string, type: string, zh: string, en: string): Asked => ({ answer: invalid(id, type, zh, en) });

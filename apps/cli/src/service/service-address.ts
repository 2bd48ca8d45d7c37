import { readFile } from 'node:fs/promises';
import type { Call, CliOption } from '../frame/cli-command';
import { CallRefused } from '../frame/problem';
import { textOf } from '../frame/values';

/** Options of every command that a service can be asked to execute. */
export const SERVICE_OPTIONS: readonly CliOption[] = [
  {
    flags: '--url <address>',
    about: {
      zh: '经由正在运行的服务办理(默认 LEDGER_URL)，如 http://127.0.0.1:8080；操作人是令牌持有人',
      en: 'through the service that runs there (default LEDGER_URL), such as http://127.0.0.1:8080; who acts is the holder of the token',
    },
  },
  {
    flags: '--token-file <file>',
    about: { zh: '令牌文件(默认取 LEDGER_TOKEN)', en: 'file with the token (default LEDGER_TOKEN)' },
  },
];

/** 服务地址: where a service is, and the token it is to be shown. */
export interface ServiceAddress {
  readonly url: string;
  readonly token: string;
}

const LOCAL = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** The service that the call names; undefined where it means the folder itself. */
export async function serviceAddress(call: Call): Promise<ServiceAddress | undefined> {
  const text = textOf(call, 'url') ?? call.env['LEDGER_URL'];
  if (!text) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    throw new CallRefused('invalid-url', {
      zh: '--url 须为 http 或 https 地址。',
      en: '--url must be an http or https address.',
    });
  if (url.protocol === 'http:' && !LOCAL.has(url.hostname))
    throw new CallRefused('plain-http', {
      zh: '令牌不经明文 http 发往其他机器；请用 https。',
      en: 'A token is not sent to another machine in plain http; use https.',
    });
  return { url: url.origin, token: await tokenOf(call) };
}

async function tokenOf(call: Call): Promise<string> {
  const file = textOf(call, 'tokenFile');
  const token = file === undefined ? call.env['LEDGER_TOKEN'] : await readFile(file, 'utf8');
  if (token?.trim()) return token.trim();
  throw new CallRefused('no-token', {
    zh: '经由服务办理须有令牌：用 --token-file 或 LEDGER_TOKEN 给出。',
    en: 'A service wants a token: give it by --token-file or LEDGER_TOKEN.',
  });
}

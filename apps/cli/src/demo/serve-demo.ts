import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { developmentToken } from '@ledger/runtime/sign-in/development-key';
import { ROLES, type Role } from '@ledger/streams/authority';
import { ORGANISATIONS } from '@ledger/simulation';
import type { Call } from '../frame/cli-command';
import { EXIT, type ExitCode } from '../frame/exit-codes';
import { CallRefused } from '../frame/problem';

const SERVICE = join(__dirname, '../../../api/src/main.js');
const TOKEN_HOURS = 12;
/** Acts for a county where a role belongs to one. */
const COUNTY = 'XC-411002';
const OF_THE_CITY = new Set<Role>(['POLICY_ADMIN', 'CATALOGUE_ADMIN', 'FUND_ADMIN', 'AUDITOR']);

/** Serves the demonstration's ledger until it is ended, with a token for each role at hand. */
export async function serveDemo({ terminal, folder, env }: Call, outbox: string): Promise<ExitCode> {
  const { PATH, HOME, LEDGER_PORT = '8080' } = env;
  const service = spawn(process.execPath, [SERVICE], {
    env: { PATH, HOME, LEDGER_DATA: folder, LEDGER_OUTBOX: outbox, LEDGER_PORT },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(service, 'exit') as Promise<[number | null]>;
  const lines = createInterface({ input: service.stdout });
  const first = await Promise.race([once(lines, 'line') as Promise<[string]>, ended.then(() => undefined)]);
  if (!first)
    throw new CallRefused(
      'service',
      { zh: '服务未能启动；见上文。', en: 'The service did not start; see above.' },
      EXIT.unusable,
    );
  const { listening, docs } = JSON.parse(first[0]) as { readonly listening: string; readonly docs: string };
  terminal.line();
  terminal.say({
    zh: `服务在 ${listening}/api/v1，文档在 ${docs}`,
    en: `serving ${listening}/api/v1, documents at ${docs}`,
  });
  terminal.say({ zh: `每个角色的令牌（${TOKEN_HOURS} 小时）：`, en: `a token for each role (${TOKEN_HOURS} hours):` });
  for (const role of Object.keys(ROLES) as Role[]) {
    const unit = unitOf(role);
    if (unit === undefined) continue;
    const token = await developmentToken(folder, { id: `${role.toLowerCase()}-demo`, role, unit }, TOKEN_HOURS * 3600);
    terminal.line(`${role.padEnd(16)} ${unit.padEnd(19)} ${token}`);
  }
  terminal.say({ zh: '按 Ctrl-C 结束', en: 'Ctrl-C ends it' });
  // Ctrl-C reaches the service too; it finishes what it has accepted, and so do we.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => service.kill('SIGTERM'));
  const [code] = await ended;
  return code === 0 ? EXIT.ok : EXIT.broken;
}

/** Where somebody of the role works; undefined for who does not sign in here: the system, and learners, whose tokens need an ID number. */
function unitOf(role: Role): string | undefined {
  const { kind } = ROLES[role];
  if (kind === 'organisation')
    return ORGANISATIONS.find((each) => (each.roles as readonly string[]).includes(role))?.uscc;
  if (kind === 'staff') return OF_THE_CITY.has(role) ? 'XC' : COUNTY;
  return role === 'BANK' ? 'BANK' : undefined;
}

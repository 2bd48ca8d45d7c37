import { isRole } from '@ledger/streams/authority';
import { developmentToken } from '@ledger/runtime/sign-in/development-key';
import type { Call } from '../frame/cli-command';
import { EXIT, type ExitCode } from '../frame/exit-codes';
import { CallRefused } from '../frame/problem';
import { actorOf } from '../do/run-do';
import { countIn } from '../frame/values';

const USUAL_MINUTES = 60;
const MOST_MINUTES = 24 * 60;

export async function runToken(call: Call): Promise<ExitCode> {
  if (call.env['LEDGER_PRODUCTION'])
    throw new CallRefused('production', {
      zh: '正式环境不签发开发令牌。',
      en: 'Production signs no development tokens.',
    });
  const actor = actorOf(call);
  if (!isRole(actor.role) || actor.role === 'SYSTEM')
    throw new CallRefused('unknown-role', {
      zh: `没有可登录的角色 ${actor.role.slice(0, 32)}。`,
      en: `There is no role ${actor.role.slice(0, 32)} that signs in.`,
    });
  const minutes = Math.max(1, countIn(call, 'minutes', MOST_MINUTES) ?? USUAL_MINUTES);
  const token = await developmentToken(call.folder, actor, minutes * 60);
  if (call.terminal.json) call.terminal.document({ token, minutes });
  else call.terminal.line(token);
  return EXIT.ok;
}

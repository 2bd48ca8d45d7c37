import { userInfo } from 'node:os';
import type { Actor } from '@ledger/kernel';
import type { Call } from './cli-command';
import { actorIn } from './values';

/** Who runs this program: as the option says, else LEDGER_OPERATOR, else the user of this machine. */
export function operatorOf(call: Call, option: string): Actor {
  const given = actorIn(call, option);
  if (given) return given;
  const fromEnvironment = call.env['LEDGER_OPERATOR'];
  if (fromEnvironment) {
    const named = actorIn({ ...call, options: { [option]: fromEnvironment } }, option);
    if (named) return named;
  }
  return { id: userInfo().username.slice(0, 64), role: 'SYSTEM', unit: 'XC' };
}

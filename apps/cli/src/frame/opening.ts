import type { Actor } from '@ledger/kernel';
import type { Call, CliOption } from './cli-command';
import type { Text } from './language';
import { CallRefused } from './problem';
import { actorIn, textOf } from './values';

/** The options of a command that can open what is sealed. */
export const REVEAL_OPTIONS = (about: Text): readonly CliOption[] => [
  { flags: '--reveal', about },
  {
    flags: '--actor <role:unit:id>',
    about: { zh: '何人查看(--reveal 必填)', en: 'who looks (needed for --reveal)' },
  },
  { flags: '--why <text>', about: { zh: '查看原因(--reveal 必填)', en: 'why (needed for --reveal)' } },
];

/** Who opens what is sealed, and why: both or nothing. */
export function openingIn(call: Call): { readonly actor: Actor; readonly why: string } | undefined {
  if (call.options['reveal'] !== true) return undefined;
  const [actor, why] = [actorIn(call, 'actor'), textOf(call, 'why')?.trim()];
  if (!actor || !why)
    throw new CallRefused('no-purpose', {
      zh: '--reveal 须同时说明何人(--actor)与原因(--why)。',
      en: '--reveal needs who (--actor) and why (--why).',
    });
  return { actor, why };
}

import { normaliseInstant, type Actor, type Instant } from '@ledger/kernel';
import { momentOf } from '@ledger/streams/replay/moment';
import type { Call } from './cli-command';
import { CallRefused } from './problem';

/** An option that is not given, or its text. */
export function textOf(call: Call, option: string): string | undefined {
  const value = call.options[option];
  return typeof value === 'string' ? value : undefined;
}

/** A required argument: its declaration has it checked before. */
export const argumentOf = (call: Call, index: number): string => call.arguments[index] ?? '';

/** A moment: an instant with its offset, or a date meant to its end in Asia/Shanghai. */
export function momentIn(call: Call, option: string): Instant | undefined {
  const text = textOf(call, option);
  if (text === undefined) return undefined;
  const moment = momentOf(text);
  if (moment === undefined)
    throw new CallRefused('invalid-moment', {
      zh: `--${kebab(option)} 须为日期(YYYY-MM-DD)或带时区的时刻。`,
      en: `--${kebab(option)} must be a date (YYYY-MM-DD) or an instant with its offset.`,
    });
  return moment;
}

/** An instant; undefined when it is not given. */
export function instantIn(call: Call, option: string): Instant | undefined {
  const text = textOf(call, option);
  if (text === undefined) return undefined;
  const instant = normaliseInstant(text);
  if (instant === undefined)
    throw new CallRefused('invalid-instant', {
      zh: `--${kebab(option)} 须为带时区的时刻，如 2020-06-01T09:00:00+08:00。`,
      en: `--${kebab(option)} must be an instant with its offset, such as 2020-06-01T09:00:00+08:00.`,
    });
  return instant;
}

/** A whole number of at least 0 and at most `most`. */
export function countIn(call: Call, option: string, most: number): number | undefined {
  const text = textOf(call, option);
  if (text === undefined) return undefined;
  const count = Number(text);
  if (!/^\d+$/.test(text) || count > most)
    throw new CallRefused('invalid-number', {
      zh: `--${kebab(option)} 须为 0 到 ${most} 的整数。`,
      en: `--${kebab(option)} must be a whole number from 0 to ${most}.`,
    });
  return count;
}

const ACTOR = /^([A-Z_]+):([^:]+):([^:]+)$/;

/** An actor as `ROLE:UNIT:ID`, such as `CLERK:XC-411002:clerk-1`. */
export function actorIn(call: Call, option: string): Actor | undefined {
  const text = textOf(call, option);
  if (text === undefined) return undefined;
  const [, role, unit, id] = ACTOR.exec(text) ?? [];
  if (!role || !unit || !id)
    throw new CallRefused('invalid-actor', {
      zh: `--${kebab(option)} 的写法是 角色:单位:编号，如 CLERK:XC-411002:clerk-1。`,
      en: `--${kebab(option)} is written ROLE:UNIT:ID, such as CLERK:XC-411002:clerk-1.`,
    });
  return { id, role, unit };
}

const kebab = (option: string): string => option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Shown where a name cannot be read any more. */
const UNREADABLE = '***';

/** 脱敏姓名: the first character of a name, and the last where it has three or more; the dots between its parts stay. */
export function maskedName(name: string | undefined): string {
  const characters = Array.from(name ?? '');
  if (characters.length === 0) return UNREADABLE;
  if (characters.length === 1) return '*';
  const last = characters.length > 2 ? characters.length - 1 : 0;
  return characters.map((each, i) => (i === 0 || i === last || each === '·' ? each : '*')).join('');
}

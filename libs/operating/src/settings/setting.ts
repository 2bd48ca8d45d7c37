/** 配置项: one setting of the service, read from the environment once, at the start. */
export interface Setting<T> {
  readonly name: string;
  readonly zh: string;
  readonly en: string;
  /** As it would be written; undefined where it must be given, or may be absent. */
  readonly usual?: string;
  /** The value, or what it must be like: in Chinese and English. */
  read(text: string): { readonly value: T } | { readonly zh: string; readonly en: string };
}

export type Read<T> = Setting<T>['read'];

export const anyText: Read<string> = (text) => ({ value: text });
export const list: Read<readonly string[]> = (text) => ({
  value: text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== ''),
});

export const whole =
  (least: number, most: number): Read<number> =>
  (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return { value };
    return { zh: `须为 ${least} 至 ${most} 的整数`, en: `must be a whole number from ${least} to ${most}` };
  };

export const oneOf =
  <T extends string>(...values: readonly T[]): Read<T> =>
  (text) =>
    values.includes(text as T)
      ? { value: text as T }
      : { zh: `须为 ${values.join('、')} 之一`, en: `must be one of ${values.join(', ')}` };

export const address: Read<string> = (text) => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isLocal = url?.hostname === 'localhost' || url?.hostname === '127.0.0.1';
  if (url && (url.protocol === 'https:' || (url.protocol === 'http:' && isLocal))) return { value: text };
  return { zh: '须为 https 地址（本机可用 http）', en: 'must be an https address (http on this machine only)' };
};

/** Of another service on the same network, which need not speak TLS. */
export const webAddress: Read<string> = (text) => {
  const { protocol = '' } = URL.canParse(text) ? new URL(text) : {};
  if (protocol === 'http:' || protocol === 'https:') return { value: text };
  return { zh: '须为 http 或 https 地址', en: 'must be an http or https address' };
};

export const share: Read<number> = (text) => {
  const value = Number(text);
  if (/^\d(\.\d+)?$/.test(text) && value <= 1) return { value };
  return { zh: '须为 0 至 1 的小数', en: 'must be a decimal from 0 to 1' };
};

export const setting = <T>(
  name: string,
  usual: string | undefined,
  read: Read<T>,
  zh: string,
  en: string,
): Setting<T> & { readonly name: string } => ({ name, ...(usual === undefined ? {} : { usual }), read, zh, en });

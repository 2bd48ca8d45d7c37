import { SETTINGS, type Setting } from './settings.table';

type Values = {
  readonly [K in keyof typeof SETTINGS]: (typeof SETTINGS)[K] extends Setting<infer T> ? T | undefined : never;
};
/** Settings that have a usual value are always there. */
type Usual =
  | 'folder'
  | 'host'
  | 'port'
  | 'signIn'
  | 'algorithms'
  | 'clockSkewS'
  | 'keysCooldownS'
  | 'roleClaim'
  | 'unitClaim'
  | 'idNumberClaim'
  | 'requestsPerMinute'
  | 'refusalsPerHour'
  | 'bodyBytes'
  | 'fileBytes'
  | 'bulkBytes'
  | 'bulkKeepHours'
  | 'deadlineMs';

/** 配置: everything that the environment may decide, checked. */
export type Configuration = Omit<Values, Usual> & { readonly [K in Usual]: NonNullable<Values[K]> };

/** The token under which it is injected. */
export const CONFIGURATION = Symbol('configuration');

/** One setting that is wrong, and what it must be like. The value itself is not repeated: it may be a secret. */
export interface WrongSetting {
  readonly name: string;
  readonly zh: string;
  readonly en: string;
}

/** Everything that is wrong, at once. */
export class ConfigurationRefused extends Error {
  constructor(readonly wrong: readonly WrongSetting[]) {
    super(wrong.map(({ name, en }) => `${name} ${en}`).join('; '));
    this.name = 'ConfigurationRefused';
  }
}

/**
 * Reads the environment.
 * @throws ConfigurationRefused
 */
export function configurationOf(env: Readonly<Record<string, string | undefined>>): Configuration {
  const wrong: WrongSetting[] = [];
  const values: Record<string, unknown> = {};
  for (const [key, { name, usual, read }] of Object.entries<Setting<unknown>>(SETTINGS)) {
    const text = env[name] === undefined || env[name] === '' ? usual : env[name];
    if (text === undefined) continue;
    const found = read(text);
    if ('value' in found) values[key] = found.value;
    else wrong.push({ name, ...found });
  }
  // Each value was read by the setting of its own name.
  const configuration = values as unknown as Configuration;
  const told = new Set(wrong.map(({ name }) => name));
  wrong.push(...together(configuration).filter(({ name }) => !told.has(name)));
  if (wrong.length > 0) throw new ConfigurationRefused(wrong);
  return configuration;
}

/** What settings must be like together. */
function together({ signIn, issuer, audience, production }: Configuration): WrongSetting[] {
  const wrong: WrongSetting[] = [];
  if (signIn === 'oidc') {
    const missing = { zh: '使用 oidc 登录时必须填写', en: 'must be given where sign-in is oidc' };
    if (issuer === undefined) wrong.push({ name: SETTINGS.issuer.name, ...missing });
    if (audience === undefined) wrong.push({ name: SETTINGS.audience.name, ...missing });
  }
  if (production !== undefined && signIn === 'local')
    wrong.push({
      name: SETTINGS.signIn.name,
      zh: '正式环境不接受本机开发密钥，须为 oidc',
      en: 'must be oidc in production: anybody with the development key could be anybody',
    });
  return wrong;
}

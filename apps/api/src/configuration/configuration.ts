import { readSettings, storesTogether, type ValuesOf, type WrongSetting } from '@ledger/operating';
import { SETTINGS } from './settings.table';

type Values = ValuesOf<typeof SETTINGS>;
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

/**
 * Reads the environment.
 * @throws ConfigurationRefused
 */
export const configurationOf = (env: Readonly<Record<string, string | undefined>>): Configuration =>
  // What has a usual value is there.
  readSettings(SETTINGS, env, (values) => [...signInTogether(values), ...storesTogether(values)]) as Configuration;

/** What settings of the sign-in must be like together. */
function signInTogether({ signIn, issuer, audience, production }: Values): WrongSetting[] {
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

import { anyText, LEDGER_SETTINGS, readSettings, setting, storesTogether, whole } from '@ledger/operating';
import type { ValuesOf, WrongSetting } from '@ledger/operating';

const SETTINGS = {
  ...LEDGER_SETTINGS,
  host: setting('LEDGER_WORKER_HOST', '127.0.0.1', anyText, '健康检查监听地址', 'address of the health checks'),
  port: setting('LEDGER_WORKER_PORT', '8081', whole(0, 65_535), '健康检查监听端口', 'port of the health checks'),
};

type Values = ValuesOf<typeof SETTINGS>;
export type Configuration = Values & { readonly [K in 'host' | 'port']: NonNullable<Values[K]> };

/** @throws ConfigurationRefused */
export const configurationOf = (env: Readonly<Record<string, string | undefined>>): Configuration =>
  // What has a usual value is there.
  readSettings(SETTINGS, env, (values) => [...storesTogether(values), ...isShared(values)]) as Configuration;

/** The embedded ledger is one process, which does all of this itself. */
function isShared({ store = 'sqlite' }: Values): WrongSetting[] {
  if (store !== 'sqlite') return [];
  return [
    {
      name: SETTINGS.store.name,
      zh: '须为 eventstoredb：嵌入式台账由服务进程自己更新视图，不用 worker',
      en: 'must be eventstoredb: the embedded ledger is one process, which needs no worker',
    },
  ];
}

import { STORE_VARIABLES } from '@ledger/runtime';
import { anyText, oneOf, setting, share, webAddress } from './setting';

/** 台账配置: what every process that opens a ledger is told, whatever else it does. */
export const LEDGER_SETTINGS = {
  folder: setting('LEDGER_DATA', './data', anyText, '台账目录', 'folder of the ledger'),
  outbox: setting('LEDGER_OUTBOX', undefined, anyText, '代发文件目录', 'folder for payment files'),
  masterKeyFile: setting('LEDGER_MASTER_KEY_FILE', undefined, anyText, '主密钥文件', 'file of the master key'),
  production: setting('LEDGER_PRODUCTION', undefined, oneOf('1', 'true'), '正式环境', 'production rules'),
  store: setting(
    STORE_VARIABLES.store,
    undefined,
    anyText,
    '事件日志：sqlite 或 eventstoredb',
    'the log: sqlite or eventstoredb',
  ),
  views: setting(STORE_VARIABLES.views, undefined, anyText, '视图：sqlite 或 mongodb', 'the views: sqlite or mongodb'),
  eventStoreUrl: setting(
    STORE_VARIABLES.eventStoreUrl,
    undefined,
    anyText,
    'EventStoreDB 连接串',
    'connection string of EventStoreDB',
  ),
  mongoUrl: setting(STORE_VARIABLES.mongoUrl, undefined, anyText, 'MongoDB 连接串', 'connection string of MongoDB'),
  vaultUrl: setting(
    STORE_VARIABLES.vaultUrl,
    undefined,
    anyText,
    '密钥库的 MongoDB 连接串（默认与视图同库）',
    'connection string of the vault’s MongoDB, where it is not that of the views',
  ),
  tracesTo: setting(
    'OTEL_EXPORTER_OTLP_ENDPOINT',
    undefined,
    webAddress,
    '追踪数据的接收地址（OTLP/HTTP）；不填则不追踪',
    'collector that is told of traces, OTLP over HTTP; none where absent',
  ),
  tracesShare: setting('OTEL_TRACES_SAMPLER_ARG', '1', share, '追踪的比例', 'share of all traces that is told'),
} as const;

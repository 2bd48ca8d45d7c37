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

type Read<T> = Setting<T>['read'];

const anyText: Read<string> = (text) => ({ value: text });
const list: Read<readonly string[]> = (text) => ({
  value: text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== ''),
});

const whole =
  (least: number, most: number): Read<number> =>
  (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return { value };
    return { zh: `须为 ${least} 至 ${most} 的整数`, en: `must be a whole number from ${least} to ${most}` };
  };

const oneOf =
  <T extends string>(...values: readonly T[]): Read<T> =>
  (text) =>
    values.includes(text as T)
      ? { value: text as T }
      : { zh: `须为 ${values.join('、')} 之一`, en: `must be one of ${values.join(', ')}` };

const address: Read<string> = (text) => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isLocal = url?.hostname === 'localhost' || url?.hostname === '127.0.0.1';
  if (url && (url.protocol === 'https:' || (url.protocol === 'http:' && isLocal))) return { value: text };
  return { zh: '须为 https 地址（本机可用 http）', en: 'must be an https address (http on this machine only)' };
};

/** Only algorithms whose verifying key is public: with a shared secret every verifier could sign. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
const algorithms: Read<readonly string[]> = (text) => {
  const read = list(text);
  if ('value' in read && read.value.length > 0 && read.value.every((each) => ALGORITHMS.includes(each))) return read;
  return {
    zh: `须为公钥算法，以逗号分隔：${ALGORITHMS.join(', ')}`,
    en: `must be algorithms with public keys, separated by commas: ${ALGORITHMS.join(', ')}`,
  };
};

const setting = <T>(
  name: string,
  usual: string | undefined,
  read: Read<T>,
  zh: string,
  en: string,
): Setting<T> & { readonly name: string } => ({ name, ...(usual === undefined ? {} : { usual }), read, zh, en });

/** 全部配置: by the name that the program uses; `name` is the variable's. */
export const SETTINGS = {
  folder: setting('LEDGER_DATA', './data', anyText, '台账目录', 'folder of the ledger'),
  outbox: setting('LEDGER_OUTBOX', undefined, anyText, '代发文件目录', 'folder for payment files'),
  masterKeyFile: setting('LEDGER_MASTER_KEY_FILE', undefined, anyText, '主密钥文件', 'file of the master key'),
  production: setting('LEDGER_PRODUCTION', undefined, oneOf('1', 'true'), '正式环境', 'production rules'),
  host: setting('LEDGER_HOST', '127.0.0.1', anyText, '监听地址', 'address to listen on'),
  port: setting('LEDGER_PORT', '8080', whole(0, 65_535), '监听端口', 'port to listen on'),
  signIn: setting(
    'LEDGER_SIGN_IN',
    'local',
    oneOf('oidc', 'local'),
    '登录方式：oidc 为身份服务，local 为本机开发密钥',
    'sign-in: oidc by an identity provider, local by a development key',
  ),
  issuer: setting('OIDC_ISSUER', undefined, address, '身份服务地址', 'issuer of the tokens'),
  audience: setting('OIDC_AUDIENCE', undefined, anyText, '令牌受众', 'audience of the tokens'),
  jwksUri: setting(
    'OIDC_JWKS_URI',
    undefined,
    address,
    '公钥地址（默认由发现文档得知）',
    'keys, where discovery does not tell',
  ),
  algorithms: setting('OIDC_ALGORITHMS', 'RS256,ES256', algorithms, '允许的签名算法', 'algorithms accepted'),
  clockSkewS: setting('OIDC_CLOCK_SKEW_S', '30', whole(0, 300), '允许的时钟偏差（秒）', 'clock skew allowed, seconds'),
  keysCooldownS: setting(
    'OIDC_KEYS_COOLDOWN_S',
    '30',
    whole(0, 3_600),
    '遇未知密钥时重取公钥的最小间隔（秒）',
    'least time between two fetches of keys for tokens that name an unknown one, seconds',
  ),
  roleClaim: setting('OIDC_ROLE_CLAIM', 'ledger_role', anyText, '角色声明', 'claim with the role'),
  unitClaim: setting('OIDC_UNIT_CLAIM', 'ledger_unit', anyText, '单位声明', 'claim with the unit or organisation'),
  idNumberClaim: setting(
    'OIDC_ID_NUMBER_CLAIM',
    'id_number',
    anyText,
    '劳动者身份证号声明',
    'claim with a learner’s ID number',
  ),
  requestsPerMinute: setting(
    'LEDGER_REQUESTS_PER_MINUTE',
    '1200',
    whole(1, 1_000_000),
    '每人每分钟请求数',
    'requests a minute, each client',
  ),
  refusalsPerHour: setting(
    'LEDGER_REFUSALS_PER_HOUR',
    '600',
    whole(1, 1_000_000),
    '每人每小时不予办理数',
    'refusals an hour, each client',
  ),
  bodyBytes: setting(
    'LEDGER_BODY_BYTES',
    '1048576',
    whole(1_024, 16_777_216),
    '请求体上限（字节）',
    'largest request body, bytes',
  ),
  fileBytes: setting(
    'LEDGER_FILE_BYTES',
    '16777216',
    whole(1_024, 67_108_864),
    '依据文件原件上限（字节）',
    'largest file of a document, bytes',
  ),
  bulkBytes: setting(
    'LEDGER_BULK_BYTES',
    '8388608',
    whole(1_024, 67_108_864),
    '批量上传文件上限（字节）',
    'largest file of a bulk upload, bytes',
  ),
  bulkKeepHours: setting(
    'LEDGER_BULK_KEEP_HOURS',
    '24',
    whole(1, 720),
    '未提交的批量上传保留时间（小时）',
    'how long a bulk upload waits for its commit, hours',
  ),
  deadlineMs: setting(
    'LEDGER_DEADLINE_MS',
    '30000',
    whole(1_000, 300_000),
    '每个请求的时限（毫秒）',
    'deadline of a request, milliseconds',
  ),
  corsOrigins: setting(
    'LEDGER_CORS_ORIGINS',
    undefined,
    list,
    '允许跨域的来源（默认无）',
    'origins allowed across sites (none)',
  ),
} as const;

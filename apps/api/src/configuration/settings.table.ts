import { address, anyText, LEDGER_SETTINGS, list, oneOf, setting, whole, type Read } from '@ledger/operating';

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

/** 全部配置: by the name that the program uses; `name` is the variable's. */
export const SETTINGS = {
  ...LEDGER_SETTINGS,
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

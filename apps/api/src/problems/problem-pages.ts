import type { Label } from '@ledger/kernel';
import { ruleById, RULES_CATALOGUE } from '@ledger/streams';

/** 问题目录: what a problem type means and what to do, for the page under its URI. */
export interface ProblemPage {
  readonly name: string;
  readonly status: number;
  readonly title: Label;
  readonly text: Label;
}

const page = (
  name: string,
  status: number,
  ...[zh, en, textZh, textEn]: readonly [string, string, string, string]
): ProblemPage => ({
  name,
  status,
  title: { zh, en },
  text: { zh: textZh, en: textEn },
});

const GENERAL: readonly ProblemPage[] = [
  page(
    'not-signed-in',
    401,
    '未登录',
    'Not signed in',
    '令牌缺失、过期、算法不符或不是发给本系统的。',
    'The token is missing, expired, of another algorithm or for another audience.',
  ),
  page(
    'not-found',
    404,
    '查无此项',
    'Not found',
    '没有这一内容，或不在您的可见范围。',
    'There is no such thing, or none that you may see.',
  ),
  page('method-not-allowed', 405, '方法不符', 'Method not allowed', '请核对接口文档。', 'See the API document.'),
  page('malformed-request', 400, '请求格式有误', 'Malformed request', '请核对接口文档。', 'See the API document.'),
  page(
    'invalid-data',
    400,
    '数据不合格式',
    'Invalid data',
    'errors 逐项列出有误的字段；未写入任何内容。',
    'The errors list each wrong field; nothing was written.',
  ),
  page(
    'file-missing',
    400,
    '缺少文件原件',
    'File missing',
    '命令所引依据文件的 sha256 没有对应的原件；请先存入原件。未写入任何内容。',
    'A document of the command names by its sha256 a file that was not handed in; hand it in first. Nothing was written.',
  ),
  page(
    'invalid-query',
    400,
    '查询参数有误',
    'Invalid query',
    'errors 逐项列出有误的参数。',
    'The errors list each wrong parameter.',
  ),
  page(
    'idempotency-key',
    400,
    '缺少幂等键',
    'Idempotency-Key',
    '每个命令须带 Idempotency-Key；重试用同一个键。',
    'Every command carries an Idempotency-Key; a retry carries the same.',
  ),
  page(
    'if-match',
    400,
    'If-Match 有误',
    'If-Match',
    '须为带引号的版本号，如 "7"。',
    'It is a version in quotes, such as "7".',
  ),
  page('invalid-id', 400, '编号有误', 'Invalid id', '编号须为 UUID。', 'The id must be a UUID.'),
  page(
    'invalid-time',
    400,
    '时间有误',
    'Invalid time',
    '时间须为 UTC 时刻，如 2020-10-15T00:30:00.000Z。',
    'A time is a UTC instant such as 2020-10-15T00:30:00.000Z.',
  ),
  page(
    'invalid-actor',
    400,
    '操作人有误',
    'Invalid actor',
    '须以工号和单位编码登录。',
    'Who acts signs in by a staff id and the code of a unit.',
  ),
  page('unknown-command', 400, '没有这一命令', 'Unknown command', '请核对命令名称。', 'Check the name of the command.'),
  page(
    'future-time',
    400,
    '业务时间在未来',
    'Time in the future',
    '业务时间不得晚于现在五分钟以上。',
    'A business time lies no more than five minutes in the future.',
  ),
  page(
    'foreign-actor',
    400,
    '他人操作',
    'Act of another',
    '只有启用之前的历史可由他人录入。',
    'Only history of before the go-live is brought in by others.',
  ),
  page(
    'command-id-reused',
    422,
    '幂等键已用于其他内容',
    'Key used with other data',
    '换一个新的 Idempotency-Key。',
    'Use a new Idempotency-Key.',
  ),
  page(
    'in-progress',
    409,
    '正在办理',
    'In progress',
    '同一键的命令正在办理；稍后用同一键查询。',
    'The command with this key is under way; send it again soon.',
  ),
  page('precondition-failed', 412, '版本已变', 'Changed meanwhile', '刷新后重新办理。', 'Reload and try again.'),
  page('contended', 503, '争用', 'Contended', '稍后用同一键重试。', 'Try again with the same key.'),
  page('not-durable', 503, '未能落盘', 'Not durable', '稍后用同一键重试。', 'Try again with the same key.'),
  page('unavailable', 503, '暂不可用', 'Unavailable', '稍后用同一键重试。', 'Try again with the same key.'),
  page('views-behind', 503, '视图未到', 'Views behind', '稍后再查。', 'Ask again.'),
  page(
    'position-ahead',
    400,
    '位置不存在',
    'No such position',
    'after 须为已答复的位置。',
    'after is a position that was answered.',
  ),
  page(
    'bulk-file',
    400,
    '文件不能读取',
    'File cannot be read',
    'errors 列出列名、编码或结构上的问题；未保存任何内容。模板见 /api/v1/bulk/templates/。',
    'The errors list what is wrong with columns, encoding or structure; nothing was kept. Templates: /api/v1/bulk/templates/.',
  ),
  page(
    'bulk-media-type',
    415,
    '文件类型',
    'Type of file',
    '批量上传接受 xlsx、text/csv 和 application/x-ndjson。',
    'A bulk upload is xlsx, text/csv or application/x-ndjson.',
  ),
  page(
    'bulk-bad-rows',
    409,
    '文件有误',
    'Bad rows',
    '改正所列单元格后重新上传，或以 skipBad=true 略过有误的行。',
    'Correct the cells listed and upload again, or leave their rows out with skipBad=true.',
  ),
  page(
    'bulk-state',
    409,
    '作业状态不符',
    'State of the job',
    '作业已提交、取消或过期。',
    'The job was committed or cancelled, or has expired.',
  ),
  page(
    'bad-cells',
    422,
    '该行有误',
    'Row with bad cells',
    '该行有误，提交时按要求略过，未办理。',
    'The row has bad cells and was left out, as the commit asked.',
  ),
  page('too-large', 413, '请求体过大', 'Too large', '分批提交。', 'Send it in parts.'),
  page(
    'media-type',
    415,
    '媒体类型',
    'Media type',
    '请求体须为 application/json。',
    'The body must be application/json.',
  ),
  page('too-many-requests', 429, '请求过多', 'Too many requests', '按 Retry-After 等待。', 'Wait as Retry-After says.'),
  page(
    'too-many-refusals',
    429,
    '不予办理过多',
    'Too many refusals',
    '请先核对规则，按 Retry-After 等待。',
    'See the rules first, and wait as Retry-After says.',
  ),
  page('broken', 500, '程序故障', 'Failure', '已记录；请联系管理员。', 'It has been noted; tell the operator.'),
];

/** Every problem type: the general ones, and one for each rule of the catalogue. */
export const PROBLEM_PAGES: readonly ProblemPage[] = [
  ...GENERAL,
  ...RULES_CATALOGUE.map(({ ruleId, title, text }) => ({ name: ruleId, status: 422, title, text })),
];

const byName = new Map(PROBLEM_PAGES.map((each) => [each.name, each]));
const UNKNOWN: Label = { zh: '问题', en: 'Problem' };

export const pageNamed = (name: string): ProblemPage | undefined => byName.get(name);

/** The title of a problem type, `/problems/…`. */
export const titleOf = (type: string): Label => {
  const name = type.replace(/^\/problems\//, '');
  return byName.get(name)?.title ?? ruleById(name)?.title ?? UNKNOWN;
};

import {
  CERTIFICATE_KIND_LABELS,
  CLAIM_BASIS_LABELS,
  isValidInstant,
  PAYEE_KIND_LABELS,
  PERSON_CATEGORY_LABELS,
  TRAINING_NATURE_LABELS,
  UNITS,
  type Json,
  type Label,
} from '@ledger/kernel';
import {
  BATCH_STATUS_LABELS,
  CASE_STATUS_LABELS,
  CHANGE_LABELS,
  CLASS_STATUS_LABELS,
  FLAG_LABELS,
  OUTCOME_LABELS,
  PUBLICITY_STATUS_LABELS,
  ROLE_LABELS,
} from '@ledger/views/labels';
import type { Terminal } from '../frame/terminal';
import { withoutCiphers } from '@ledger/runtime/questions/without-ciphers';
import { localTime, money } from '../frame/words';

type Names = Readonly<Record<string, Label>>;

const name = (zh: string, en: string): Label => ({ zh, en });

/** What a decision looked at on other streams. */
const FACT_NAMES: Names = {
  age: name('年龄', 'age'),
  available: name('可用余额', 'available'),
  availableFen: name('可用余额', 'available'),
  categories: name('当日人员类别', 'categories on the day'),
  clock: name('台账时钟', 'clock of the ledger'),
  document: name('文件', 'document'),
  drawFrom: name('资金出处', 'drawn on'),
  freeFen: name('班期可支用余额', 'left of what the class holds'),
  listedOn: name('按此日核对目录', 'listed as of'),
  listing: name('目录状况', 'listing'),
  nameMatches: name('户名与姓名一致', 'account is in the name of the payee'),
  occupation: name('职业', 'occupation'),
  otherSlots: name('其他个案已占次数', 'subsidies taken by other cases'),
  passed: name('考核合格', 'passed'),
  project: name('培训项目', 'project'),
  registered: name('人员已登记', 'person is registered'),
  registeredAt: name('省系统登记时间', 'registered at'),
  slots: name('已占次数', 'subsidies taken'),
  startsAt: name('开班时间', 'start'),
  startsOn: name('开班日', 'start of the class'),
  status: name('状态', 'status'),
  step: name('个案环节', 'step of the case'),
  trainingNature: name('培训性质', 'nature of the training'),
};

/** Members of what a rule was judged on. */
const MEMBER_NAMES: Names = {
  ...FACT_NAMES,
  amountFen: name('金额', 'amount'),
  application: name('申请日期', 'application'),
  approvedOn: name('核准日', 'approved on'),
  at: name('办理时间', 'at'),
  basis: name('年度口径', 'year counted by'),
  caseId: name('个案', 'case'),
  category: name('人员类别', 'category'),
  certificateIssue: name('发证日期', 'certificate issue'),
  counts: name('已占次数', 'taken'),
  days: name('天数', 'days'),
  dedupeKey: name('职业与等级', 'occupation and level'),
  drawn: name('已支用个案', 'cases that drew'),
  due: name('应有学时', 'hours due'),
  endsOn: name('结业日', 'end'),
  evidenceKind: name('证明材料', 'evidence'),
  exceptionId: name('名额例外', 'exception'),
  filedOn: name('备案日', 'filed on'),
  first: name('前一人', 'first'),
  firstDay: name('公示首日', 'first day'),
  held: name('已上学时', 'hours held'),
  heldBy: name('已享受个案', 'held by case'),
  hours: name('学时', 'hours'),
  inScope: name('在业务范围内', 'in scope'),
  kind: name('种类', 'kind'),
  lastDay: name('公示末日', 'last day'),
  lastOn: name('末日', 'last on'),
  lastStepAt: name('上一环节时间', 'last step at'),
  latestOn: name('最迟备案日', 'latest on'),
  lead: name('提前工作日数', 'working days ahead'),
  level: name('等级', 'level'),
  levels: name('项目等级', 'levels of the project'),
  limitFen: name('上限', 'limit'),
  listed: name('在目录内', 'listed'),
  max: name('每年上限', 'limit a year'),
  minDays: name('最少天数', 'least days'),
  minHours: name('最少学时', 'least hours'),
  noPension: name('未按月领取养老金', 'draws no pension'),
  on: name('日期', 'on'),
  payeeKind: name('收款人', 'payee'),
  payment: name('拨付日期', 'payment'),
  person: name('人员', 'person'),
  projectId: name('培训项目', 'project'),
  providers: name('承办主体', 'run by'),
  proposedBy: name('提出人', 'proposed by'),
  rateId: name('标准', 'rate'),
  REAL_NAME: name('就业创业实名制管理系统', 'real-name employment system'),
  roles: name('角色', 'roles'),
  second: name('后一人', 'second'),
  sessions: name('课次', 'sessions'),
  suspended: name('暂停', 'suspended'),
  taken: name('已用', 'taken'),
  today: name('当日', 'today'),
  TRAINING_INFO: name('省职业培训信息管理服务系统', 'provincial training information system'),
  trainingEnd: name('结业日期', 'end of training'),
  uscc: name('信用代码', 'credit code'),
  validFrom: name('有效期起', 'valid from'),
  validTo: name('有效期止', 'valid to'),
  verifiedBy: name('核验单位', 'verified by'),
  year: name('年度', 'year'),
  years: name('所属年度', 'year'),
};

/** Codes as values. */
const CODES: Names = {
  ...CERTIFICATE_KIND_LABELS,
  ...PERSON_CATEGORY_LABELS,
  ...TRAINING_NATURE_LABELS,
  ...CLAIM_BASIS_LABELS,
  ...BATCH_STATUS_LABELS,
  ...PUBLICITY_STATUS_LABELS,
  ...CLASS_STATUS_LABELS,
  ...CASE_STATUS_LABELS,
  ...CHANGE_LABELS,
  ...FLAG_LABELS,
  ...OUTCOME_LABELS,
  ...ROLE_LABELS,
  ...PAYEE_KIND_LABELS,
  ...UNITS,
  application: name('申请日期', 'application'),
  certificateIssue: name('发证日期', 'certificate issue'),
  payment: name('拨付日期', 'payment'),
  trainingEnd: name('结业日期', 'end of training'),
  TRAINING_INFO: name('省职业培训信息管理服务系统', 'provincial training information system'),
  REAL_NAME: name('就业创业实名制管理系统', 'real-name employment system'),
  class: name('班期', 'the class'),
  fund: name('资金账户', 'the fund line'),
  none: name('无', 'none'),
  real: name('真实时钟', 'real'),
  review: name('提示复核', 'flagged for review'),
  refuse: name('拒绝', 'refused'),
  simulated: name('模拟时钟', 'simulated'),
  unlisted: name('不在目录', 'not listed'),
  valid: name('有效', 'valid'),
};

const NOTHING = name('无', 'none');
const YES_NO = { true: name('是', 'yes'), false: name('否', 'no') } as const;

/** Rules whose bare number is an amount, fen. */
const RULES_OF_MONEY: readonly string[] = ['A-071', 'A-071-line', 'A-071-class'];

const nameOf = (terminal: Terminal, names: Names, code: string): string => {
  const known = Object.hasOwn(names, code) ? names[code] : undefined;
  return known ? terminal.text(known) : code;
};

/** A value in words: codes by their names, sums in yuan, instants by the clocks of Xuchang, never a ciphertext. */
function inWords(terminal: Terminal, value: unknown, member = ''): string {
  if (value === null || value === undefined) return terminal.text(NOTHING);
  if (typeof value === 'boolean') return terminal.text(YES_NO[`${value}`]);
  if (typeof value === 'number') return member.endsWith('Fen') || member === 'available' ? money(value) : String(value);
  if (typeof value === 'string') return isValidInstant(value) ? localTime(value) : nameOf(terminal, CODES, value);
  const [comma, colon] = terminal.language === 'zh' ? ['、', '：'] : [', ', ': '];
  if (Array.isArray(value)) {
    if (value.length === 0) return terminal.text(NOTHING);
    return value.map((each) => inWords(terminal, each, member)).join(comma);
  }
  return Object.entries(value)
    .map(([key, each]) => {
      const words = inWords(terminal, each, key);
      const nested = typeof each === 'object' && each !== null && !Array.isArray(each);
      return `${nameOf(terminal, MEMBER_NAMES, key)}${colon}${nested ? `(${words})` : words}`;
    })
    .join(terminal.language === 'zh' ? '；' : '; ');
}

export const ruleValueWords = (terminal: Terminal, ruleId: string, value: Json): string =>
  inWords(terminal, withoutCiphers(value), RULES_OF_MONEY.includes(ruleId) ? 'amountFen' : '');

export const factWords = (terminal: Terminal, fact: { readonly name: string; readonly value: Json }): string =>
  `${nameOf(terminal, FACT_NAMES, fact.name)} = ${inWords(terminal, withoutCiphers(fact.value), fact.name)}`;

import type { Label } from '@ledger/kernel';
import { STEP_NAMES } from '../case';

const label = (zh: string, en: string): Label => ({ zh, en });

const OPEN_PROPOSAL = {
  open: label('待另一人决定', 'waiting for another person'),
  approved: label('已批准', 'approved'),
  declined: label('已不予批准', 'declined'),
};

/** 办理对象及其状态: what commands act on, and where it may stand later. */
export const SUBJECTS = {
  document: {
    name: label('政策文件', 'policy document'),
    stages: {
      published: label('已发布', 'published'),
      'relied-on': label('已有参数或标准据此设定', 'relied on by a parameter or rate'),
      withdrawn: label('已撤回', 'withdrawn'),
    },
  },
  parameter: {
    name: label('参数', 'parameter'),
    stages: { set: label('已设定', 'set'), withdrawn: label('已撤回', 'withdrawn') },
  },
  rate: {
    name: label('补贴标准', 'rate'),
    stages: {
      added: label('已录入、尚未执行', 'added, not in force yet'),
      'in-force': label('已执行', 'in force'),
      proposed: label('确认待另一人决定', 'its confirmation waits for another person'),
      confirmed: label('已确认', 'confirmed'),
      ended: label('已定截止日', 'its end is set'),
      withdrawn: label('已撤回', 'withdrawn'),
    },
  },
  calendar: {
    name: label('工作日历', 'working calendar'),
    stages: { published: label('已发布', 'published'), replaced: label('已重新发布', 'published anew') },
  },
  entry: {
    name: label('目录条目', 'catalogue entry'),
    stages: {
      listed: label('在目录', 'listed'),
      delisted: label('已移出目录', 'de-listed'),
      withdrawn: label('条目已撤回', 'withdrawn as an error'),
    },
  },
  organisation: {
    name: label('机构', 'organisation'),
    stages: {
      registered: label('已登记', 'registered'),
      listed: label('在名单', 'listed'),
      rescoped: label('范围已调整', 'its scope changed'),
      suspended: label('已暂停', 'suspended'),
      lifted: label('已恢复', 'its suspension lifted'),
      delisted: label('已移出名单', 'de-listed'),
      withdrawn: label('条目已撤回', 'the entry withdrawn'),
    },
  },
  'organisation-account': {
    name: label('机构账户变更', 'change of an organisation’s account'),
    stages: OPEN_PROPOSAL,
  },
  person: { name: label('人员', 'person'), stages: { registered: label('已登记', 'registered') } },
  'person-correction': { name: label('人员信息更正', 'correction of a person'), stages: OPEN_PROPOSAL },
  category: {
    name: label('人员类别', 'category of a person'),
    stages: { recorded: label('已登记', 'recorded'), withdrawn: label('已撤回', 'withdrawn') },
  },
  exception: {
    name: label('名额例外', 'exception to the yearly limit'),
    stages: {
      ...OPEN_PROPOSAL,
      used: label('已被申请使用', 'used by a claim'),
      withdrawn: label('已撤回', 'withdrawn'),
    },
  },
  key: { name: label('密钥销毁', 'destruction of a key'), stages: OPEN_PROPOSAL },
  'city-line': { name: label('市级专账', 'city line'), stages: { open: label('已设立', 'open') } },
  allotment: {
    name: label('资金分配', 'allotment'),
    stages: {
      unused: label('未动用', 'not used'),
      used: label('已被班期占用', 'encumbered by a class'),
      returned: label('已退回', 'returned'),
    },
  },
  interest: {
    name: label('利息', 'interest'),
    stages: { recorded: label('已入账', 'recorded'), reversed: label('已冲回', 'reversed') },
  },
  'fund-correction': { name: label('资金更正', 'correction of a fund line'), stages: OPEN_PROPOSAL },
  class: {
    name: label('班期', 'class'),
    stages: {
      filed: label('已备案、待核准', 'filed, waiting for approval'),
      returned: label('已退回', 'returned'),
      approved: label('已核准', 'approved'),
      started: label('已开班', 'started'),
      taught: label('已上课并记考勤', 'a session held, attendance recorded'),
      finished: label('已结业', 'finished'),
      assessed: label('已登记考核结果', 'results recorded'),
      claimed: label('已有申请支用资金', 'a claim has drawn on it'),
      closed: label('已结清', 'closed'),
      cancelled: label('已取消', 'cancelled'),
    },
  },
  amendment: {
    name: label('班期变更', 'amendment of a class'),
    stages: { ...OPEN_PROPOSAL, started: label('班期已开班', 'the class has started') },
  },
  reopening: { name: label('撤回结清', 'reopening of a class'), stages: OPEN_PROPOSAL },
  publicity: {
    name: label('公示', 'publicity of a list'),
    stages: {
      open: label('公示中', 'open'),
      closed: label('公示期满', 'closed'),
      confirmed: label('名单内已有确认', 'a claim of the list was confirmed'),
      withdrawn: label('已撤回', 'withdrawn'),
    },
  },
  case: {
    name: label('个案', 'case'),
    stages: {
      enrolled: STEP_NAMES.enrolled,
      certified: label('已登记证书', 'certificate recorded'),
      submitted: STEP_NAMES.submitted,
      supplements: STEP_NAMES.supplements,
      accepted: STEP_NAMES.accepted,
      'first-reviewed': STEP_NAMES['first-reviewed'],
      'second-reviewed': STEP_NAMES['second-reviewed'],
      publicity: STEP_NAMES.publicity,
      'publicity-ended': STEP_NAMES['publicity-ended'],
      confirmed: STEP_NAMES.confirmed,
      'in-batch': label('已列入批次', 'in a batch'),
      'at-bank': label('已发往银行', 'at the bank'),
      paid: label('已拨付', 'paid'),
      returned: label('退票、待重发', 'sent back by the bank'),
      rejected: STEP_NAMES.rejected,
      withdrawn: STEP_NAMES.withdrawn,
      revoked: STEP_NAMES.revoked,
      voided: STEP_NAMES.voided,
    },
  },
  'case-correction': {
    name: label('个案更正建议', 'proposed correction of a case'),
    stages: { ...OPEN_PROPOSAL, withdrawn: label('已由提出人撤回', 'withdrawn by its proposer') },
  },
  recovery: {
    name: label('追回', 'recovery'),
    stages: {
      open: label('追回中', 'open'),
      partly: label('已追回一部分', 'recovered in part'),
      closed: label('已全部追回并办结', 'recovered in full and closed'),
      'written-off': label('已核销', 'written off'),
    },
  },
  batch: {
    name: label('拨付批次', 'batch'),
    stages: {
      made: label('已编制、待复核', 'made, waiting for its check'),
      checked: label('已复核、待签发', 'checked, waiting for its signature'),
      signed: label('已签发、待发送', 'signed, waiting to be dispatched'),
      dispatched: label('已发送、待回盘', 'dispatched, waiting for the bank'),
      answered: label('已回盘', 'answered by the bank'),
      cancelled: label('已取消', 'cancelled'),
    },
  },
} as const satisfies Readonly<
  Record<string, { readonly name: Label; readonly stages: Readonly<Record<string, Label>> }>
>;

export type SubjectId = keyof typeof SUBJECTS;
export type StageOf<S extends SubjectId> = keyof (typeof SUBJECTS)[S]['stages'] & string;

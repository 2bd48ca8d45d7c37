import type { Label } from '@ledger/kernel';

/** 列: a field of a row with its heading. Amounts are whole fen, instants UTC. */
export interface Column extends Label {
  readonly field: string;
}

const column = (field: string, zh: string, en: string): Column => ({ field, zh, en });

const KEY = column('key', '编号', 'Id');
const UNIT = column('unit', '管理单位', 'Unit');
const STATUS = column('status', '状态', 'Status');
const SINCE = column('since', '自', 'Since');
const INSTITUTION = column('institution', '培训机构', 'Institution');
const DUE = column('dueFen', '应付（分）', 'Due (fen)');
const PAID = column('paidFen', '已支付（分）', 'Paid (fen)');

/** 导出列, by list: what may be exported of its rows, in this order. None of it is a personal value. */
export const EXPORT_COLUMNS: Readonly<Record<string, readonly Column[]>> = {
  cases: [
    KEY,
    column('person', '人员假名', 'Pseudonym'),
    UNIT,
    column('classId', '班期', 'Class'),
    INSTITUTION,
    column('projectId', '项目', 'Project'),
    column('programme', '培训计划', 'Programme'),
    column('startsOn', '开班日期', 'Starts on'),
    STATUS,
    SINCE,
    column('acceptedOn', '受理日期', 'Accepted on'),
    DUE,
    PAID,
    column('inTransitFen', '在途（分）', 'In transit (fen)'),
    column('owedFen', '退票待付（分）', 'Owed (fen)'),
    column('recoveredFen', '已追回（分）', 'Recovered (fen)'),
    column('openRecoveryFen', '待追回（分）', 'To be recovered (fen)'),
    column('payeeKind', '收款方', 'Payee'),
  ],
  'case-counts': [UNIT, STATUS, column('cases', '个案数', 'Cases'), DUE],
  classes: [
    KEY,
    UNIT,
    INSTITUTION,
    column('projectId', '项目', 'Project'),
    STATUS,
    SINCE,
    column('startsOn', '开班日期', 'Starts on'),
    column('finishedOn', '结业日期', 'Finished on'),
    column('enrolled', '在册人数', 'Enrolled'),
    column('plannedHours', '计划课时', 'Planned hours'),
    column('heldFen', '占用（分）', 'Held (fen)'),
    column('drawnFen', '已用（分）', 'Drawn (fen)'),
    column('freeFen', '可用（分）', 'Free (fen)'),
  ],
  organisations: [
    KEY,
    column('name', '名称', 'Name'),
    UNIT,
    column('ownership', '性质', 'Ownership'),
    column('registeredAt', '登记时间', 'Registered at'),
  ],
  'publicity-lists': [
    KEY,
    UNIT,
    STATUS,
    SINCE,
    column('firstDay', '首日', 'First day'),
    column('lastDay', '末日', 'Last day'),
    column('closedOn', '结束日期', 'Closed on'),
    column('digest', '名单摘要', 'Digest'),
    column('openedBy', '发起人', 'Opened by'),
  ],
  batches: [
    KEY,
    UNIT,
    column('fundSource', '资金来源', 'Fund source'),
    STATUS,
    SINCE,
    column('lineCount', '笔数', 'Lines'),
    column('totalFen', '合计（分）', 'Total (fen)'),
    column('pendingFen', '待回盘（分）', 'Not answered (fen)'),
    PAID,
    column('backFen', '退回（分）', 'Sent back (fen)'),
    column('fileName', '支付文件', 'File'),
  ],
  queue: [
    column('queue', '队列', 'Queue'),
    column('stream', '事项', 'Matter'),
    UNIT,
    SINCE,
    column('dueOn', '期限', 'Due on'),
    column('which', '内容', 'Which'),
    column('amountFen', '金额（分）', 'Amount (fen)'),
  ],
  refusals: [
    KEY,
    column('ruleId', '规则', 'Rule'),
    column('clause', '条款', 'Clause'),
    column('zh', '说明', 'Why (Chinese)'),
    column('en', '说明（英文）', 'Why'),
    column('name', '命令', 'Command'),
    column('target', '对象', 'Subject'),
    column('actorId', '经办人', 'Who'),
    column('role', '角色', 'Role'),
    UNIT,
    column('occurredAt', '业务时间', 'Business time'),
    column('position', '日志位置', 'Position'),
  ],
  'person-times': [
    column('programme', '培训计划', 'Programme'),
    column('trainingNature', '培训性质', 'Nature'),
    UNIT,
    column('year', '年度', 'Year'),
    column('completed', '完成培训', 'Completed'),
    column('approved', '审定', 'Approved'),
    column('paid', '已支付', 'Paid'),
  ],
};

import { FUND_SOURCES, LEVELS, PROGRAMME_IDS, PROGRAMMES, TRAINING_NATURES } from '@ledger/kernel';
import { YEAR_BASES } from '../../vocabulary';
import {
  count,
  day,
  fen,
  oneOf,
  percent,
  percentEach,
  sameness,
  someOf,
  upskilling,
  type ValueShape,
  window,
  yesOrNo,
} from './value-shape';

export interface ParameterSheetEntry {
  readonly zh: string;
  readonly en: string;
  readonly takes: ValueShape;
}

const MILLION_YUAN = 100_000_000;
const THOUSAND_MILLION_YUAN = 100_000_000_000;
const programmesWithShare = PROGRAMME_IDS.filter((id) => PROGRAMMES[id].upskillingMinPercent !== undefined);

const entry = (zh: string, en: string, takes: ValueShape): ParameterSheetEntry => ({ zh, en, takes });

/** 参数表 (section G): every number of the rules that a document may change. A key that is not here is refused, so no rule ever misses a value by a typing error. */
export const PARAMETER_SHEET: Readonly<Record<string, ParameterSheetEntry>> = {
  'plan.window': entry('行动期间', 'window of the plan', window),
  'fund.total': entry('专账资金总额', 'total of the special account', fen(THOUSAND_MILLION_YUAN)),
  'fund.firstClassStart': entry('可用专账支付的最早开班日', 'first class start that the special account pays', day),
  'quota.perPersonPerYear': entry('每人每年补贴次数上限', 'subsidies per person and year', count(0, 100)),
  'quota.yearBasis': entry('年度口径', 'date that decides the year of the quota', oneOf(...YEAR_BASES)),
  'quota.exceptionAllowed': entry('是否允许次数例外', 'whether exceptions to the quota are allowed', yesOrNo),
  'quota.counts': entry(
    '计入次数的补贴种类',
    'subsidies that count',
    someOf('TRAINING', 'APPRENTICESHIP', 'ON_JOB_TRAINING', 'EVALUATION'),
  ),
  'dedupe.key': entry('重复享受的判定', 'what makes two subsidies the same', sameness),
  'rule.blockLowerLevel': entry(
    '已有高等级再申领低等级',
    'a lower level after a higher one',
    oneOf('off', 'review', 'refuse'),
  ),
  'ojt.rate': entry('以工代训补贴标准', 'on-the-job training, per person and month', fen(MILLION_YUAN)),
  'ojt.maxMonths': entry('以工代训最长月数', 'on-the-job training, months at most', count(0, 60)),
  'ojt.minEmploymentMonthsA': entry('以工代训甲类最短就业月数', 'months of employment, branch A', count(0, 60)),
  'ojt.minEmploymentMonthsB': entry('以工代训乙类最短就业月数', 'months of employment, branch B', count(0, 60)),
  'ojt.exclusiveWith': entry(
    '与以工代训互斥的培训性质',
    'natures exclusive with on-the-job training',
    someOf(...TRAINING_NATURES),
  ),
  'advance.maxRate': entry('预拨最高比例', 'largest advance', percent),
  'advance.eligible': entry(
    '可预拨的班级',
    'classes that may be advanced',
    someOf('ENTERPRISE_TRAINING', 'INSTITUTION_PROJECT_BASED'),
  ),
  'equip.rate': entry('设备补助比例', 'equipment grant', percent),
  'equip.cap.base': entry('实训基地设备补助上限', 'equipment grant of a base, at most', fen(MILLION_YUAN)),
  'equip.cap.studio': entry('大师工作室设备补助上限', 'equipment grant of a studio, at most', fen(MILLION_YUAN)),
  'equip.fund': entry('设备补助资金来源', 'fund of the equipment grant', oneOf(...FUND_SOURCES)),
  'school.publicFundsMax': entry(
    '职业院校培训收入纳入公用经费的上限',
    'share of training income into public funds',
    percent,
  ),
  'enterprise.frontlineMin': entry('职工教育经费用于一线职工的下限', 'share for front-line workers', percent),
  'catalogue.supplementMax': entry('补充目录职业数上限', 'supplementary occupations at most', count(0, 1_000)),
  'catalogue.cumulative': entry('补充目录是否累计', 'whether de-listed supplementary occupations count', yesOrNo),
  'catalogue.newOccupationMajorGroups': entry(
    '纳入目录的新职业大类',
    'major groups of new occupations',
    someOf(1, 2, 3, 4, 5, 6, 7, 8),
  ),
  'share.min': entry('技能提升培训占比下限', 'least share of upskilling', percentEach(programmesWithShare)),
  'skillUpgrade.definition': entry(
    '技能提升培训的界定',
    'what counts as upskilling',
    upskilling(LEVELS, TRAINING_NATURES),
  ),
  'highSkilled.levels': entry('高技能人才等级', 'levels of high skill', someOf(...LEVELS)),
  'attendance.min': entry('最低出勤率', 'least attendance', percent),
  'hours.preJob': entry('岗前培训最少学时', 'class hours of pre-job training', count(0, 10_000)),
  'hours.specialAbility': entry('专项职业能力最少学时', 'class hours for a special ability', count(0, 10_000)),
  'hours.seniorTechnicianRefresherDays': entry(
    '高级技师研修最少天数',
    'days of a senior technician’s refresher',
    count(0, 366),
  ),
  'claim.windowMonths': entry('申请期限', 'months in which to claim', count(0, 120)),
  'class.filingLeadWorkingDays': entry('开班备案提前工作日', 'working days between filing and start', count(0, 60)),
  'accept.workingDays': entry('受理期限', 'working days for acceptance', count(0, 60)),
  'review.workingDays': entry('审核期限', 'working days for review', count(0, 60)),
  'objection.workingDays': entry('异议处理期限', 'working days for an objection', count(0, 60)),
  'publicity.workingDays': entry('公示期', 'working days of publicity', count(1, 60)),
  'publicity.countFirstDay': entry('公示首日是否计入', 'whether the first day of publicity counts', yesOrNo),
  'payment.maxDaysAfterPublicity': entry('公示后拨付期限', 'days from publicity to payment', count(0, 366)),
  'report.dueWorkingDay': entry('月报截止工作日', 'working day on which the monthly report is due', count(1, 23)),
  'disclosure.period': entry('公开周期', 'periods of disclosure', someOf('MONTHLY', 'QUARTERLY', 'YEARLY')),
  'age.min': entry('最低年龄', 'least age', count(0, 150)),
  'age.max': entry('最高年龄', 'greatest age', count(0, 150)),
  'age.pensionExcludes': entry('领取养老金者是否除外', 'whether a pension excludes', yesOrNo),
  'retention.voucher': entry('凭证保管年限', 'years for vouchers', count(0, 100)),
  'retention.bankStatement': entry('银行对账单保管年限', 'years for bank statements', count(0, 100)),
  'retention.video': entry('教学影像保管年限', 'years for videos', count(0, 100)),
  'retention.logs': entry('日志保管月数', 'months for logs', count(6, 1_200)),
};

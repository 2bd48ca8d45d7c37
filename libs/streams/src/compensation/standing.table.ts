import { declare, each, none, over, refusing, undone, unreached, type Answer, type Declared } from './answer';
import type { StageOf } from './subjects.table';

const overtaken = none('此后已重新办理', 'it was done anew since');

/** A catalogue's entries: what is listed, and de-listed, in error. */
const entryOf = (what: 'Project' | 'Occupation'): Declared[] => [
  declare('entry', `List${what}`, {
    ...each(['listed', 'delisted'], undone(`Withdraw${what}Listing`)),
    withdrawn: over(`Withdraw${what}Listing`, 'A-084', '条目已撤回', 'the entry was withdrawn already'),
  }),
  declare('entry', `Delist${what}`, {
    listed: overtaken,
    delisted: undone(`Withdraw${what}Delisting`),
    withdrawn: over(`Withdraw${what}Delisting`, 'A-084', '条目已撤回', 'the entry was withdrawn'),
  }),
  declare('entry', `Withdraw${what}Listing`, {
    ...each(['listed', 'delisted'], overtaken),
    withdrawn: undone(`List${what}`),
  }),
  declare('entry', `Withdraw${what}Delisting`, {
    listed: undone(`Delist${what}`),
    delisted: overtaken,
    withdrawn: over(`Delist${what}`, 'A-084', '条目已撤回', 'the entry was withdrawn'),
  }),
];

type OrgStage = StageOf<'organisation'>;

const ORG_STAGES: readonly OrgStage[] = [
  'registered',
  'listed',
  'rescoped',
  'suspended',
  'lifted',
  'delisted',
  'withdrawn',
];

/** 名单条目: entries are withdrawn one by one, the last first. `later` counts those that follow it, by stage. */
function listing(command: string, later: Partial<Record<OrgStage, number>>): Declared {
  const back = Object.entries(later).map(([stage, count]): [string, Answer] => {
    const steps = Array.from({ length: count + 1 }, () => 'WithdrawListingEntry');
    return [stage, undone(steps, count > 0 ? refusing('WithdrawListingEntry', 'A-084') : {})];
  });
  const answers = {
    ...each(ORG_STAGES, unreached),
    withdrawn: over('WithdrawListingEntry', 'A-084', '条目已撤回', 'the entry was withdrawn already'),
    ...Object.fromEntries(back),
  };
  return declare('organisation', command, answers);
}

/** 两人办理的事项: until it is decided another person may decline it; afterwards the opposite is proposed. */
const decided = { approved: 'approved', declined: 'declined' } as const;
const OVER = (decline: string) =>
  each(Object.values(decided), over(decline, 'B.5-order', '已决定', 'it is decided already'));

const RETURN = ['ProposeAllotmentReturn', 'ApproveFundCorrection'];
const REVERSAL = ['ProposeInterestReversal', 'ApproveFundCorrection'];

/** 补偿表: policy, catalogues, organisations, persons and the lines of the fund. */
export const standingCompensations: readonly Declared[] = [
  declare('document', 'PublishPolicyDocument', {
    published: undone('WithdrawPolicyDocument'),
    'relied-on': undone(['WithdrawParameter', 'WithdrawPolicyDocument'], {
      ...refusing('WithdrawPolicyDocument', 'A-001'),
      note: {
        zh: '以其为依据的参数、标准、日历先逐项撤回',
        en: 'parameters, rates and calendars that stand on it are withdrawn first',
      },
    }),
    withdrawn: over('WithdrawPolicyDocument', 'A-001', '已撤回', 'it was withdrawn already'),
  }),
  declare('document', 'WithdrawPolicyDocument', {
    ...each(['published', 'relied-on'], overtaken),
    withdrawn: undone('PublishPolicyDocument'),
  }),
  declare('parameter', 'SetParameter', {
    set: undone('WithdrawParameter'),
    withdrawn: over('WithdrawParameter', 'A-003', '已撤回', 'it was withdrawn already'),
  }),
  declare('parameter', 'WithdrawParameter', { set: overtaken, withdrawn: undone('SetParameter') }),
  declare('rate', 'AddRate', {
    ...each(['added', 'proposed', 'ended'], undone('WithdrawRate')),
    'in-force': undone('EndRate', {
      ...refusing('WithdrawRate', 'A-087'),
      note: {
        zh: '已执行的标准不得改写：定截止日，再录入新标准；已付的逐案更正',
        en: 'a rate in force is never rewritten: end it and add a new one; what was paid by it is corrected case by case',
      },
    }),
    confirmed: undone(['WithdrawRateConfirmation', 'WithdrawRate'], refusing('WithdrawRate', 'A-087')),
    withdrawn: over('WithdrawRate', 'A-087', '已撤回', 'it was withdrawn already'),
  }),
  declare('rate', 'WithdrawRate', {
    ...each(['added', 'in-force', 'proposed', 'confirmed', 'ended'], unreached),
    withdrawn: undone('AddRate', { note: { zh: '另取编号', en: 'under another id' } }),
  }),
  declare('rate', 'EndRate', {
    ...each(['added', 'in-force', 'proposed', 'confirmed'], overtaken),
    ended: undone('WithdrawRateEnd'),
    withdrawn: over('WithdrawRateEnd', 'A-087', '标准已撤回', 'the rate was withdrawn'),
  }),
  declare('rate', 'WithdrawRateEnd', {
    ...each(['added', 'in-force', 'confirmed'], undone('EndRate')),
    ...each(['proposed', 'ended'], overtaken),
    withdrawn: over('EndRate', 'A-087', '标准已撤回', 'the rate was withdrawn'),
  }),
  declare('rate', 'ProposeRateConfirmation', {
    proposed: undone('DeclineRateConfirmation'),
    ...each(['added', 'in-force', 'ended'], unreached),
    confirmed: over('DeclineRateConfirmation', 'B.5-order', '已决定', 'it is decided already'),
    withdrawn: undone('DeclineRateConfirmation'),
  }),
  declare('rate', 'ApproveRateConfirmation', {
    ...each(['added', 'in-force', 'proposed'], unreached),
    ...each(['confirmed', 'ended'], undone('WithdrawRateConfirmation')),
    withdrawn: over('WithdrawRateConfirmation', 'A-087', '标准已撤回', 'the rate was withdrawn'),
  }),
  declare('rate', 'DeclineRateConfirmation', {
    added: undone('ProposeRateConfirmation'),
    ...each(['in-force', 'proposed', 'confirmed', 'ended'], overtaken),
    withdrawn: over('ProposeRateConfirmation', 'A-087', '标准已撤回', 'the rate was withdrawn'),
  }),
  declare('rate', 'WithdrawRateConfirmation', {
    added: undone(['ProposeRateConfirmation', 'ApproveRateConfirmation']),
    ...each(['in-force', 'proposed', 'confirmed', 'ended'], overtaken),
    withdrawn: over('ProposeRateConfirmation', 'A-087', '标准已撤回', 'the rate was withdrawn'),
  }),
  declare('calendar', 'PublishCalendarYear', {
    ...each(
      ['published', 'replaced'],
      undone('PublishCalendarYear', {
        note: { zh: '按通知重新发布该年，替换原日历', en: 'the year is published anew and replaces what stood' },
      }),
    ),
  }),
  ...entryOf('Project'),
  ...entryOf('Occupation'),
  ...['RegisterOrganisation', 'CorrectOrganisation'].map((command) =>
    declare(
      'organisation',
      command,
      each(
        ORG_STAGES,
        undone('CorrectOrganisation', {
          note: {
            zh: '账户另由两人变更；登记了不该登记的，不列入名单即无任何作用',
            en: 'the account is changed by two people; an organisation that should not be there has no effect unless it is listed',
          },
        }),
      ),
    ),
  ),
  listing('ListOrganisation', { listed: 0, rescoped: 1, suspended: 1, lifted: 2, delisted: 1 }),
  listing('ChangeOrganisationScope', { rescoped: 0 }),
  listing('SuspendOrganisation', { suspended: 0, lifted: 1 }),
  listing('LiftSuspension', { lifted: 0 }),
  listing('DelistOrganisation', { delisted: 0 }),
  declare('organisation', 'WithdrawListingEntry', {
    ...each(ORG_STAGES, overtaken),
    registered: unreached,
    withdrawn: undone('ListOrganisation', {
      note: { zh: '用原来的命令重新办理该条目', en: 'the entry is made anew with the command that had made it' },
    }),
  }),
  declare('organisation-account', 'ProposeOrgAccountChange', {
    open: undone('DeclineOrgAccountChange'),
    ...OVER('DeclineOrgAccountChange'),
  }),
  declare('organisation-account', 'ApproveOrgAccountChange', {
    ...each(['open', 'declined'], unreached),
    approved: undone(['ProposeOrgAccountChange', 'ApproveOrgAccountChange']),
  }),
  declare('organisation-account', 'DeclineOrgAccountChange', {
    ...each(['open', 'approved'], unreached),
    declined: undone('ProposeOrgAccountChange'),
  }),
  declare('person', 'RegisterPerson', {
    registered: undone(['ProposePersonCorrection', 'ApprovePersonCorrection'], {
      note: {
        zh: '身份证号码登错的，按正确号码另行登记；已报名的个案作废后为正确的人员补录',
        en: 'of a wrong ID number: register under the right one; a case opened for the wrong person is voided and the right one enrolled in its place',
      },
    }),
  }),
  declare('person-correction', 'ProposePersonCorrection', {
    open: undone('DeclinePersonCorrection'),
    ...OVER('DeclinePersonCorrection'),
  }),
  declare('person-correction', 'ApprovePersonCorrection', {
    ...each(['open', 'declined'], unreached),
    approved: undone(['ProposePersonCorrection', 'ApprovePersonCorrection']),
  }),
  declare('person-correction', 'DeclinePersonCorrection', {
    ...each(['open', 'approved'], unreached),
    declined: undone('ProposePersonCorrection'),
  }),
  declare('category', 'RecordCategory', {
    recorded: undone('WithdrawCategory'),
    withdrawn: over('WithdrawCategory', 'B.5-order', '已撤回', 'it was withdrawn already'),
  }),
  declare('category', 'WithdrawCategory', { recorded: overtaken, withdrawn: undone('RecordCategory') }),
  declare('exception', 'ProposeQuotaException', {
    open: undone('DeclineQuotaException'),
    ...OVER('DeclineQuotaException'),
    ...each(['used', 'withdrawn'], over('DeclineQuotaException', 'B.5-order', '已决定', 'it is decided already')),
  }),
  declare('exception', 'ApproveQuotaException', {
    ...each(['open', 'declined'], unreached),
    approved: undone('WithdrawQuotaException'),
    used: undone(['WithdrawClaim', 'WithdrawQuotaException'], {
      slot: 'restored',
      money: 'restored',
      ...refusing('WithdrawQuotaException', 'B.5-order'),
      note: { zh: '先结束占用它的申请', en: 'the claim that uses it ends first' },
    }),
    withdrawn: over('WithdrawQuotaException', 'B.5-order', '已撤回', 'it was withdrawn already'),
  }),
  declare('exception', 'DeclineQuotaException', {
    ...each(['open', 'approved', 'used', 'withdrawn'], unreached),
    declined: undone('ProposeQuotaException'),
  }),
  declare('exception', 'WithdrawQuotaException', {
    ...each(['open', 'approved', 'declined', 'used'], unreached),
    withdrawn: undone(['ProposeQuotaException', 'ApproveQuotaException']),
  }),
  declare('key', 'ProposeKeyDestruction', {
    open: undone('DeclineKeyDestruction'),
    ...OVER('DeclineKeyDestruction'),
  }),
  declare('key', 'ApproveKeyDestruction', {
    ...each(['open', 'declined'], unreached),
    approved: none(
      '销毁的密钥不能恢复，这正是其目的；该人员再来时另行登记，启用新密钥，名额不变',
      'a destroyed key cannot come back, which is its purpose; who comes back is registered under a new key, and slots stay',
    ),
  }),
  declare('key', 'DeclineKeyDestruction', {
    ...each(['open', 'approved'], unreached),
    declined: undone('ProposeKeyDestruction'),
  }),
  declare('city-line', 'OpenCityLine', {
    open: none(
      '总额由政策文件规定的参数确定，不由任何人录入；参数有误的先凭文件更正，再由两人更正总额（ProposeCityTotalCorrection）',
      'the total is the parameter that the policy document sets, and nobody enters it; if that was wrong it is corrected by its document, and the total by two people (ProposeCityTotalCorrection)',
    ),
  }),
  declare(
    'city-line',
    'ApproveFundCorrection',
    {
      open: undone(['ProposeCityTotalCorrection', 'ApproveFundCorrection'], {
        money: 'restored',
        note: { zh: '先凭文件更正参数 fund.total', en: 'the parameter fund.total is corrected by its document first' },
      }),
    },
    'CITY_TOTAL',
  ),
  declare('allotment', 'AllotFunds', {
    unused: undone(RETURN, { money: 'restored' }),
    used: undone(['CancelClass', ...RETURN], {
      money: 'restored',
      ...refusing('ProposeAllotmentReturn', 'A-071-line'),
      note: { zh: '先腾出被占用的资金', en: 'what encumbers it is freed first' },
    }),
    returned: over('ProposeAllotmentReturn', 'A-071', '已退回', 'it went back already'),
  }),
  declare(
    'allotment',
    'ApproveFundCorrection',
    { ...each(['unused', 'used'], unreached), returned: undone('AllotFunds', { money: 'restored' }) },
    'ALLOTMENT_RETURN',
  ),
  declare('interest', 'RecordInterest', {
    recorded: undone(REVERSAL, { money: 'restored' }),
    reversed: over('ProposeInterestReversal', 'A-071', '已冲回', 'it was reversed already'),
  }),
  declare(
    'interest',
    'ApproveFundCorrection',
    { recorded: unreached, reversed: undone('RecordInterest', { money: 'restored' }) },
    'INTEREST_REVERSAL',
  ),
  ...['ProposeAllotmentReturn', 'ProposeInterestReversal', 'ProposeCityTotalCorrection'].map((command) =>
    declare('fund-correction', command, {
      open: undone('DeclineFundCorrection'),
      ...OVER('DeclineFundCorrection'),
    }),
  ),
  declare('fund-correction', 'DeclineFundCorrection', {
    ...each(['open', 'approved'], unreached),
    declined: undone('ProposeAllotmentReturn', {
      note: { zh: '用原来的建议命令重新提出', en: 'it is proposed anew with its own command' },
    }),
  }),
];

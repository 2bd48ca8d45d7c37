import type { Cell } from '@ledger/streams';
import type { Scenario } from './case-scenarios';
import type { StandingJourney } from './standing-journey';

type Commands = readonly string[];
type Steps = Readonly<Record<string, Commands>>;

/** By command: what comes before it, and by state what comes after it. */
type Table = Readonly<Record<string, readonly [before: Commands, after: Steps]>>;

const entry = (what: string): Table => {
  const [list, delist] = [`List${what}`, `Delist${what}`];
  const [unlist, undelist] = [`Withdraw${what}Listing`, `Withdraw${what}Delisting`];
  return {
    [list]: [[], { listed: [], delisted: [delist], withdrawn: [unlist] }],
    [delist]: [[list], { delisted: [], withdrawn: [unlist] }],
    [unlist]: [[list], { withdrawn: [] }],
    [undelist]: [[list, delist], { listed: [], withdrawn: [unlist] }],
  };
};

const proposal = (what: string, first: Commands = [], more: Steps = {}): Table => {
  const [propose, approve, decline] = [`Propose${what}`, `Approve${what}`, `Decline${what}`];
  return {
    [propose]: [first, { open: [], approved: [approve], declined: [decline], ...more }],
    [approve]: [[...first, propose], { approved: [] }],
    [decline]: [[...first, propose], { declined: [] }],
  };
};

const REGISTERED = ['RegisterOrganisation'];
const LISTED = [...REGISTERED, 'ListOrganisation'];
const SUSPENDED = [...LISTED, 'SuspendOrganisation'];
const RATE = ['AddRate'];
const ASKED = [...RATE, 'ProposeRateConfirmation'];
const CONFIRMED = [...ASKED, 'ApproveRateConfirmation'];
const EXCEPTION = ['ProposeQuotaException', 'ApproveQuotaException'];

const RETURN = ['ProposeAllotmentReturn', 'ApproveFundCorrection'];
const CORRECTED: Steps = {
  open: [],
  approved: ['ApproveFundCorrection'],
  declined: ['DeclineFundCorrection'],
};

const orgStages = (listed: Commands): Steps => ({
  registered: [],
  listed,
  rescoped: [...listed, 'ChangeOrganisationScope'],
  suspended: [...listed, 'SuspendOrganisation'],
  lifted: [...listed, 'SuspendOrganisation', 'LiftSuspension'],
  delisted: [...listed, 'DelistOrganisation'],
  withdrawn: [...listed, 'WithdrawListingEntry'],
});

const TABLE: Table = {
  PublishPolicyDocument: [[], { published: [], 'relied-on': ['SetOnDocument'], withdrawn: ['WithdrawPolicyDocument'] }],
  WithdrawPolicyDocument: [['PublishPolicyDocument'], { withdrawn: [] }],
  SetParameter: [[], { set: [], withdrawn: ['WithdrawParameter'] }],
  WithdrawParameter: [['SetParameter'], { withdrawn: [] }],
  AddRate: [
    [],
    {
      added: [],
      'in-force': [],
      proposed: ['ProposeRateConfirmation'],
      confirmed: ['ProposeRateConfirmation', 'ApproveRateConfirmation'],
      ended: ['EndRate'],
      withdrawn: ['WithdrawRate'],
    },
  ],
  WithdrawRate: [RATE, { withdrawn: [] }],
  EndRate: [RATE, { ended: [], withdrawn: ['WithdrawRate'] }],
  ProposeRateConfirmation: [
    RATE,
    { proposed: [], confirmed: ['ApproveRateConfirmation'], withdrawn: ['WithdrawRate'] },
  ],
  ApproveRateConfirmation: [
    ASKED,
    { confirmed: [], ended: ['EndRate'], withdrawn: ['WithdrawRateConfirmation', 'WithdrawRate'] },
  ],
  DeclineRateConfirmation: [ASKED, { added: [], withdrawn: ['WithdrawRate'] }],
  WithdrawRateConfirmation: [CONFIRMED, { added: [], withdrawn: ['WithdrawRate'] }],
  PublishCalendarYear: [[], { published: [], replaced: ['PublishCalendarYear'] }],
  ...entry('Project'),
  ...entry('Occupation'),
  RegisterOrganisation: [[], orgStages(['ListOrganisation'])],
  ListOrganisation: [REGISTERED, orgStages([])],
  ChangeOrganisationScope: [LISTED, { rescoped: [], withdrawn: ['WithdrawListingEntry'] }],
  SuspendOrganisation: [LISTED, { suspended: [], lifted: ['LiftSuspension'], withdrawn: ['WithdrawListingEntry'] }],
  LiftSuspension: [SUSPENDED, { lifted: [], withdrawn: ['WithdrawListingEntry'] }],
  DelistOrganisation: [LISTED, { delisted: [], withdrawn: ['WithdrawListingEntry'] }],
  WithdrawListingEntry: [LISTED, { withdrawn: [] }],
  ...proposal('OrgAccountChange', REGISTERED),
  RegisterPerson: [[], { registered: [] }],
  ...proposal('PersonCorrection'),
  RecordCategory: [[], { recorded: [], withdrawn: ['WithdrawCategory'] }],
  WithdrawCategory: [['RecordCategory'], { withdrawn: [] }],
  ...proposal('QuotaException', [], {
    used: ['ApproveQuotaException', 'SubmitClaim'],
    withdrawn: ['ApproveQuotaException', 'WithdrawQuotaException'],
  }),
  ApproveQuotaException: [
    ['ProposeQuotaException'],
    { approved: [], used: ['SubmitClaim'], withdrawn: ['WithdrawQuotaException'] },
  ],
  WithdrawQuotaException: [EXCEPTION, { withdrawn: [] }],
  ...proposal('KeyDestruction'),
  AllotFunds: [[], { unused: [], used: ['ApproveClass'], returned: RETURN }],
  'ApproveFundCorrection ALLOTMENT_RETURN': [['AllotFunds', 'ProposeAllotmentReturn'], { returned: [] }],
  ProposeAllotmentReturn: [['AllotFunds'], CORRECTED],
  RecordInterest: [[], { recorded: [], reversed: ['ProposeInterestReversal', 'ApproveFundCorrection'] }],
  'ApproveFundCorrection INTEREST_REVERSAL': [['RecordInterest', 'ProposeInterestReversal'], { reversed: [] }],
  ProposeInterestReversal: [['RecordInterest'], CORRECTED],
  'ApproveFundCorrection CITY_TOTAL': [['ProposeCityTotalCorrection'], { open: [] }],
  ProposeCityTotalCorrection: [[], CORRECTED],
  DeclineFundCorrection: [['AllotFunds', 'ProposeAllotmentReturn'], { declined: [] }],
};

const WITHDRAWN_RATE_ENDS: Steps = {
  added: RATE,
  'in-force': RATE,
  confirmed: CONFIRMED,
  withdrawn: RATE,
};

/** The entry of its listing that each command makes. */
const MADE_ENTRY: Readonly<Record<string, number>> = {
  ListOrganisation: 0,
  ChangeOrganisationScope: 1,
  SuspendOrganisation: 1,
  LiftSuspension: 2,
  DelistOrganisation: 1,
};

export function standingScenarios({ command, variant, stage }: Cell): Scenario<StandingJourney>[] {
  const { before, after } = standing(variant === undefined ? command : `${command} ${variant}`, stage);
  const more = (j: StandingJourney): void => {
    if (stage === 'in-force') j.inForce = command === 'AddRate' ? 'L5' : 'L4';
    j.madeEntry = MADE_ENTRY[command];
  };
  return [{ before, after: [command, ...after], with: more }];
}

function standing(command: string, stage: string): { readonly before: Commands; readonly after: Commands } {
  if (command === 'WithdrawRateEnd')
    return {
      before: [...(WITHDRAWN_RATE_ENDS[stage] ?? RATE), 'EndRate'],
      after: stage === 'withdrawn' ? ['WithdrawRate'] : [],
    };
  if (command === 'CorrectOrganisation')
    return { before: [...REGISTERED, ...(orgStages(['ListOrganisation'])[stage] ?? [])], after: [] };
  const [before, steps] = TABLE[command] ?? [];
  const after = steps?.[stage];
  if (!before || !after) throw new Error(`no way leads to ${command} at ${stage}`);
  return { before, after };
}

import { makeCnaps, makeUscc } from '@ledger/kernel';
import { referenceDocument } from '@ledger/reference';
import { staff, type MadeUpPerson } from '@ledger/simulation';
import { orgRef, personRef } from '@ledger/streams';
import type { Town } from '../stories/town';
import type { Training } from '../stories/training';
import { CASE_ASKS, type CaseJourney } from './case-journey';
import { CLASS_ASKS, type ClassJourney } from './class-journey';
import { fundAsks } from './fund-asks';
import { ask, Journey, type Asked, type Asks } from './journey';

/** What stands beside it: a case whose person is meant, or a class that uses the money. */
interface Beside {
  readonly claim?: CaseJourney;
  readonly class?: ClassJourney;
}

/** 常设事项: an entry of policy, catalogue, organisation, person or fund, each journey with a number of its own. */
export class StandingJourney extends Journey {
  readonly uscc: string;
  readonly newcomer: MadeUpPerson;
  proposalId = '';
  allotmentId = '';
  /** The unit on whose line a correction waits. */
  correctsLineOf = '';
  /** Days on which the entries of a listing begin, one after another. */
  entries = 0;
  /** The level of a rate that holds already; of each level there is one. */
  inForce?: 'L5' | 'L4';
  /** Which entry of the listing the command made, in the order of the entries; and the one that is meant now, the last where absent. */
  madeEntry?: number;
  private ownEntry?: number;
  rates = 0;

  constructor(
    town: Town,
    readonly training: Training,
    /** Of this journey alone. */
    readonly n: number,
    readonly beside: Beside = {},
  ) {
    super(town, beside.class?.today ?? '2020-08-10');
    this.uscc = makeUscc('52', '411002', `MK${String(this.n).padStart(6, '0')}`);
    this.newcomer = town.person();
  }

  get streams(): readonly string[] {
    return ['policy-XC', 'catalogue-PROJECT', 'catalogue-OCCUPATION', `org-${this.uscc}`, ...this.others];
  }

  private get others(): readonly string[] {
    const { claim, class: held } = this.beside;
    return [...(claim?.streams ?? []), ...(held?.streams ?? [])];
  }

  get caseId(): string {
    return this.beside.claim?.caseId ?? 'none';
  }

  get idNumber(): string {
    return (this.beside.claim?.learner.person ?? this.newcomer).idNumber;
  }

  get entryMeant(): number | undefined {
    return this.ownEntry;
  }

  get rateId(): string {
    return `rate-${this.n}-${this.rates}`;
  }

  /** A document that was published. */
  get published(): object {
    return { reason: '录入有误', document: referenceDocument('doc-plan') };
  }

  /** What is refused is the entry that the command made, while others follow it. */
  override async refusalOf(command: string): Promise<string | undefined> {
    this.ownEntry = this.madeEntry;
    const ruleId = await super.refusalOf(command);
    this.ownEntry = undefined;
    return ruleId;
  }

  protected override async asked(command: string): Promise<Asked> {
    const { claim, class: held } = this.beside;
    if (command in STANDING_ASKS) return ask(STANDING_ASKS, this, command);
    if (claim && command in CASE_ASKS) return ask(CASE_ASKS, claim, command);
    if (held && command in CLASS_ASKS) return ask(CLASS_ASKS, held, command);
    return ask(STANDING_ASKS, this, command);
  }
}

type Ask = Asks<StandingJourney>[string];
type Data = (j: StandingJourney) => object;

const policy =
  (data: Data, number = 1): Ask =>
  (j) => ({ by: staff('POLICY_ADMIN', 'XC', number), data: data(j) });
const catalogue =
  (data: Data): Ask =>
  (j) => ({ by: staff('CATALOGUE_ADMIN', 'XC'), data: data(j) });
const person =
  (role: string, data: Data, number = 1): Ask =>
  (j) => ({ by: staff(role, j.training.unit, number), data: { idNumber: j.idNumber, ...data(j) } });

/** A proposal under an id of its own. */
const proposed = (j: StandingJourney): string => (j.proposalId = j.town.random.uuid());

const newDocument = (j: StandingJourney): object => ({
  kind: 'NOTICE',
  number: `模拟文〔2020〕第9${j.n}号`,
  issuer: '许昌市人力资源和社会保障局（模拟）',
  issuedOn: '2020-06-01',
  title: '通知',
});

const numberOf = (j: StandingJourney): string => `模拟文〔2020〕第9${j.n}号`;

const policyAsks: Asks<StandingJourney> = {
  PublishPolicyDocument: policy((j) => ({ document: newDocument(j) })),
  WithdrawPolicyDocument: policy((j) => ({ number: numberOf(j), ...j.published })),
  SetParameter: policy((j) => ({ key: 'age.max', value: 59, validFrom: `${2030 + j.n}-01-01`, ...j.published })),
  // Stands on the journey's own document.
  SetOnDocument: (j) => ({
    by: staff('POLICY_ADMIN', 'XC'),
    command: 'SetParameter',
    data: { key: 'age.max', value: 59, validFrom: `${2030 + j.n}-01-01`, document: newDocument(j) },
  }),
  WithdrawParameter: policy((j) => ({ key: 'age.max', validFrom: `${2030 + j.n}-01-01`, ...j.published })),
  AddRate(j) {
    j.rates += 1;
    return policy(({ rateId, published }) => ({
      rateId,
      itemCode: 'VOC_QUALIFICATION',
      certKind: 'VOC_QUALIFICATION',
      level: j.inForce ?? 'L1',
      trainingNature: 'PRE_JOB',
      amountFen: 100_000,
      fund: 'SPECIAL_ACCOUNT',
      ...(j.inForce
        ? { validFrom: '2019-12-01' }
        : { validFrom: `${2030 + j.n}-01-01`, validTo: `${2030 + j.n}-12-31` }),
      ...published,
    }))(j);
  },
  EndRate: policy((j) => ({
    rateId: j.rateId,
    validTo: j.inForce ? '2021-12-31' : `${2030 + j.n}-06-30`,
    ...j.published,
  })),
  WithdrawRate: policy(({ rateId, published }) => ({ rateId, ...published })),
  WithdrawRateEnd: policy(({ rateId, published }) => ({ rateId, ...published })),
  ProposeRateConfirmation: policy((j) => ({ proposalId: proposed(j), rateId: j.rateId, ...j.published })),
  ApproveRateConfirmation: policy(({ proposalId }) => ({ proposalId }), 2),
  DeclineRateConfirmation: policy(({ proposalId }) => ({ proposalId, reason: '依据不足' }), 2),
  WithdrawRateConfirmation: policy(({ rateId, published }) => ({ rateId, ...published })),
  PublishCalendarYear: policy((j) => ({ year: 2026, holidays: ['01-01'], makeUpDays: [], ...j.published })),
};

const entryAsks = (what: 'Project' | 'Occupation'): Asks<StandingJourney> => {
  const id: Data = ({ n }) => (what === 'Project' ? { projectId: `prj-made-${n}` } : { occupationId: `occ-made-${n}` });
  const words: Data =
    what === 'Project'
      ? () => ({
          zh: '模拟课程',
          en: 'made-up course',
          programme: 'P2_KEY_GROUPS',
          trainingNature: 'UPSKILLING',
          certKind: 'TRAINING_COMPLETION',
          skillItem: 'course-made-up',
          hours: 24,
        })
      : () => ({ codeSystemVersion: '2015', zh: '模拟职业', en: 'made-up trade', majorGroup: 6, source: 'PROVINCIAL' });
  return {
    [`List${what}`]: catalogue((j) => ({ ...id(j), ...words(j), listedFrom: '2020-01-01', ...j.published })),
    [`Delist${what}`]: catalogue((j) => ({ ...id(j), delistedFrom: '2020-07-01', ...j.published })),
    [`Withdraw${what}Listing`]: catalogue((j) => ({ ...id(j), ...j.published })),
    [`Withdraw${what}Delisting`]: catalogue((j) => ({ ...id(j), ...j.published })),
  };
};

const role = 'INSTITUTION';
const nextDay = (j: StandingJourney): string => `2020-0${++j.entries}-01`;
const account = (name: string): object => ({
  number: '6217990000000001',
  bankCnaps: makeCnaps('102', '5030', '0001'),
  accountName: name,
});
const NAME = '许昌模拟培训学校';

const orgAsks: Asks<StandingJourney> = {
  RegisterOrganisation: catalogue((j) => ({
    uscc: j.uscc,
    name: NAME,
    unit: j.training.unit,
    ownership: 'PRIVATE',
    account: account(NAME),
    ...j.published,
  })),
  CorrectOrganisation: catalogue((j) => ({ uscc: j.uscc, ownership: 'PUBLIC', ...j.published })),
  ListOrganisation: catalogue((j) => ({
    uscc: j.uscc,
    role,
    scope: { projects: ['prj-cook'] },
    listedFrom: nextDay(j),
    ...j.published,
  })),
  ChangeOrganisationScope: catalogue((j) => ({
    uscc: j.uscc,
    role,
    scope: { projects: ['prj-sewing'] },
    validFrom: nextDay(j),
    ...j.published,
  })),
  SuspendOrganisation: catalogue((j) => ({ uscc: j.uscc, role, from: nextDay(j), ...j.published })),
  LiftSuspension: catalogue((j) => ({ uscc: j.uscc, role, from: nextDay(j), ...j.published })),
  DelistOrganisation: catalogue((j) => ({ uscc: j.uscc, role, from: nextDay(j), ...j.published })),
  async WithdrawListingEntry(j) {
    const entries = (await j.town.ledger.load(orgRef(j.uscc))).state.listings[role] ?? [];
    // The one that the command made; where it does not stand, the last that there was.
    const last = entries.findLast(({ withdrawn }) => !withdrawn) ?? entries.at(-1);
    const version = (j.entryMeant === undefined ? last : entries[j.entryMeant])?.version ?? 1;
    return catalogue(() => ({ uscc: j.uscc, role, version, ...j.published }))(j);
  },
  ProposeOrgAccountChange: (j) => ({
    by: staff('CLERK', j.training.unit),
    data: { uscc: j.uscc, proposalId: proposed(j), account: account(NAME), ...j.papers },
  }),
  ApproveOrgAccountChange: (j) => ({
    by: staff('CONFIRMER', j.training.unit),
    data: { uscc: j.uscc, proposalId: j.proposalId },
  }),
  DeclineOrgAccountChange: (j) => ({
    by: staff('CONFIRMER', j.training.unit),
    data: { uscc: j.uscc, proposalId: j.proposalId, reason: '材料不全' },
  }),
};

const personAsks: Asks<StandingJourney> = {
  RegisterPerson: (j) => ({
    by: staff('CLERK', j.training.unit),
    data: { idNumber: j.newcomer.idNumber, name: j.newcomer.name, phone: j.newcomer.phone },
  }),
  ProposePersonCorrection: person('CLERK', (j) => ({
    proposalId: proposed(j),
    phone: j.town.person().phone,
    ...j.papers,
  })),
  ApprovePersonCorrection: person('CONFIRMER', ({ proposalId }) => ({ proposalId })),
  DeclinePersonCorrection: person('CONFIRMER', ({ proposalId }) => ({ proposalId, reason: '材料不全' })),
  RecordCategory: person('CLERK', (j) => ({
    category: 'VETERAN',
    evidenceKind: 'DISCHARGE_CERTIFICATE',
    evidenceNumber: `SIM-${j.town.serial()}`,
    verifiedBy: 'VETERANS',
    validFrom: '2019-01-01',
  })),
  async WithdrawCategory(j) {
    const pseudonym = (await j.beside.claim?.state())?.person ?? '';
    const { categories } = (await j.town.ledger.load(personRef(pseudonym))).state;
    const version = categories.findLast(({ category }) => category === 'VETERAN')?.version ?? 1;
    return person('CLERK', () => ({ version, ...j.papers }))(j);
  },
  ProposeQuotaException: person('CLERK', (j) => ({
    exceptionId: proposed(j),
    caseId: j.caseId,
    year: 2020,
    ...j.papers,
  })),
  ApproveQuotaException: person('CONFIRMER', ({ proposalId: exceptionId }) => ({ exceptionId })),
  DeclineQuotaException: person('CONFIRMER', ({ proposalId: exceptionId }) => ({ exceptionId, reason: '理由不足' })),
  WithdrawQuotaException: person('CONFIRMER', (j) => ({ exceptionId: j.proposalId, ...j.papers })),
  ProposeKeyDestruction: (j) => ({
    by: staff('POLICY_ADMIN', 'XC', 1),
    data: { idNumber: j.idNumber, proposalId: proposed(j), ...j.papers },
  }),
  ApproveKeyDestruction: (j) => ({
    by: staff('POLICY_ADMIN', 'XC', 2),
    data: { idNumber: j.idNumber, proposalId: j.proposalId },
  }),
  DeclineKeyDestruction: (j) => ({
    by: staff('POLICY_ADMIN', 'XC', 2),
    data: { idNumber: j.idNumber, proposalId: j.proposalId, reason: '保存期未满' },
  }),
};

const STANDING_ASKS: Asks<StandingJourney> = {
  ...policyAsks,
  ...entryAsks('Project'),
  ...entryAsks('Occupation'),
  ...orgAsks,
  ...personAsks,
  ...fundAsks,
};

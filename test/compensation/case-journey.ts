import { divisionOf, staff, workingDay } from '@ledger/simulation';
import { BANK } from '@ledger/simulation/world';
import { caseRef, endToEndId, publicityRef, type CaseState } from '@ledger/streams';
import type { Town } from '../stories/town';
import type { Learner, Training } from '../stories/training';
import { ask, Journey, type Asked, type Asks } from './journey';

/** What the bank says of the next answer. */
type BankSays = 'PAID' | 'REJECTED' | 'RETURNED';

/** 一个个案 of a class that has finished: its learner passed, and no certificate is recorded yet. */
export class CaseJourney extends Journey {
  publicityId = '';
  batchId = '';
  proposalId = '';
  objectionId = '';
  bankSays: BankSays = 'PAID';
  voidCause: 'ENROLLED_IN_ERROR' | 'WRONG_PERSON' = 'ENROLLED_IN_ERROR';
  supplements: readonly string[] = ['身份证复印件'];
  /** Whether a corrected certificate is of another level, or of another number only. */
  correctsLevel = false;
  /** Whether all comes back at once, or half. */
  recoversAll = false;
  /** What a rejection by the bank says of the account: nothing that a reissue would have to put right. */
  readonly bankReason = 'NARR';

  constructor(
    town: Town,
    readonly training: Training,
    readonly learner: Learner,
  ) {
    super(town, workingDay(training.issuedOn, 1));
  }

  get streams(): readonly string[] {
    const { publicityId, batchId } = this;
    return [
      `case-${this.learner.caseId}`,
      `class-${this.training.classId}`,
      ...(publicityId ? [`publicity-${publicityId}`] : []),
      ...(batchId ? [`batch-${batchId}`] : []),
    ];
  }

  get caseId(): string {
    return this.learner.caseId;
  }

  async state(): Promise<CaseState> {
    return (await this.town.ledger.load(caseRef(this.caseId))).state;
  }

  staff(role: string, number = 1) {
    return staff(role, this.training.unit, number);
  }

  protected override async asked(command: string): Promise<Asked> {
    return ask(CASE_ASKS, this, command);
  }
}

/** 64 hex digits, as of a file that only this test knows. */
const digest = (town: Town): string => `${town.random.uuid()}${town.random.uuid()}`.replaceAll('-', '');

type Ask = Asks<CaseJourney>[string];

const byClerk =
  (data: (j: CaseJourney) => object = () => ({})): Ask =>
  (j) => ({ by: j.staff('CLERK'), data: { caseId: j.caseId, ...data(j) } });
const byReviewer =
  (number: number, data: (j: CaseJourney) => object): Ask =>
  (j) => ({ by: j.staff('REVIEWER', number), data: { caseId: j.caseId, ...data(j) } });
const byConfirmer =
  (number: number, data: (j: CaseJourney) => object = () => ({})): Ask =>
  (j) => ({ by: j.staff('CONFIRMER', number), data: { caseId: j.caseId, ...data(j) } });
const papers = (j: CaseJourney): object => j.papers;
const review = (): object => ({ verdict: 'PASS', opinion: '材料齐全' });

/** Asks for a correction of what is in force now, under a proposal of its own. */
const proposing =
  (
    versionOf: (state: CaseState) => number | undefined,
    more: (j: CaseJourney, state: CaseState) => object = () => ({}),
  ): Ask =>
  async (j) => {
    j.proposalId = j.town.random.uuid();
    const state = await j.state();
    const { caseId, proposalId } = j;
    const version = versionOf(state) ?? 1;
    return { by: j.staff('CLERK'), data: { caseId, proposalId, version, ...more(j, state), ...j.papers } };
  };

function otherCertificate({ training, learner, correctsLevel }: CaseJourney, { certificate }: CaseState): object {
  const { project, level: taught, evaluator, runner } = training.of;
  const now = certificate?.level ?? taught;
  const level = correctsLevel ? (now === 'L4' ? 'L5' : 'L4') : now;
  return {
    kind: project.certKind,
    number: training.number(learner, level),
    level,
    issuedOn: training.issuedOn,
    issuer: (evaluator ?? runner).uscc,
  };
}

const TWENTY_YUAN_LESS_FEN = 2_000;
/** By which the rate of level 4 is more than that of level 5: 400.00 yuan. */
const ONE_LEVEL_MORE_FEN = 40_000;

const otherAmount = ({ training: { of } }: CaseJourney, { dueFen }: CaseState): object => ({
  amountFen: dueFen === of.rateFen ? of.rateFen - TWENTY_YUAN_LESS_FEN : of.rateFen,
});

const lastRecovery = ({ recoveries }: CaseState): string => Object.keys(recoveries).at(-1) ?? 'R1';

/** The last entry of a recovery that stands. */
function lastEntry({ recoveries }: CaseState): { recoveryId: string; entryId: string; version?: number } {
  const [recoveryId = 'R1', recovery] = Object.entries(recoveries).findLast(
    ([, { entries }]) => Object.keys(entries).length > 0,
  ) ?? ['R1'];
  const entryId = Object.keys(recovery?.entries ?? {}).at(-1) ?? '';
  return { recoveryId, entryId, version: recovery?.entryVersions[entryId] };
}

const onBatch =
  (role: string, data: (j: CaseJourney) => object = () => ({})): Ask =>
  (j) => ({ by: j.staff(role), data: { batchId: j.batchId, ...data(j) } });
const because = ({ papers: { reason } }: CaseJourney): object => ({ reason });

const publicityAsks: Asks<CaseJourney> = {
  OpenPublicity(j) {
    j.publicityId = j.town.random.uuid();
    const { publicityId, caseId, training, today: firstDay } = j;
    return { by: j.staff('CLERK'), data: { publicityId, unit: training.unit, caseIds: [caseId], firstDay } };
  },
  async ClosePublicity(j) {
    const { publicityId, town } = j;
    const { lastDay = j.today } = (await town.ledger.load(publicityRef(publicityId))).state;
    j.until(workingDay(lastDay, 1));
    return { by: j.staff('CLERK'), data: { publicityId } };
  },
  WithdrawPublicity: (j) => ({ by: j.staff('CLERK'), data: { publicityId: j.publicityId, ...j.papers } }),
};

const correctionAsks: Asks<CaseJourney> = {
  ProposeCertificateCorrection: proposing((state) => state.certificateVersion, otherCertificate),
  ProposeCertificateWithdrawal: proposing((state) => state.certificateVersion),
  ProposeAmountCorrection: proposing((state) => state.amountVersion, otherAmount),
  ProposeAccountCorrection: proposing(
    (state) => state.accountVersion,
    ({ town, learner }) => {
      const { accountNumber, bankCnaps } = town.person();
      return { accountNumber, bankCnaps, accountName: learner.person.name };
    },
  ),
  ProposeRevocation: proposing(
    (state) => state.confirmedVersion,
    () => ({ outcome: 'OPERATING_ERROR' }),
  ),
  ProposeVoid: proposing(
    () => 1,
    ({ voidCause: cause }) => ({ cause }),
  ),
  ProposeReplacement: proposing(
    (state) => state.endedVersion,
    ({ town }) => ({ idNumber: town.person().idNumber }),
  ),
  ProposeRecovery: proposing(
    (state) => state.forgivenVersion,
    (_, { forgivenFen: amountFen }) => ({ amountFen }),
  ),
  ProposeBankAnswerCorrection: proposing(
    (state) => state.lines[0]?.attempts.at(-1)?.answeredVersion,
    ({ today: paidOn }, { lines }) => {
      const { attempt = 1, status } = lines[0]?.attempts.at(-1) ?? {};
      const at = { line: 1, attempt };
      return status === 'settled' ? { ...at, result: 'REJECTED' } : { ...at, result: 'PAID', paidOn };
    },
  ),
  ProposeUndoRejection: proposing((state) => state.endedVersion),
  ProposeUndoWithdrawal: proposing((state) => state.endedVersion),
  ProposeUndoRevocation: proposing((state) => state.endedVersion),
  ProposeUndoVoid: proposing((state) => state.endedVersion),
  ProposeWriteOff: proposing(
    (state) => state.recoveries[lastRecovery(state)]?.version,
    (_, state) => ({ recoveryId: lastRecovery(state) }),
  ),
  ProposeRecoveryReversal: proposing(
    (state) => lastEntry(state).version,
    (_, state) => {
      const { recoveryId, entryId } = lastEntry(state);
      return { recoveryId, entryId };
    },
  ),
  WithdrawCorrection: byClerk(({ proposalId, papers: { reason } }) => ({ proposalId, reason })),
  DeclineCorrection: byConfirmer(4, ({ proposalId, papers: { reason } }) => ({ proposalId, reason })),
  ApproveCorrection: byConfirmer(4, ({ proposalId }) => ({ proposalId })),
};

const payoutAsks: Asks<CaseJourney> = {
  MakeBatch(j) {
    j.batchId = j.town.random.uuid();
    const { batchId, caseId, training } = j;
    return { by: j.staff('PAY_MAKER'), data: { batchId, unit: training.unit, caseIds: [caseId] } };
  },
  CheckBatch: onBatch('PAY_CHECKER'),
  SignBatch: onBatch('PAY_SIGNER'),
  DispatchBatch: onBatch('PAY_MAKER'),
  TakeBackCheck: onBatch('PAY_CHECKER', because),
  TakeBackSignature: onBatch('PAY_SIGNER', because),
  CancelBatch: onBatch('PAY_MAKER', because),
  async RecordBankAnswer(j) {
    const { batchId, bankSays: result, bankReason: reason, town } = j;
    const lines = (await j.state()).lines.flatMap(({ line, attempts }) =>
      attempts
        .filter((each) => each.batchId === batchId)
        .map(({ attempt }) => ({ endToEndId: endToEndId(j.caseId, line, attempt), result, reason })),
    );
    const told = result === 'PAID' ? lines.map(({ endToEndId: id }) => ({ endToEndId: id, result })) : lines;
    return { by: BANK, data: { batchId, digest: digest(town), lines: told } };
  },
  AllotFunds: (j) => ({
    by: staff('FUND_ADMIN', 'XC'),
    data: { unit: j.training.unit, amountFen: ONE_LEVEL_MORE_FEN, document: j.document },
  }),
  async FundSupplement(j) {
    const line = (await j.state()).lines.find(({ place }) => place === 'unfunded')?.line ?? 1;
    return { by: j.staff('CLERK'), data: { caseId: j.caseId, line } };
  },
  SettleDue: (j) => ({ by: { id: 'settle-due', role: 'SYSTEM', unit: 'XC' }, data: { caseId: j.caseId } }),
  async CloseRecovery(j) {
    return { by: j.staff('CONFIRMER'), data: { caseId: j.caseId, recoveryId: lastRecovery(await j.state()) } };
  },
  async RecordRecovery(j) {
    const state = await j.state();
    const recovery = state.recoveries[lastRecovery(state)];
    const { recoveryId = 'R1', amountFen = 0, recoveredFen = 0 } = recovery ?? {};
    const half = j.recoversAll ? amountFen - recoveredFen : Math.floor(amountFen / 2);
    return {
      by: j.staff('PAY_CHECKER'),
      data: { caseId: j.caseId, recoveryId, amountFen: half, document: j.document },
    };
  },
};

export const CASE_ASKS: Asks<CaseJourney> = {
  ...publicityAsks,
  ...correctionAsks,
  ...payoutAsks,
  RecordCertificate({ training, learner }) {
    return training.certificate(learner);
  },
  SubmitClaim({ training, learner }) {
    const { by, data } = training.claim(learner);
    return { by, data: { ...data, basisDivision: divisionOf(training.unit) } };
  },
  WithdrawClaim: (j) => ({ by: j.training.runner, data: { caseId: j.caseId, reason: '材料填写有误' } }),
  RequestSupplements: byClerk(({ supplements: items }) => ({ items })),
  TakeBackSupplementRequest: byClerk(papers),
  SupplyDocuments: (j) => ({
    by: j.training.runner,
    data: { caseId: j.caseId, items: j.supplements.slice(0, 1), documents: [j.document] },
  }),
  AcceptClaim: byClerk(),
  TakeBackAcceptance: byClerk(papers),
  RecordFirstReview: byReviewer(1, review),
  TakeBackFirstReview: byReviewer(1, papers),
  RecordSecondReview: byReviewer(2, review),
  TakeBackSecondReview: byReviewer(2, papers),
  RaiseFlag: (j) => ({
    by: { id: 'flag-delisted', role: 'SYSTEM', unit: 'XC' },
    data: { caseId: j.caseId, flag: 'DELISTED_MEANWHILE' },
  }),
  CloseFlag: byConfirmer(2, () => ({ flag: 'DELISTED_MEANWHILE', outcome: 'NO_PROBLEM', opinion: '开班时在目录' })),
  ReopenFlag: byConfirmer(2, (j) => ({ flag: 'DELISTED_MEANWHILE', ...j.papers })),
  RejectClaim: byConfirmer(3, () => ({ opinion: '不符合条件' })),
  LodgeObjection(j) {
    j.objectionId = j.town.random.uuid();
    return {
      by: j.staff('CLERK'),
      data: { caseId: j.caseId, objectionId: j.objectionId, summary: '群众来电反映情况' },
    };
  },
  WithdrawObjection: byClerk(({ objectionId, papers: { reason } }) => ({ objectionId, reason })),
  ResolveObjection: byConfirmer(2, ({ objectionId }) => ({ objectionId, upheld: false, opinion: '异议不成立' })),
  TakeBackObjectionResolution: byConfirmer(2, (j) => ({ objectionId: j.objectionId, ...j.papers })),
  ConfirmClaim: byConfirmer(1),
  TakeBackConfirmation: byConfirmer(1, papers),
  PlaceHold: byConfirmer(1, () => ({ cause: '待核实账户' })),
  ReleaseHold: byConfirmer(1, papers),
};

import type { Actor } from '@ledger/kernel';
import { referenceDocument } from '@ledger/reference';
import { at, documentOf, staff, workingDay } from '@ledger/simulation';
import { endToEndId } from '@ledger/simulation/end-to-end-id';
import { caseRef, type CaseState } from '@ledger/streams';
import { Town, type Ask } from '../stories/town';
import { Training, type Learner } from '../stories/training';

const UNIT = 'XC-411002';
const START = '2020-06-15';
/** Classes that have not begun when everything else has happened. */
const LATER = '2020-09-14';
const FILED = '2020-08-03';

/** What has become of the learners of the class. */
const STAGES = [
  'passed',
  'certified',
  'claimed',
  'withdrawn',
  'reviewed',
  'reviewed-too',
  'rejected',
  'voided',
  'to-void',
  'to-renumber',
  'to-regrade',
  'to-lower',
  'listed',
  'listed-too',
  'confirmed',
  'confirmed-too',
  'to-revoke',
  'in-batch',
  'in-batch-too',
  'signed',
  'signed-too',
  'thinned',
  'held',
  'sent',
  'sent-too',
  'changed-in-transit',
  'paid',
  'paid-too',
  'paid-too-much',
  'revoked',
  'written-off',
  'recovered',
] as const;
export type Stage = (typeof STAGES)[number];

/** The document that a correction stands on, where it is not a decision to correct. */
const DOCUMENTS: Readonly<Record<string, string>> = {
  Revocation: 'REVOCATION_DECISION',
  Void: 'VOID_DECISION',
  WriteOff: 'WRITE_OFF_DECISION',
};

type Three<T> = [T, T, T];

const from = (stage: Stage): readonly Stage[] => STAGES.slice(STAGES.indexOf(stage));

/** 一县之内: a town where each kind of business stands at the point where the next command touches several streams. */
export class BusyTown {
  readonly unit = UNIT;
  readonly main: Training;
  readonly filed: Training;
  readonly approved: Training;
  readonly calledOff: Training;
  readonly closing: Training;
  readonly closed: Training;
  /** Of a unit whose line is empty, with a learner whose corrected claim waits for money. */
  readonly poor: Training;
  readonly allotmentId: string;
  readonly batches: Readonly<Record<'made' | 'signed' | 'thinned' | 'sent' | 'paid', string>>;
  readonly lists: Readonly<Record<'open' | 'closed', string>>;
  readonly latecomer: Learner;
  readonly unclaimed: Learner;
  readonly claimedLate: Learner;
  readonly uncovered: Learner;
  private readonly learners: Readonly<Record<string, Learner>>;

  private constructor(readonly town: Town) {
    const training = (startsOn: string, headCount: number): Training => new Training(town, { startsOn, headCount });
    this.main = training(START, STAGES.length + 2);
    [this.filed, this.approved, this.calledOff] = [2, 2, 2].map((n) => training(LATER, n)) as Three<Training>;
    [this.closing, this.closed] = [3, 3].map((n) => training(START, n)) as [Training, Training];
    this.poor = new Training(town, { runner: 'org-east-gate', startsOn: START });
    const id = (): string => town.random.uuid();
    this.allotmentId = id();
    this.batches = { made: id(), signed: id(), thinned: id(), sent: id(), paid: id() };
    this.lists = { open: id(), closed: id() };
    this.latecomer = this.approved.learner();
    [this.unclaimed, this.claimedLate] = [this.closed.learner(), this.closed.learner()];
    this.uncovered = this.poor.learner();
    this.learners = Object.fromEntries(STAGES.map((stage) => [stage, this.main.learner()]));
  }

  static async open(): Promise<BusyTown> {
    const town = await Town.open({ live: false, setUp: ({ command }) => command !== 'AllotFunds' });
    const busy = new BusyTown(town);
    await busy.allot();
    await busy.plan();
    await busy.train();
    await busy.claim();
    await busy.publish();
    await busy.pay();
    await busy.correct();
    await busy.closeOne();
    await busy.leaveOneUncovered();
    return busy;
  }

  /** Everything has happened by then. */
  readonly today = '2020-08-13';

  learner(stage: Stage): Learner {
    const found = this.learners[stage];
    if (!found) throw new Error(`nobody is ${stage}`);
    return found;
  }

  caseId(stage: Stage): string {
    return this.learner(stage).caseId;
  }

  staff(role: string, number = 1): Actor {
    return staff(role, UNIT, number);
  }

  /** Asked by somebody of the unit, today unless another day is named. */
  ask(role: string, command: string, data: object, when = at(this.today, '11:00')): Ask {
    return { by: this.staff(role), at: when, command, data };
  }

  document(kind: string, on = this.today): object {
    return documentOf(kind, on, this.town.serial());
  }

  digest(): string {
    return [1, 2].map(() => this.town.random.uuid().replaceAll('-', '')).join('');
  }

  answer(batchId: string, results: Readonly<Partial<Record<Stage, string>>>, on = this.today): Ask {
    const lines = Object.entries(results).map(([stage, result]) => ({
      endToEndId: endToEndId(this.caseId(stage as Stage), 1, 1),
      result,
      ...(result === 'PAID' ? {} : { reason: 'AC01' }),
    }));
    const by = { id: 'bank-agent', role: 'BANK', unit: 'XC' };
    return { by, at: at(on, '08:00'), command: 'RecordBankAnswer', data: { batchId, digest: this.digest(), lines } };
  }

  /** Proposed a day ago; what is returned approves it. `version` tells, of the case as it stands, what is corrected. */
  async proposed(
    { caseId }: Learner,
    kind: string,
    version: (state: CaseState) => number | undefined,
    data: object = {},
    on = workingDay(FILED, 6),
  ): Promise<Ask> {
    const { state } = await this.town.ledger.load(caseRef(caseId));
    const proposalId = this.town.random.uuid();
    const unit = state.unit ?? UNIT;
    const reason = '核对原始材料后发现有误';
    const document = this.document(DOCUMENTS[kind] ?? 'CORRECTION_DECISION', on);
    const asked = { caseId, proposalId, version: version(state), reason, document, ...data };
    await this.town.do(staff('CLERK', unit), at(on, '10:00'), `Propose${kind}`, asked);
    const approval = { caseId, proposalId };
    return { by: staff('CONFIRMER', unit, 2), at: at(on, '16:00'), command: 'ApproveCorrection', data: approval };
  }

  private get claimedOn(): string {
    return workingDay(this.main.issuedOn, 1);
  }

  private async allot(): Promise<void> {
    const document = referenceDocument('doc-allotment-2019');
    const to = (unit: string, amountFen: number, more: object = {}): Ask => ({
      by: staff('FUND_ADMIN', 'XC'),
      at: at('2019-10-21', '09:00'),
      command: 'AllotFunds',
      data: { unit, amountFen, document, ...more },
    });
    const { allotmentId, poor } = this;
    await this.town.inTurn([
      to(UNIT, 20_000_000),
      to(UNIT, 1_000_000, { allotmentId }),
      to(poor.unit, poor.of.rateFen),
    ]);
  }

  /** Classes to come: one waits for approval, two changes of another wait for the second person, one was called off. */
  private async plan(): Promise<void> {
    const { filed, approved, calledOff } = this;
    await this.town.inTurn([
      ...[filed, approved, calledOff].map((each) => each.filed(FILED)),
      ...[approved, calledOff].map((each) => each.approved(each.clerk, FILED)),
      ...approved
        .enrolled(this.latecomer)
        .slice(0, 2)
        .map((each) => ({ ...each, at: at(FILED, '15:00') })),
      this.ask('CLERK', 'CancelClass', { classId: calledOff.classId, reason: '报名人数不足' }, at(FILED, '16:00')),
    ]);
  }

  private async train(): Promise<void> {
    const { main, closing, closed, town } = this;
    const all = STAGES.map((stage) => this.learner(stage));
    await town.inTurn(main.upToResults(all));
    await town.inTurn(from('certified').map((stage) => main.certificate(this.learner(stage))));
    await town.inTurn(closing.upToResults([closing.learner()]));
    await town.inTurn(closed.upToCertificates([this.unclaimed, this.claimedLate]));
  }

  private async claim(): Promise<void> {
    const { main, claimedOn } = this;
    const day = workingDay(claimedOn, 4);
    const withdrawal = { caseId: this.caseId('withdrawn'), reason: '学员本人要求撤回' };
    await this.town.inTurn([
      ...from('claimed').map((stage) => main.claim(this.learner(stage))),
      { by: main.runner, at: at(claimedOn, '16:00'), command: 'WithdrawClaim', data: withdrawal },
      ...main.throughReview(from('reviewed').map((stage) => this.learner(stage))),
      this.ask('CONFIRMER', 'RejectClaim', { caseId: this.caseId('rejected'), opinion: '材料不符' }, at(day, '09:00')),
    ]);
  }

  /** Two lists: one is still open, of the other all are confirmed. */
  private async publish(): Promise<void> {
    const firstDay = workingDay(this.claimedOn, 5);
    const lastDay = workingDay(firstDay, 6);
    const open = (publicityId: string, stages: readonly Stage[]): Ask => {
      const caseIds = stages.map((stage) => this.caseId(stage));
      const data = { publicityId, unit: UNIT, caseIds, firstDay };
      return this.ask('CLERK', 'OpenPublicity', data, at(firstDay, '09:00'));
    };
    await this.town.inTurn([
      open(this.lists.open, ['listed', 'listed-too']),
      open(this.lists.closed, from('confirmed')),
      this.ask('CLERK', 'ClosePublicity', { publicityId: this.lists.closed }, at(lastDay, '09:00')),
      ...from('confirmed').map((stage) =>
        this.ask('CONFIRMER', 'ConfirmClaim', { caseId: this.caseId(stage) }, at(lastDay, '10:00')),
      ),
    ]);
  }

  private async pay(): Promise<void> {
    const madeOn = workingDay(this.claimedOn, 12);
    const [signedOn, sentOn, answeredOn] = [1, 2, 4].map((n) => workingDay(madeOn, n)) as Three<string>;
    const made = (batchId: string, stages: readonly Stage[]): Ask => {
      const caseIds = stages.map((stage) => this.caseId(stage));
      return this.ask('PAY_MAKER', 'MakeBatch', { batchId, unit: UNIT, caseIds }, at(madeOn, '09:00'));
    };
    const signed = (batchId: string): Ask[] => [
      this.ask('PAY_CHECKER', 'CheckBatch', { batchId }, at(signedOn, '09:00')),
      this.ask('PAY_SIGNER', 'SignBatch', { batchId }, at(signedOn, '15:00')),
    ];
    const sent = (batchId: string): Ask => this.ask('PAY_MAKER', 'DispatchBatch', { batchId }, at(sentOn, '09:00'));
    const paid = from('changed-in-transit');
    await this.town.inTurn([
      made(this.batches.made, ['in-batch', 'in-batch-too']),
      made(this.batches.signed, ['signed', 'signed-too']),
      made(this.batches.thinned, ['thinned', 'held']),
      made(this.batches.sent, ['sent', 'sent-too']),
      made(this.batches.paid, paid),
      ...(['signed', 'thinned', 'sent', 'paid'] as const).flatMap((name) => signed(this.batches[name])),
      ...(['sent', 'paid'] as const).map((name) => sent(this.batches[name])),
    ]);
    const lower = { amountFen: 100_000 };
    const changed = this.learner('changed-in-transit');
    const approval = await this.proposed(changed, 'AmountCorrection', amountOf, lower, workingDay(madeOn, 3));
    const results = Object.fromEntries(paid.map((stage) => [stage, 'PAID']));
    const bounced = { ...results, 'changed-in-transit': 'REJECTED' };
    const hold = { caseId: this.caseId('held'), cause: '待核实银行账户' };
    await this.town.inTurn([
      this.ask('CONFIRMER', 'PlaceHold', hold, at(sentOn, '09:00')),
      approval,
      this.answer(this.batches.paid, bounced, answeredOn),
    ]);
  }

  /** Three grants are revoked after payment, of one the money written off, of another a part recovered; one case is voided. */
  private async correct(): Promise<void> {
    const on = FILED;
    const outcome = { outcome: 'OPERATING_ERROR' };
    const [writtenOff, recovered] = [this.learner('written-off'), this.learner('recovered')];
    await this.town.inTurn([
      await this.proposed(this.learner('revoked'), 'Revocation', confirmationOf, outcome, on),
      await this.proposed(writtenOff, 'Revocation', confirmationOf, outcome, on),
      await this.proposed(recovered, 'Revocation', confirmationOf, outcome, on),
      await this.proposed(this.learner('voided'), 'Void', () => 1, { cause: 'ENROLLED_IN_ERROR' }, on),
    ]);
    const recovery = ({ recoveries }: CaseState) => recoveries['R1']?.version;
    const all = { recoveryId: 'R1' };
    const nextDay = workingDay(on, 1);
    const document = this.document('RECOVERY_RECEIPT', nextDay);
    const entry = { caseId: recovered.caseId, recoveryId: 'R1', amountFen: 30_000, document };
    await this.town.inTurn([
      await this.proposed(writtenOff, 'WriteOff', recovery, all, nextDay),
      this.ask('PAY_CHECKER', 'RecordRecovery', entry, at(nextDay, '15:00')),
    ]);
  }

  /** Closed with two learners who had not claimed; one of them has claimed since. */
  private async closeOne(): Promise<void> {
    const { closed, claimedLate } = this;
    const on = workingDay(closed.issuedOn, 1);
    await this.town.inTurn([
      this.ask('CLERK', 'CloseClass', { classId: closed.classId }, at(on, '08:00')),
      closed.claim(claimedLate, on),
      ...closed.throughReview([claimedLate], on),
    ]);
  }

  /** A higher level than the class had money for, on an empty line; money has come since. */
  private async leaveOneUncovered(): Promise<void> {
    const { poor, uncovered, town } = this;
    await town.inTurn([...poor.upToCertificates([uncovered]), poor.claim(uncovered)]);
    const { data: higher } = poor.certificate(uncovered, { level: 'L4', number: poor.number(uncovered, 'L4') });
    await town.inTurn([await this.proposed(uncovered, 'CertificateCorrection', certificateOf, higher, FILED)]);
    const data = { unit: poor.unit, amountFen: 100_000, document: referenceDocument('doc-allotment-2019') };
    await town.do(staff('FUND_ADMIN', 'XC'), at(this.today, '08:00'), 'AllotFunds', data);
  }
}

/** Versions of what is in force of a case, for those who propose to correct it. */
export const amountOf = ({ amountVersion }: CaseState): number | undefined => amountVersion;
export const certificateOf = ({ certificateVersion }: CaseState): number | undefined => certificateVersion;
export const answerOf = ({ lines }: CaseState): number | undefined => lines[0]?.attempts[0]?.answeredVersion;
export const confirmationOf = ({ confirmedVersion }: CaseState): number | undefined => confirmedVersion;
export const writeOffOf = ({ forgivenVersion }: CaseState): number | undefined => forgivenVersion;
export const endOf = ({ endedVersion }: CaseState): number | undefined => endedVersion;

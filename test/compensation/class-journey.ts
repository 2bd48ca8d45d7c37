import { at, staff, workingDay } from '@ledger/simulation';
import { sessionsOf } from '@ledger/simulation/filing';
import { classRef, type ClassState } from '@ledger/streams';
import type { Town } from '../stories/town';
import type { Learner, Training } from '../stories/training';
import { CASE_ASKS, CaseJourney } from './case-journey';
import { ask, Journey, type Asked, type Asks } from './journey';

/** 一个班期 of one session, with one learner; the learner's claim is a journey of its own. */
export class ClassJourney extends Journey {
  proposalId = '';
  private readonly claim: CaseJourney;

  constructor(
    town: Town,
    readonly training: Training,
    readonly learner: Learner,
  ) {
    super(town, training.day(-9));
    this.claim = new CaseJourney(town, training, learner);
  }

  get streams(): readonly string[] {
    return [`class-${this.training.classId}`];
  }

  get caseId(): string {
    return this.learner.caseId;
  }

  async state(): Promise<ClassState> {
    return (await this.town.ledger.load(classRef(this.training.classId))).state;
  }

  protected override async asked(command: string): Promise<Asked> {
    return command in CASE_ASKS ? ask(CASE_ASKS, this.claim, command) : ask(CLASS_ASKS, this, command);
  }
}

type Ask = Asks<ClassJourney>[string];

const byClerk =
  (data: (j: ClassJourney) => object = () => ({})): Ask =>
  (j) => ({ by: j.training.clerk, data: { classId: j.training.classId, ...data(j) } });
const byRunner =
  (data: (j: ClassJourney) => object = () => ({})): Ask =>
  (j) => ({ by: j.training.runner, data: { classId: j.training.classId, ...data(j) } });
const byConfirmer =
  (data: (j: ClassJourney) => object): Ask =>
  (j) => ({ by: staff('CONFIRMER', j.training.unit), data: { classId: j.training.classId, ...data(j) } });
const papers = (j: ClassJourney): object => j.papers;
const because = ({ papers: { reason } }: ClassJourney): object => ({ reason });

const registered =
  (system: 'TRAINING_INFO' | 'REAL_NAME'): Ask =>
  ({ training, learner }) =>
    training.registered(system, [learner], at(training.day(-9), '08:00'));

const session = ({ training }: ClassJourney) => {
  const [first] = sessionsOf(training.of);
  if (!first) throw new Error('the project has no session');
  return first;
};

/** The learner was there, or was not: what is corrected to what it was not. */
const otherAttendance = async (j: ClassJourney): Promise<readonly string[]> =>
  (await j.state()).sessions[1]?.present?.length === 0 ? [j.caseId] : [];

export const CLASS_ASKS: Asks<ClassJourney> = {
  FileClass: ({ training }) => training.filed(),
  ReturnClass: byClerk(because),
  TakeBackClassReturn: byClerk(papers),
  ApproveClass: byClerk(),
  CancelClass: byClerk(because),
  TakeBackClassCancellation: (j) => ({
    by: { ...j.training.clerk, id: 'another-clerk' },
    data: { classId: j.training.classId, ...j.papers },
  }),
  EnrolLearner({ training, learner }) {
    const enrolling = training.enrolled(learner, true).at(-1);
    if (!enrolling) throw new Error('nobody is enrolled');
    return enrolling;
  },
  RecordProvincialRegistration: registered('TRAINING_INFO'),
  RegisterRealName: registered('REAL_NAME'),
  WithdrawProvincialRegistration: byClerk((j) => ({ system: 'TRAINING_INFO', ...j.papers })),
  StartClass(j) {
    j.until(j.training.of.startsOn);
    return byRunner()(j);
  },
  TakeBackClassStart: byClerk(papers),
  RecordSession: byRunner((j) => ({ ...session(j), trainer: 'trainer-1' })),
  WithdrawSession: byClerk((j) => ({ no: session(j).no, ...j.papers })),
  RecordAttendance: byRunner((j) => ({ no: session(j).no, present: [j.caseId] })),
  async CorrectAttendance(j) {
    const { no } = session(j);
    const present = await otherAttendance(j);
    return { by: j.training.clerk, data: { classId: j.training.classId, no, present, ...j.papers } };
  },
  FinishClass: byRunner(),
  TakeBackClassFinish: byClerk(papers),
  RecordResults(j) {
    j.until(j.training.issuedOn);
    return j.training.resultsOf([j.learner]);
  },
  async CorrectResults(j) {
    const { passed = true } = (await j.state()).results[j.caseId] ?? {};
    const results = [{ caseId: j.caseId, passed: !passed }];
    return { by: j.training.examiner, data: { classId: j.training.classId, results, ...j.papers } };
  },
  CloseClass(j) {
    j.until(workingDay(j.training.issuedOn, 2));
    return byClerk()(j);
  },
  ProposeClassReopening(j) {
    j.proposalId = j.town.random.uuid();
    return byClerk(({ proposalId }) => ({ proposalId, ...j.papers }))(j);
  },
  ApproveClassReopening: byConfirmer(({ proposalId }) => ({ proposalId })),
  DeclineClassReopening: byConfirmer(({ proposalId, papers: { reason } }) => ({ proposalId, reason })),
  async ProposeClassAmendment(j) {
    j.proposalId = j.town.random.uuid();
    const { classId, runner: by } = j.training;
    const headCount = (await j.state()).plan?.headCount === 2 ? 3 : 2;
    return { by, data: { classId, proposalId: j.proposalId, headCount, ...j.papers } };
  },
  ApproveClassAmendment: byClerk(({ proposalId }) => ({ proposalId })),
  DeclineClassAmendment: byClerk(({ proposalId, papers: { reason } }) => ({ proposalId, reason })),
};

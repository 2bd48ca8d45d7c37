import type { Actor } from '@ledger/kernel';
import {
  at,
  divisionOf,
  ofOrganisation,
  ORGANISATIONS,
  PROJECTS,
  rateOf,
  staff,
  workingDay,
  type MadeUpPerson,
} from '@ledger/simulation';
import { filing, sessionsOf } from '@ledger/simulation/filing';
import { PROOFS } from '@ledger/simulation/proofs.table';
import { certificateNumber, evaluatorOf } from '@ledger/simulation/world';
import type { Ask, Town } from './town';

interface Wanted {
  readonly project?: string;
  readonly level?: string;
  readonly runner?: string;
  readonly startsOn: string;
  readonly headCount?: number;
}

/** One learner of a class. */
export interface Learner {
  readonly caseId: string;
  readonly person: MadeUpPerson;
}

type SimulatedClass = Parameters<typeof filing>[0];

/** 一个班期 of a town and what its people do: every act is given as what is asked of the ledger, to be done, tried or raced. */
export class Training {
  readonly of: SimulatedClass;
  readonly runner: Actor;
  readonly examiner: Actor;
  readonly clerk: Actor;

  constructor(
    private readonly town: Town,
    { project: projectId = 'prj-cook', level = 'L5', runner: orgId = 'org-lotus', startsOn, headCount = 1 }: Wanted,
  ) {
    const runner = ORGANISATIONS.find((each) => each.orgId === orgId);
    const project = PROJECTS.find((each) => each.projectId === projectId);
    if (!runner || !project) throw new Error(`the reference data hold no ${orgId} or no ${projectId}`);
    const graded = project.levels.length > 0 ? level : undefined;
    const evaluator = evaluatorOf(project, graded, startsOn);
    this.of = {
      classId: town.random.uuid(),
      unit: runner.homeUnit,
      project,
      level: graded,
      runner,
      runnerRole: runner.roles.includes('INSTITUTION') ? 'INSTITUTION' : 'EMPLOYER',
      evaluator,
      startsOn,
      endsOn: workingDay(startsOn, project.sessions),
      rateFen: rateOf(project, graded)?.amountFen ?? 0,
      headCount,
    };
    this.runner = ofOrganisation(runner, this.of.runnerRole);
    this.examiner = evaluator ? ofOrganisation(evaluator, 'EVALUATOR') : this.runner;
    this.clerk = staff('CLERK', runner.homeUnit);
  }

  get classId(): string {
    return this.of.classId;
  }

  get unit(): string {
    return this.of.unit;
  }

  /** So many working days after the start; before it where negative. */
  day(n: number): string {
    return workingDay(this.of.startsOn, n);
  }

  get issuedOn(): string {
    return workingDay(this.of.endsOn, 3);
  }

  learner(person = this.town.person()): Learner {
    return { caseId: this.town.random.uuid(), person };
  }

  filed(on = this.day(-9), changed: object = {}): Ask {
    return { by: this.runner, at: at(on, '09:00'), command: 'FileClass', data: { ...filing(this.of), ...changed } };
  }

  approved(by = this.clerk, on = this.day(-8)): Ask {
    return { by, at: at(on, '10:00'), command: 'ApproveClass', data: { classId: this.classId } };
  }

  /** Registered, with a category, enrolled. `known`: only enrolled. */
  enrolled({ caseId, person }: Learner, known = false): Ask[] {
    const on = this.day(-7);
    const { idNumber, name, phone } = person;
    const [category, evidenceKind, verifiedBy] = this.of.runnerRole === 'EMPLOYER' ? PROOFS[0] : PROOFS[1];
    const evidence = { evidenceKind, evidenceNumber: `SIM-${this.town.serial()}`, verifiedBy, validFrom: '2019-01-01' };
    const registered = [
      { by: this.runner, at: at(on, '09:00'), command: 'RegisterPerson', data: { idNumber, name, phone } },
      { by: this.clerk, at: at(on, '09:30'), command: 'RecordCategory', data: { idNumber, category, ...evidence } },
    ];
    const data = { caseId, classId: this.classId, idNumber, categories: [category], primaryCategory: category };
    return [...(known ? [] : registered), { by: this.runner, at: at(on, '10:00'), command: 'EnrolLearner', data }];
  }

  registered(
    system: 'TRAINING_INFO' | 'REAL_NAME',
    learners: readonly Learner[],
    when = at(this.day(-1), '14:00'),
  ): Ask {
    const roster = learners.map(({ person }) => person.idNumber);
    const data = { classId: this.classId, system, number: `PX-${this.town.serial()}`, registeredAt: when, roster };
    return { by: this.runner, at: when, command: 'RecordProvincialRegistration', data };
  }

  /** Started, every session held with everybody there, finished. */
  held(learners: readonly Learner[]): Ask[] {
    const { classId, runner: by } = this;
    const present = learners.map(({ caseId }) => caseId);
    return [
      { by, at: at(this.of.startsOn, '08:30'), command: 'StartClass', data: { classId } },
      ...sessionsOf(this.of).flatMap(({ no, on, hours }) => [
        { by, at: at(on, '17:00'), command: 'RecordSession', data: { classId, no, on, hours, trainer: 'trainer-1' } },
        { by, at: at(on, '17:10'), command: 'RecordAttendance', data: { classId, no, present } },
      ]),
      { by, at: at(this.of.endsOn, '18:00'), command: 'FinishClass', data: { classId } },
    ];
  }

  resultsOf(learners: readonly Learner[]): Ask {
    const results = learners.map(({ caseId }) => ({ caseId, passed: true, score: 80 }));
    return {
      by: this.examiner,
      at: at(this.issuedOn, '09:00'),
      command: 'RecordResults',
      data: { classId: this.classId, results },
    };
  }

  number({ person }: Learner, level = this.of.level, issuedOn = this.issuedOn): string {
    const issuer = this.of.evaluator ?? this.of.runner;
    return certificateNumber(this.of.project, level, issuer, issuedOn, this.town.serial(), person.idNumber);
  }

  certificate(learner: Learner, changed: object = {}): Ask {
    const { of } = this;
    const data = {
      caseId: learner.caseId,
      kind: of.project.certKind,
      number: this.number(learner),
      ...(of.level === undefined ? {} : { level: of.level }),
      issuedOn: this.issuedOn,
      issuer: (of.evaluator ?? of.runner).uscc,
      ...changed,
    };
    return { by: this.examiner, at: at(this.issuedOn, '10:00'), command: 'RecordCertificate', data };
  }

  claim({ caseId, person }: Learner, on = workingDay(this.issuedOn, 1), changed: object = {}): Ask {
    const { accountNumber, bankCnaps, name: accountName } = person;
    const data = {
      caseId,
      basis: 'HUKOU',
      basisEvidence: 'HOUSEHOLD_REGISTER',
      basisDivision: divisionOf(this.unit),
      amountFen: this.of.rateFen,
      ...(this.of.runnerRole === 'EMPLOYER' ? {} : { accountNumber, accountName, bankCnaps }),
      ...changed,
    };
    return { by: this.runner, at: at(on, '09:00'), command: 'SubmitClaim', data };
  }

  accepted({ caseId }: Learner, on: string, by = this.clerk): Ask {
    return { by, at: at(on, '14:00'), command: 'AcceptClaim', data: { caseId } };
  }

  reviewed({ caseId }: Learner, which: 'First' | 'Second', when: string, reviewer: number): Ask {
    return {
      by: staff('REVIEWER', this.unit, reviewer),
      at: when,
      command: `Record${which}Review`,
      data: { caseId, verdict: 'PASS', opinion: '材料齐全，与系统登记一致' },
    };
  }

  /** Everything from the filing to the results: the learners have passed. */
  upToResults(learners: readonly Learner[], known = false): Ask[] {
    return [
      this.filed(),
      this.approved(),
      ...learners.flatMap((learner) => this.enrolled(learner, known)),
      this.registered('TRAINING_INFO', learners),
      this.registered('REAL_NAME', learners),
      ...this.held(learners),
      this.resultsOf(learners),
    ];
  }

  upToCertificates(learners: readonly Learner[], known = false): Ask[] {
    return [...this.upToResults(learners, known), ...learners.map((learner) => this.certificate(learner))];
  }

  /** Accepted and reviewed twice by two people, on the three working days after the claim. */
  throughReview(learners: readonly Learner[], claimedOn = workingDay(this.issuedOn, 1)): Ask[] {
    const [first, second, third] = [1, 2, 3].map((n) => workingDay(claimedOn, n)) as [string, string, string];
    return [
      ...learners.map((learner) => this.accepted(learner, first)),
      ...learners.map((learner) => this.reviewed(learner, 'First', at(second, '09:00'), 1)),
      ...learners.map((learner) => this.reviewed(learner, 'Second', at(third, '15:00'), 2)),
    ];
  }
}

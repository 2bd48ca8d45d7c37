import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setupRequests } from '@ledger/reference';
import type { Answer } from '@ledger/commanding';
import type { Actor } from '@ledger/kernel';
import { Ledger } from '@ledger/runtime';
import {
  at,
  divisionOf,
  documentOf,
  ofOrganisation,
  ORGANISATIONS,
  People,
  Random,
  staff,
  workingDay,
  type MadeUpPerson,
} from '@ledger/simulation';

const HEADS = 500;
const PROJECT = 'prj-cook';
const RATE_FEN = 120_000;

export interface BenchCase {
  readonly caseId: string;
  readonly person: MadeUpPerson;
}

/** A ledger in a temporary folder with classes full of certified learners, made by real commands. */
export class BenchLedger {
  readonly folder = mkdtempSync(join(tmpdir(), 'skill-ledger-bench-'));
  readonly random = new Random(20191012);
  readonly unit: string;
  private readonly people = new People(this.random.fork());
  private readonly runner = ORGANISATIONS.find(({ orgId }) => orgId === 'org-lotus');
  private readonly evaluator = ORGANISATIONS.find(({ orgId }) => orgId === 'org-eval-services');
  private serial = 0;
  ledger!: Ledger;

  constructor() {
    if (!this.runner || !this.evaluator) throw new Error('the reference data lack the organisations of the bench');
    this.unit = this.runner.homeUnit;
  }

  async open(): Promise<this> {
    this.ledger = await Ledger.open({ folder: join(this.folder, 'data'), create: { clock: 'simulated' }, live: false });
    for (const { on, role, command, data } of setupRequests())
      await this.do(staff(role, 'XC'), at(on, '08:00'), command, data);
    return this;
  }

  async close(): Promise<void> {
    await this.ledger.close();
    this.clear();
  }

  clear(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  get data(): string {
    return join(this.folder, 'data');
  }

  async do(actor: Actor, when: string, command: string, data: object): Promise<Answer> {
    const answer = await this.ledger.execute({ id: this.random.uuid(), at: when, actor, command, data });
    if (answer.outcome !== 'accepted')
      throw new Error(
        `${command}: ${answer.outcome} ${answer.problem?.ruleId ?? ''} ${answer.problem?.detailEn ?? ''}`,
      );
    return answer;
  }

  /** A finished class whose learners hold their certificates and may claim. */
  async certifiedClass(startsOn: string): Promise<{ classId: string; cases: BenchCase[] }> {
    const runner = ofOrganisation(this.runner ?? never(), 'INSTITUTION');
    const examiner = ofOrganisation(this.evaluator ?? never(), 'EVALUATOR');
    const clerk = staff('CLERK', this.unit);
    const classId = this.random.uuid();
    const filed = at(workingDay(startsOn, -9), '09:00');
    const days = Array.from({ length: 8 }, (_, i) => workingDay(startsOn, i));
    await this.do(runner, filed, 'FileClass', {
      classId,
      projectId: PROJECT,
      institution: runner.unit,
      evaluator: examiner.unit,
      unit: this.unit,
      headCount: HEADS,
      startsAt: at(startsOn, '08:30'),
      endsOn: days.at(-1),
      level: 'L5',
      payeeKind: 'PERSON',
      feeFen: 0,
      sessions: days.map((on, i) => ({ no: i + 1, on, hours: 8 })),
      venue: '模拟实训楼',
    });
    await this.do(clerk, at(workingDay(startsOn, -8), '09:00'), 'ApproveClass', { classId });
    const enrolledAt = at(workingDay(startsOn, -5), '09:00');
    const cases = Array.from({ length: HEADS }, () => ({ caseId: this.random.uuid(), person: this.people.make() }));
    await this.enrol(classId, cases, enrolledAt);
    const roster = cases.map(({ person }) => person.idNumber);
    for (const system of ['TRAINING_INFO', 'REAL_NAME'])
      await this.do(runner, at(workingDay(startsOn, -1), '15:00'), 'RecordProvincialRegistration', {
        classId,
        system,
        number: `PX-${++this.serial}`,
        registeredAt: at(workingDay(startsOn, -1), '14:00'),
        roster,
      });
    await this.do(runner, at(startsOn, '08:30'), 'StartClass', { classId });
    for (const [i, on] of days.entries()) {
      await this.do(runner, at(on, '17:00'), 'RecordSession', {
        classId,
        no: i + 1,
        on,
        hours: 8,
        trainer: 'trainer-1',
      });
      await this.do(runner, at(on, '17:10'), 'RecordAttendance', {
        classId,
        no: i + 1,
        present: cases.map(({ caseId }) => caseId),
      });
    }
    await this.do(runner, at(days.at(-1) ?? startsOn, '18:00'), 'FinishClass', { classId });
    const issuedOn = workingDay(startsOn, 9);
    await this.do(examiner, at(issuedOn, '09:00'), 'RecordResults', {
      classId,
      results: cases.map(({ caseId }) => ({ caseId, passed: true, score: 80 })),
    });
    await this.all(cases, ({ caseId }) =>
      this.do(examiner, at(issuedOn, '10:00'), 'RecordCertificate', {
        caseId,
        kind: 'SKILL_LEVEL',
        level: 'L5',
        number: `S000041000202${issuedOn.slice(2, 4)}5${String(++this.serial).padStart(6, '0')}`,
        issuedOn,
        issuer: examiner.unit,
      }),
    );
    return { classId, cases };
  }

  private async enrol(classId: string, cases: readonly BenchCase[], enrolledAt: string): Promise<void> {
    const runner = ofOrganisation(this.runner ?? never(), 'INSTITUTION');
    const clerk = staff('CLERK', this.unit);
    await this.all(cases, ({ person: { idNumber, name, phone } }) =>
      this.do(runner, enrolledAt, 'RegisterPerson', { idNumber, name, phone }),
    );
    await this.all(cases, ({ person }) =>
      this.do(clerk, enrolledAt, 'RecordCategory', {
        idNumber: person.idNumber,
        category: 'RURAL_MIGRANT',
        evidenceKind: 'HUKOU',
        evidenceNumber: `SIM-${++this.serial}`,
        verifiedBy: 'HRSS',
        validFrom: '2019-01-01',
      }),
    );
    await this.all(cases, ({ caseId, person }) =>
      this.do(runner, enrolledAt, 'EnrolLearner', {
        caseId,
        classId,
        idNumber: person.idNumber,
        categories: ['RURAL_MIGRANT'],
        primaryCategory: 'RURAL_MIGRANT',
      }),
    );
  }

  submit({ caseId, person }: BenchCase, when: string): Promise<Answer> {
    return this.do(ofOrganisation(this.runner ?? never(), 'INSTITUTION'), when, 'SubmitClaim', {
      caseId,
      basis: 'HUKOU',
      basisEvidence: 'HOUSEHOLD_REGISTER',
      basisDivision: divisionOf(this.unit),
      amountFen: RATE_FEN,
      accountNumber: person.accountNumber,
      accountName: person.name,
      bankCnaps: person.bankCnaps,
    });
  }

  accept({ caseId }: BenchCase, when: string): Promise<Answer> {
    return this.do(staff('CLERK', this.unit), when, 'AcceptClaim', { caseId });
  }

  firstReview({ caseId }: BenchCase, when: string): Promise<Answer> {
    return this.do(staff('REVIEWER', this.unit), when, 'RecordFirstReview', {
      caseId,
      verdict: 'PASS',
      opinion: '材料齐全，与系统登记一致',
    });
  }

  takeBackFirstReview({ caseId }: BenchCase, when: string): Promise<Answer> {
    return this.do(staff('REVIEWER', this.unit), when, 'TakeBackFirstReview', {
      caseId,
      reason: '收回重审',
      document: documentOf('CORRECTION_DECISION', when.slice(0, 10), 1),
    });
  }

  /** Runs a command for each, 64 under way at once. */
  async all<T>(items: readonly T[], run: (item: T) => Promise<unknown>, atOnce = 64): Promise<void> {
    for (let from = 0; from < items.length; from += atOnce)
      await Promise.all(items.slice(from, from + atOnce).map(run));
  }
}

const never = (): never => {
  throw new Error('unreachable');
};

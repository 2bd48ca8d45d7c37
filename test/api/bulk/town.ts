import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import type { Actor } from '@ledger/kernel';
import { setupRequests } from '@ledger/reference';
import {
  at,
  ofOrganisation,
  ORGANISATIONS,
  People,
  Random,
  staff,
  workingDay,
  type MadeUpPerson,
} from '@ledger/simulation';
import { ledger, linesOf, type ReportLine } from '../../cli/run-ledger';

/** What a class may hold at most, less some room for rows that are left out. */
const HEADS = 500;
const STARTS_ON = '2020-03-16';

/** 一座小城: classes that take learners, and learners who are registered with their category. */
export class Town {
  readonly institution: Actor;
  readonly clerk: Actor;
  readonly classIds: readonly string[];
  readonly people: readonly MadeUpPerson[];
  /** When learners enrol. */
  readonly enrolledAt = at(workingDay(STARTS_ON, -5), '09:00');
  private readonly random = new Random(411_002);
  private readonly evaluator: Actor;

  constructor(learners: number) {
    const [runner, examiner] = ['org-lotus', 'org-eval-services'].map((each) =>
      ORGANISATIONS.find(({ orgId }) => orgId === each),
    );
    if (!runner || !examiner) throw new Error('the reference data lack the organisations of the test');
    this.institution = ofOrganisation(runner, 'INSTITUTION');
    this.evaluator = ofOrganisation(examiner, 'EVALUATOR');
    this.clerk = staff('CLERK', runner.homeUnit);
    this.classIds = Array.from({ length: Math.ceil(learners / HEADS) }, () => this.random.uuid());
    const people = new People(this.random.fork());
    this.people = Array.from({ length: learners }, () => people.make());
  }

  classOf(i: number): string {
    return this.classIds[Math.floor(i / HEADS)] ?? '';
  }

  /** Makes the ledger; every line must be accepted. */
  async found(folder: string, file: string, report: string): Promise<void> {
    const out = createWriteStream(file);
    for (const line of this.lines()) if (!out.write(`${JSON.stringify(line)}\n`)) await once(out, 'drain');
    out.end();
    await once(out, 'finish');
    const ran = await ledger(['import', file, '--clock', 'simulated', '--data', folder, '--report', report]);
    if (ran.code !== 0) throw new Error(`ledger import ended with ${ran.code}: ${ran.stderr}`);
    const bad = linesOf<ReportLine>(report).find(({ outcome }) => outcome !== 'accepted');
    if (bad) throw new Error(`line ${bad.line}: ${JSON.stringify(bad)}`);
  }

  private *lines(): Generator<object> {
    for (const { on, role, command, data } of setupRequests())
      yield this.line(staff(role, 'XC'), at(on, '08:00'), command, data);
    for (const classId of this.classIds) {
      yield this.line(this.institution, at(workingDay(STARTS_ON, -9), '09:00'), 'FileClass', this.plan(classId));
      yield this.line(this.clerk, at(workingDay(STARTS_ON, -8), '09:00'), 'ApproveClass', { classId });
    }
    for (const [i, { idNumber, name, phone }] of this.people.entries()) {
      yield this.line(this.institution, this.enrolledAt, 'RegisterPerson', { idNumber, name, phone });
      yield this.line(this.clerk, this.enrolledAt, 'RecordCategory', {
        idNumber,
        category: 'RURAL_MIGRANT',
        evidenceKind: 'HUKOU',
        evidenceNumber: `SIM-${i}`,
        verifiedBy: 'HRSS',
        validFrom: '2019-01-01',
      });
    }
  }

  private line(actor: Actor, when: string, command: string, data: object): object {
    return { id: this.random.uuid(), at: when, actor, command, data };
  }

  private plan(classId: string): object {
    const days = Array.from({ length: 8 }, (_, i) => workingDay(STARTS_ON, i));
    return {
      classId,
      projectId: 'prj-cook',
      institution: this.institution.unit,
      evaluator: this.evaluator.unit,
      unit: this.clerk.unit,
      headCount: HEADS,
      startsAt: at(STARTS_ON, '08:30'),
      endsOn: days.at(-1),
      level: 'L5',
      payeeKind: 'PERSON',
      feeFen: 0,
      sessions: days.map((on, i) => ({ no: i + 1, on, hours: 8 })),
      venue: '模拟实训楼',
    };
  }
}

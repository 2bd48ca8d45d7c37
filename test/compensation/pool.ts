import { referenceDocument } from '@ledger/reference';
import { at, staff } from '@ledger/simulation';
import { fundRef } from '@ledger/streams';
import type { Town } from '../stories/town';
import { Training, type Learner } from '../stories/training';
import { CaseJourney } from './case-journey';
import { ClassJourney } from './class-journey';
import { StandingJourney } from './standing-journey';

const STARTS_ON = '2020-06-15';
const LEARNERS = 40;

interface Ready {
  readonly training: Training;
  readonly learners: Learner[];
}

/** 备用的班期和学员: classes that have finished, whose learners have passed and have no certificate yet. */
export class Pool {
  private plain?: Ready;
  private flagged?: Ready;
  private oneAYear?: Promise<unknown>;
  private numbers = 0;

  constructor(private readonly town: Town) {}

  /** A case nobody has touched since the results; its claim is flagged where the class's institution is suspended since. */
  async case(flagged = false): Promise<CaseJourney> {
    const from = flagged ? (this.flagged ??= await this.suspended()) : await this.finished();
    const learner = from.learners.pop();
    if (!learner) throw new Error('the pool is empty');
    return new CaseJourney(this.town, from.training, learner);
  }

  /** A class nobody has filed, with a learner who is registered. */
  async class(): Promise<ClassJourney> {
    const training = new Training(this.town, {
      project: 'prj-low-voltage-renewal',
      runner: 'org-bright-road',
      startsOn: STARTS_ON,
      headCount: 2,
    });
    const learner = training.learner();
    await this.town.inTurn(training.enrolled(learner).slice(0, 2));
    return new ClassJourney(this.town, training, learner);
  }

  /** 常设事项: what it is about is new; the case beside it is there for its person. */
  async standing(): Promise<StandingJourney> {
    const claim = await this.case();
    return new StandingJourney(this.town, claim.training, ++this.numbers, { claim });
  }

  /** A second case of a person whose year is full with the first. */
  async overQuota(): Promise<StandingJourney> {
    await (this.oneAYear ??= this.limited());
    const first = await this.case();
    await first.giveAll(['RecordCertificate', 'SubmitClaim']);
    const training = new Training(this.town, { project: 'prj-sewing', startsOn: STARTS_ON });
    const learner = training.learner(first.learner.person);
    await this.town.inTurn(training.upToResults([learner], true));
    const claim = new CaseJourney(this.town, training, learner);
    await claim.give('RecordCertificate');
    return new StandingJourney(this.town, training, ++this.numbers, { claim });
  }

  /** A unit without money, and a class of it that waits for approval. */
  async unfunded(runner: string, project: string): Promise<StandingJourney> {
    const training = new Training(this.town, { runner, project, startsOn: STARTS_ON });
    const held = new ClassJourney(this.town, training, training.learner());
    await held.give('FileClass');
    return new StandingJourney(this.town, training, ++this.numbers, { class: held });
  }

  /** A case whose class and fund line hold what it needs and nothing more. */
  async uncovered(): Promise<CaseJourney> {
    const training = new Training(this.town, { runner: 'org-west-hill', startsOn: STARTS_ON });
    const { availableFen } = (await this.town.ledger.load(fundRef(training.unit))).state;
    await this.town.do(staff('FUND_ADMIN', 'XC'), at('2019-10-21', '09:00'), 'AllotFunds', {
      unit: training.unit,
      amountFen: training.of.rateFen - availableFen,
      document: referenceDocument('doc-allotment-2019'),
    });
    const { learners } = await this.held(training, 1);
    return new CaseJourney(this.town, training, learners[0] as Learner);
  }

  private limited(): Promise<unknown> {
    return this.town.do(staff('POLICY_ADMIN', 'XC'), at('2020-06-01', '09:00'), 'SetParameter', {
      key: 'quota.perPersonPerYear',
      value: 1,
      validFrom: '2020-01-01',
      document: referenceDocument('doc-plan'),
    });
  }

  private async finished(): Promise<Ready> {
    if (!this.plain || this.plain.learners.length === 0)
      this.plain = await this.held(new Training(this.town, { startsOn: STARTS_ON, headCount: 2 * LEARNERS }));
    return this.plain;
  }

  /** 班期结束后机构被暂停: its claims are flagged DELISTED_MEANWHILE. */
  private async suspended(): Promise<Ready> {
    const training = new Training(this.town, { runner: 'org-east-gate', startsOn: STARTS_ON, headCount: 2 * LEARNERS });
    const ready = await this.held(training);
    await this.town.do(staff('CATALOGUE_ADMIN', 'XC'), at(training.of.endsOn, '19:00'), 'SuspendOrganisation', {
      uscc: training.of.runner.uscc,
      role: 'INSTITUTION',
      from: training.of.endsOn,
      document: referenceDocument('doc-plan'),
    });
    return ready;
  }

  private async held(training: Training, heads = LEARNERS): Promise<Ready> {
    const learners = Array.from({ length: heads }, () => training.learner());
    await this.town.inTurn(training.upToResults(learners));
    return { training, learners };
  }
}

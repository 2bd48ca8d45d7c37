import { staff } from '@ledger/simulation';
import { referenceDocument } from '@ledger/reference';
import type { Town } from '../stories/town';
import { Training, type Learner } from '../stories/training';
import { CaseJourney } from './case-journey';
import { ClassJourney } from './class-journey';
import { at } from '@ledger/simulation';

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

  private async held(training: Training): Promise<Ready> {
    const learners = Array.from({ length: LEARNERS }, () => training.learner());
    await this.town.inTurn(training.upToResults(learners));
    return { training, learners };
  }
}

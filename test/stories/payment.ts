import { at, BANK, endToEndId, staff, workingDay } from '@ledger/simulation';
import type { Ask, Town } from './town';
import type { Learner, Training } from './training';

/** 公示和确认: the list is open for its five working days from `firstDay` on, is closed, and every claim is confirmed. */
export function confirmed(town: Town, { unit }: Training, learners: readonly Learner[], firstDay: string): Ask[] {
  const publicityId = town.random.uuid();
  const closedOn = workingDay(firstDay, 5);
  const caseIds = learners.map(({ caseId }) => caseId);
  const clerk = staff('CLERK', unit);
  const opening = { publicityId, unit, caseIds, firstDay };
  return [
    { by: clerk, at: at(firstDay, '09:00'), command: 'OpenPublicity', data: opening },
    { by: clerk, at: at(closedOn, '09:00'), command: 'ClosePublicity', data: { publicityId } },
    ...caseIds.map((caseId) => ({
      by: staff('CONFIRMER', unit),
      at: at(closedOn, '10:30'),
      command: 'ConfirmClaim',
      data: { caseId },
    })),
  ];
}

const digest = (town: Town): string =>
  `${town.random.uuid()}${town.random.uuid()}`.replaceAll('-', '').padEnd(64, '0').slice(0, 64);

/** 拨付批次 of one unit and what its people and the bank do. */
export class Payment {
  readonly batchId: string;

  constructor(
    private readonly town: Town,
    private readonly unit: string,
    private readonly learners: readonly Learner[],
    /** The day on which the batch is made. */
    private readonly on: string,
  ) {
    this.batchId = town.random.uuid();
  }

  made(): Ask {
    const caseIds = this.learners.map(({ caseId }) => caseId);
    return this.ask('PAY_MAKER', at(this.on, '09:00'), 'MakeBatch', { unit: this.unit, caseIds });
  }

  checked(by = staff('PAY_CHECKER', this.unit)): Ask {
    return { ...this.ask('PAY_CHECKER', at(workingDay(this.on, 1), '09:00'), 'CheckBatch'), by };
  }

  /** Made, checked, signed and dispatched, within two working days. */
  sent(): Ask[] {
    return [
      this.made(),
      this.checked(),
      this.ask('PAY_SIGNER', at(workingDay(this.on, 1), '15:00'), 'SignBatch'),
      this.ask('PAY_MAKER', at(workingDay(this.on, 2), '09:00'), 'DispatchBatch'),
    ];
  }

  answered(result: 'PAID' | 'REJECTED' | 'RETURNED', on: string, { attempt = 1, reason }: Attempt = {}): Ask {
    const lines = this.learners.map(({ caseId }) => ({
      endToEndId: endToEndId(caseId, 1, attempt),
      result,
      ...(reason === undefined ? {} : { reason }),
    }));
    const data = { batchId: this.batchId, digest: digest(this.town), lines };
    return { by: BANK, at: at(on, '08:00'), command: 'RecordBankAnswer', data };
  }

  private ask(role: string, when: string, command: string, data: object = {}): Ask {
    return { by: staff(role, this.unit), at: when, command, data: { batchId: this.batchId, ...data } };
  }
}

interface Attempt {
  readonly attempt?: number;
  readonly reason?: string;
}

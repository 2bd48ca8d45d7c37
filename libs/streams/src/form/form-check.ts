import type { LedgerEvent } from '@ledger/kernel';
import type { BatchEventMap } from '../batch';
import { proposalOf } from './proposal-of';

/** 形式问题: an event that no decision of this program would have made. */
export interface FormFault {
  readonly ruleId: string;
  readonly stream: string;
  readonly version: number;
  readonly zh: string;
  readonly en: string;
}

/** Who took the steps of one case's claim; only the ids, so that a whole programme fits into memory. */
interface CaseActors {
  submitter?: string;
  first?: string;
  second?: string;
  confirmer?: string;
}

interface BatchActors {
  maker: string;
  checker?: string;
  signer?: string;
  readonly caseIds: readonly string[];
}

/** Beyond this many the list says no more. */
const MAX_FAULTS = 100;

/**
 * 形式核验: goes once over the whole log, in order, and finds what must never stand there: two steps by one person that take
 * two, times that run back, corrections of what comes later. Knows nothing of how decisions are made.
 */
export class FormCheck {
  readonly faults: FormFault[] = [];
  /** True when there were more faults than are listed. */
  more = false;
  private readonly cases = new Map<string, CaseActors>();
  private readonly batches = new Map<string, BatchActors>();
  private readonly filers = new Map<string, string>();
  /** Proposer by stream and proposal, while it is open. */
  private readonly proposals = new Map<string, string>();
  private readonly recorded = new Map<string, string>();
  private readonly posted = new Map<string, string>();

  take(event: LedgerEvent): void {
    this.checkOrder(event);
    this.checkProposal(event);
    const kind = event.stream.slice(0, event.stream.indexOf('-'));
    if (kind === 'case') this.checkCase(event);
    else if (kind === 'batch') this.checkBatch(event);
    else if (kind === 'class') this.checkClass(event);
  }

  private checkOrder(event: LedgerEvent): void {
    const { stream, version, recordedAt, occurredAt, corrects } = event;
    if (recordedAt < (this.recorded.get(stream) ?? ''))
      this.fault('B.5-order', event, '记录时间早于前一事件', 'recorded before the event that precedes it');
    this.recorded.set(stream, recordedAt);
    // A proposal moves nothing and keeps its own time.
    if (stream.startsWith('fund-') && !event.type.startsWith('FundCorrection')) {
      if (occurredAt < (this.posted.get(stream) ?? ''))
        this.fault('A-071', event, '分录时间倒退', 'a posting is dated before the one that precedes it');
      this.posted.set(stream, occurredAt);
    }
    if (corrects?.stream === stream && corrects.version >= version)
      this.fault('B.5-order', event, '更正所指事件不在其前', 'corrects an event that does not precede it');
  }

  /** Whoever approves or declines is not who proposed. */
  private checkProposal(event: LedgerEvent): void {
    const proposal = proposalOf(event);
    if (!proposal) return;
    const key = `${event.stream} ${proposal.id}`;
    if (proposal.step === 'proposed') this.proposals.set(key, event.actor.id);
    else {
      if (proposal.step !== 'withdrawn') this.differ(event, [this.proposals.get(key)]);
      this.proposals.delete(key);
    }
  }

  private checkCase(event: LedgerEvent): void {
    const { stream, type, actor } = event;
    const who = this.cases.get(stream) ?? {};
    switch (type) {
      case 'ClaimSubmitted':
        this.cases.set(stream, { submitter: actor.id });
        return;
      case 'ClaimFirstReviewed':
        this.differ(event, [who.submitter, who.second, who.confirmer]);
        who.first = actor.id;
        return;
      case 'FirstReviewTakenBack':
        who.first = undefined;
        return;
      case 'ClaimSecondReviewed':
        this.differ(event, [who.submitter, who.first, who.confirmer]);
        who.second = actor.id;
        return;
      case 'SecondReviewTakenBack':
        who.second = undefined;
        return;
      case 'ClaimConfirmed':
        this.differ(event, [who.submitter, who.first, who.second]);
        who.confirmer = actor.id;
        return;
      case 'ConfirmationTakenBack':
        who.confirmer = undefined;
        return;
      case 'ObjectionResolved':
        this.differ(event, [who.first, who.second]);
        return;
      default:
    }
  }

  private checkBatch(event: LedgerEvent): void {
    const { stream, type, actor, data } = event;
    if (type === 'BatchMade') {
      // The data of its own type.
      const { lines } = data as BatchEventMap['BatchMade'];
      this.batches.set(stream, { maker: actor.id, caseIds: [...new Set(lines.map(({ caseId }) => caseId))] });
    }
    const batch = this.batches.get(stream);
    if (!batch) return;
    switch (type) {
      case 'BatchMade':
        this.differ(event, this.deciders(batch));
        return;
      case 'BatchChecked':
        this.differ(event, [batch.maker, batch.signer, ...this.deciders(batch)]);
        batch.checker = actor.id;
        return;
      case 'BatchCheckTakenBack':
        batch.checker = undefined;
        return;
      case 'BatchSigned':
        this.differ(event, [batch.maker, batch.checker, ...this.deciders(batch)]);
        batch.signer = actor.id;
        return;
      case 'BatchSignatureTakenBack':
        batch.signer = undefined;
        return;
      case 'BatchDispatched':
        if (batch.checker === undefined || batch.signer === undefined)
          this.fault('D.4-batch', event, '未复核或未签发即发送', 'dispatched without check or signature');
        this.batches.delete(stream);
        return;
      case 'BatchCancelled':
        this.batches.delete(stream);
        return;
      default:
    }
  }

  /** Reviewers and confirmers of any line. */
  private deciders({ caseIds }: BatchActors): (string | undefined)[] {
    return caseIds.flatMap((caseId) => {
      const who = this.cases.get(`case-${caseId}`);
      return [who?.first, who?.second, who?.confirmer];
    });
  }

  private checkClass(event: LedgerEvent): void {
    if (event.type === 'ClassFiled') this.filers.set(event.stream, event.actor.id);
    else if (event.type === 'ClassApproved') {
      this.differ(event, [this.filers.get(event.stream)]);
      this.filers.delete(event.stream);
    }
  }

  private differ(event: LedgerEvent, others: readonly (string | undefined)[]): void {
    if (!others.includes(event.actor.id)) return;
    this.fault(
      'B.5-four-eyes',
      event,
      `${event.actor.id} 在须由两人办理的环节中办理了两步`,
      `${event.actor.id} took two steps that take two people`,
    );
  }

  private fault(ruleId: string, { stream, version }: LedgerEvent, zh: string, en: string): void {
    if (this.faults.length < MAX_FAULTS) this.faults.push({ ruleId, stream, version, zh, en });
    else this.more = true;
  }
}

import type { Loaded } from '@ledger/kernel';
import { drawKey, freeFen, type ClassState } from '../../class';
import { posting, type FundState } from '../../fund';
import type { CaseState } from '../case.state';

/**
 * 可用资金: what a case may draw on, as if this command had reserved nothing yet: on the second decision its own
 * reservations stand on class and fund line, and must not count against it.
 */
export interface Cover {
  /** The class takes draws: approved and neither cancelled nor closed. */
  readonly classOpen: boolean;
  readonly freeFen: number;
  /** Live draw by line, fen; a line that drew nothing is absent. */
  readonly drawnFen: ReadonlyMap<number, number>;
  readonly availableFen: number;
}

/** What decides what may be drawn on: the class, the fund line, and which of the two just refused this command. */
interface Sources {
  readonly facts: { readonly class: Loaded<ClassState>; readonly fund: Loaded<FundState> };
  readonly commandId: string;
  readonly omitted: ReadonlyMap<string, unknown>;
}

export function coverOf(state: CaseState, { facts, commandId, omitted }: Sources): Cover {
  const { state: held } = facts.class;
  const { state: fund } = facts.fund;
  const { caseId = '', classId = '' } = state;
  let ownFen = 0;
  const drawnFen = new Map<number, number>();
  for (let line = 1; line <= state.lines.length + 1; line++) {
    const draw = held.draws[drawKey(caseId, line)];
    if (draw === undefined) continue;
    if (draw.commandId === commandId) ownFen += draw.amountFen;
    else if (draw.changed?.commandId === commandId) {
      ownFen += draw.amountFen - draw.changed.fromFen;
      drawnFen.set(line, draw.changed.fromFen);
    } else drawnFen.set(line, draw.amountFen);
  }
  return {
    classOpen: held.status === 'approved' || held.status === 'started' || held.status === 'finished',
    // A reservation that was refused a moment ago does not exist, whatever the stream says by now.
    freeFen: omitted.has(facts.class.stream) ? 0 : freeFen(held) + ownFen,
    drawnFen,
    availableFen: omitted.has(facts.fund.stream)
      ? 0
      : fund.availableFen + (fund.posted[posting.encumber(commandId, classId, caseId)] ?? 0),
  };
}

import type { Position } from '@ledger/kernel';
import { LogDamaged, type Claim, type ClaimRecord, type EndedClaim } from '../event-store.port';
import type { ServerEvent } from './server-client.port';
import { positionOf } from './stored-event';

/** The events of a `claim-<command id>` stream. Their versions, types and data are part of what is stored: only ever added to. */
export interface ClaimEvents {
  /** 已受理: the id is taken. The claim itself. */
  CommandReceived: Claim & { readonly holder: string };
  /** 已接办: another process runs the command on; the one before may write no more about it. */
  CommandTakenOver: { readonly holder: string };
  /** 已改计划: what is kept with the open claim was replaced. */
  CommandRevised: { readonly sealed: string };
  /** 已放回: its events were refused for their version, nothing was written; the id is free. */
  CommandReleased: Record<string, never>;
  /** 已了结: the first answer, JSON. */
  CommandEnded: { readonly answer: string };
  /** 已搬入: another log had ended it; told anew as more of its events were taken in. `position`: of the first of them. */
  CommandMoved: EndedClaim & { readonly position: Position };
}

/** A claim's stream, folded. `version` is the stream's, as a ledger counts: 0 when it does not exist. */
export interface ClaimState {
  readonly version: number;
  /** Absent while the id is free. */
  readonly record?: ClaimRecord;
  /** The opened store that took the claim, or took it over last. */
  readonly holder?: string;
}

const FREE: ClaimState = { version: 0 };

/** @throws LogDamaged for a stream that is not one of a claim */
export function foldClaim(commandId: string, events: readonly ServerEvent[]): ClaimState {
  return events.reduce((state, event) => evolve(commandId, state, event), FREE);
}

function evolve(commandId: string, { record, holder }: ClaimState, event: ServerEvent): ClaimState {
  const version = event.revision + 1;
  const revision = version;
  const lastAppendAt = event.created;
  const type = event.type as keyof ClaimEvents;
  if (type === 'CommandReceived' && !record) {
    const { holder: taker, ...claim } = event.data as ClaimEvents[typeof type];
    const position = positionOf(event);
    return { version, holder: taker, record: { ...claim, position, status: 'open', lastAppendAt, revision } };
  }
  if (type === 'CommandMoved' && record?.status !== 'open') {
    const claim = event.data as ClaimEvents[typeof type];
    return { version, record: { ...claim, status: 'ended', lastAppendAt, revision } };
  }
  if (record?.status !== 'open' || type === 'CommandReceived') throw misplaced(commandId, event);
  switch (type) {
    case 'CommandRevised':
      return {
        version,
        holder,
        record: { ...record, ...(event.data as ClaimEvents[typeof type]), lastAppendAt, revision },
      };
    case 'CommandTakenOver':
      return { version, ...(event.data as ClaimEvents[typeof type]), record: { ...record, lastAppendAt, revision } };
    case 'CommandReleased':
      return { version };
    case 'CommandEnded': {
      const { sealed: _, ...rest } = record;
      const { answer } = event.data as ClaimEvents[typeof type];
      return { version, holder, record: { ...rest, status: 'ended', answer, lastAppendAt, revision } };
    }
    default:
      throw misplaced(commandId, event);
  }
}

const misplaced = (commandId: string, { stream, revision, type }: ServerEvent): LogDamaged =>
  new LogDamaged(
    `the claim of command ${commandId} cannot be read: ${type} does not belong there`,
    { stream, version: revision + 1 },
    `命令 ${commandId} 的占用记录无法读取：此处不应有 ${type}`,
  );

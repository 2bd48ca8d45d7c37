import { type Effect, type LedgerEvent, streamName } from '@ledger/kernel';
import { fundRef } from '../../fund';
import type { ClassState } from '../class.state';

/** Encumbers money for the class on its unit's line; nothing where the amount is 0. */
export const encumber = (unit: string, classId: string, amountFen: number): Effect[] =>
  amountFen > 0
    ? [
        {
          stream: streamName(fundRef(unit)),
          effect: 'encumber',
          data: { classId, amountFen },
          giveBack: { effect: 'release', data: { classId, amountFen, why: 'gave-back' } },
        },
      ]
    : [];

/** The release that a class's events stand for: what they free goes back to its unit's line; nothing where that is 0. */
export const releaseOf = (events: readonly LedgerEvent[], { plan }: ClassState, why: string): Effect[] =>
  events.flatMap(({ stream, data }) => {
    const { releasedFen } = data as { readonly releasedFen: number };
    if (!plan || releasedFen === 0) return [];
    const classId = stream.slice(stream.indexOf('-') + 1);
    return [
      { stream: streamName(fundRef(plan.unit)), effect: 'release', data: { classId, amountFen: releasedFen, why } },
    ];
  });

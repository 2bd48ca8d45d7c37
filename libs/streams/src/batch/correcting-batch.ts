import type { Context, EventBody, Facts } from '@ledger/kernel';

/** The event of this batch that a compensating one corrects. */
export const correctingBatch = (
  context: Context<Facts, unknown>,
  version: number | undefined,
): Pick<EventBody, 'corrects'> =>
  version === undefined ? {} : { corrects: { stream: context.target.stream, version } };
